// SPDX-License-Identifier: MIT OR Apache-2.0

//! Runs the built binary and keeps what it said.

use std::{
    ffi::OsStr,
    process::{Command, Stdio},
};

/// How a run ended.
pub(crate) struct Said {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// The binary, without anything in the environment that changes what it says.
pub(crate) fn command() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-kelson"));
    for variable in [
        "NO_COLOR",
        "CLICOLOR_FORCE",
        "CLICOLOR",
        "RUSTC",
        "RUSTC_BOOTSTRAP",
        "COLUMNS",
    ] {
        command.env_remove(variable);
    }
    command.stdin(Stdio::null());
    command
}

pub(crate) fn run<S: AsRef<OsStr>>(arguments: impl IntoIterator<Item = S>) -> Said {
    said(command().args(arguments))
}

pub(crate) fn said(command: &mut Command) -> Said {
    let output = command.output().expect("the binary can be started");
    Said {
        code: output.status.code().expect("no signal ended it"),
        out: String::from_utf8(output.stdout).expect("UTF-8"),
        err: String::from_utf8(output.stderr).expect("UTF-8"),
    }
}
