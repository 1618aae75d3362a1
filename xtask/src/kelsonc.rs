// SPDX-License-Identifier: MIT OR Apache-2.0

//! `cargo xtask kelsonc`: builds the compiler driver in `compiler/`.
//!
//! It needs rustc's own crates; `cargo xtask rustc-dev` gets them. The result runs from where it is and finds the
//! stock compiler's standard library by itself, so `RUSTC=$(cargo xtask kelsonc) make` works.

use std::fs::{self, DirEntry};
use std::io::{self, IsTerminal};
use std::path::PathBuf;
use std::process::{Command, ExitCode, Stdio};

use crate::rustc_dev::{self, RustcDev};
use crate::shell::{Failure, capture, target_dir, workspace_root};
use crate::toolchains::Reason;

mod as_rustc;
mod code;
mod domains;
mod layout;
mod library;
mod linker;
mod project;
mod published;
mod surface;
pub mod test;
mod time;
mod twins;
mod unmodified;

/// Builds kelsonc and prints its path.
pub fn run() -> ExitCode {
    match rustc_dev::ready().and_then(|dev| build(&dev)) {
        Ok(path) => {
            println!("{}", path.display());
            ExitCode::SUCCESS
        }
        Err(reason) => {
            eprintln!("error: {reason}");
            ExitCode::FAILURE
        }
    }
}

/// Builds kelsonc; what cargo says goes to standard error.
pub fn build(dev: &RustcDev) -> Result<PathBuf, Reason> {
    let folder = target_dir().join("kelsonc");
    let mut command = dev.cargo();
    let status = command
        .current_dir(workspace_root().join("compiler"))
        .args(["build", "--release", "--locked", "--target-dir"])
        .arg(&folder)
        // Where the standard library is; a stock compiler finds it beside itself, which we are not.
        .env("KELSONC_SYSROOT", &dev.sysroot)
        .env("KELSONC_STANDARD_LIBRARY", standard_library(dev)?)
        .args((!io::stderr().is_terminal()).then_some("--quiet"))
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .status()
        .map_err(|error| Failure::new(format!("cannot start `cargo`: {error}")))?;
    let path = folder.join("release/kelsonc");
    if status.success() && path.is_file() {
        return Ok(path);
    }
    Err(Reason::new(format!("kelsonc does not build ({status})")))
}

/// The file of the standard library, by which kelsonc notices that another compiler came into its place.
fn standard_library(dev: &RustcDev) -> Result<PathBuf, Reason> {
    let folder = capture(Command::new(&dev.rustc).args(["--print", "target-libdir"]))?;
    let folder = PathBuf::from(folder.trim());
    let name = |entry: &DirEntry| entry.file_name().to_string_lossy().into_owned();
    let mut files: Vec<PathBuf> = fs::read_dir(&folder)
        .map_err(|error| Failure::new(format!("cannot read `{}`: {error}", folder.display())))?
        .flatten()
        .filter(|entry| name(entry).starts_with("libstd-") && name(entry).ends_with(".rlib"))
        .map(|entry| entry.path())
        .collect();
    files.sort();
    files.pop().ok_or_else(|| {
        Reason::new(format!(
            "there is no standard library in `{}`",
            folder.display()
        ))
    })
}
