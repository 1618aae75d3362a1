// SPDX-License-Identifier: MIT OR Apache-2.0

//! Proof that the crates work: a driver made of them compiles a program that runs.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::RustcDev;
use crate::shell::{Failure, Spinner, capture};
use crate::toolchains::{Reason, remove};

/// The least program that is a compiler.
const DRIVER: &str = "#![feature(rustc_private)]\nextern crate rustc_driver;\n\
                      fn main() -> std::process::ExitCode {\n    rustc_driver::main()\n}\n";

const HELLO: &str = "fn main() {\n    println!(\"hello\");\n}\n";

/// Compiles a compiler, and a program with it.
pub(super) fn check(dev: &RustcDev, folder: &Path) -> Result<(), Reason> {
    let _spinner = Spinner::start("checking that rustc's crates work");
    let scratch = folder.join(format!("check-{}", std::process::id()));
    let outcome = compile(dev, &scratch);
    // What cannot be deleted now does no harm under this name.
    let _ = remove(&scratch);
    outcome
}

fn compile(dev: &RustcDev, scratch: &Path) -> Result<(), Reason> {
    fs::create_dir_all(scratch).map_err(|error| Failure::io("create", scratch, &error))?;
    let write = |name: &str, text: &str| {
        let path = scratch.join(name);
        fs::write(&path, text).map_err(|error| Failure::io("write", &path, &error))
    };
    write("driver.rs", DRIVER)?;
    write("hello.rs", HELLO)?;
    let mut command = Command::new(&dev.rustc);
    command
        .current_dir(scratch)
        .env("RUSTC_BOOTSTRAP", "1")
        .args(dev.flags());
    capture(command.args(["--edition=2021", "driver.rs"]))?;
    let mut command = Command::new(scratch.join("driver"));
    command
        .current_dir(scratch)
        .arg("--sysroot")
        .arg(&dev.sysroot);
    capture(command.arg("hello.rs"))?;
    let said = capture(&mut Command::new(scratch.join("hello")))?;
    if said != "hello\n" {
        return Err(Reason::new(format!(
            "a program compiled by rustc's crates printed {said:?} and not \"hello\""
        )));
    }
    Ok(())
}
