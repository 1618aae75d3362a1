// SPDX-License-Identifier: MIT OR Apache-2.0

//! What takes more than one run of the compiler to see.

use std::path::Path;
use std::process::Command;

use super::test::{Bench, Outcome, fresh, read};
use crate::shell::{Failure, capture, workspace_root};
use crate::toolchains::Reason;

/// Runs all.
pub(super) fn run(bench: &Bench<'_>) -> Result<Outcome, Reason> {
    incremental(bench)?;
    moved(bench)?;
    without_handler(bench)?;
    pinned(bench)?;
    Ok(Outcome::Passed)
}

/// The language's `UnsafePinned` keeps the optimizer from relying on a `&mut` being alone.
fn pinned(bench: &Bench<'_>) -> Result<(), Reason> {
    let scratch = fresh("pinned")?;
    let mut command = Command::new(bench.kelsonc);
    command
        .current_dir(&scratch)
        .args(["--edition=2024", "--crate-type=lib", "--emit=llvm-ir", "-O"])
        .args(["-K", "edition=kernel", "-o", "pinned.ll"])
        .arg(workspace_root().join("compiler/tests/code/pinned.rs"));
    capture(&mut command)?;
    let code = read(&scratch.join("pinned.ll"))?;
    for (name, is_alone) in [("plain", true), ("pinned", false)] {
        let mut lines = code.lines();
        let line =
            lines.find(|line| line.starts_with("define") && line.contains(&format!("@{name}(")));
        if line.is_none_or(|line| line.contains("noalias") != is_alone) {
            return Err(Reason::new(format!(
                "the reference of `{name}` is wrong: {line:?}"
            )));
        }
    }
    Ok(())
}

/// Incremental compilation notices other options, and another source under the same options.
fn incremental(bench: &Bench<'_>) -> Result<(), Reason> {
    let scratch = fresh("incremental")?;
    let source = scratch.join("incremental.rs");
    let text = read(&workspace_root().join("compiler/tests/code/incremental.rs"))?;
    let write = |text: &str| {
        std::fs::write(&source, text)
            .map_err(|error| Reason::new(format!("cannot write `{}`: {error}", source.display())))
    };
    let report = "-Koverflow-checks=report";
    let once = "-Koverflow-checks=report:once";
    let wrap = "-Coverflow-checks=off";
    // The last of a line is what the program prints, and whether it reports.
    for (option, number, expected) in [
        (report, "1", ("0\n", true)),
        (report, "1", ("0\n", true)),
        (wrap, "1", ("0\n", false)),
        (once, "1", ("0\n", true)),
        ("-Koverflow-checks=wrap", "1", ("0\n", false)),
        (report, "2", ("1\n", true)),
        (report, "0", ("255\n", false)),
    ] {
        write(&text.replace("ADDED: u8 = 1", &format!("ADDED: u8 = {number}")))?;
        let mut command = Command::new(bench.kelsonc);
        command
            .current_dir(&scratch)
            .args(["--edition=2021", "-Cincremental=cache", option]);
        capture(command.arg(&source))?;
        let output = Command::new(scratch.join("incremental")).output();
        let output = output.map_err(|error| Failure::new(format!("cannot run it: {error}")))?;
        let errors = String::from_utf8_lossy(&output.stderr);
        let got = (
            String::from_utf8_lossy(&output.stdout),
            errors.contains("with overflow at"),
        );
        if (got.0.as_ref(), got.1) != expected {
            return Err(Reason::new(format!(
                "with `{option}` and {number} added it printed {:?} and reported {:?}",
                got.0, errors
            )));
        }
    }
    Ok(())
}

/// Where the injected items have moved, bodies of the standard library that call them are made anew. Rustc is asked to check
/// that each result it takes for unchanged is; by itself it does so for a few.
fn moved(bench: &Bench<'_>) -> Result<(), Reason> {
    let scratch = fresh("moved")?;
    let source = scratch.join("moved.rs");
    let text = read(&workspace_root().join("compiler/tests/code/moved.rs"))?;
    for option in ["report", "report:once"] {
        for added in [
            "",
            "const _: () = ();",
            "const _: () = (); const _: u8 = 1;",
        ] {
            std::fs::write(&source, format!("{text}{added}")).map_err(|error| {
                Reason::new(format!("cannot write `{}`: {error}", source.display()))
            })?;
            let mut command = Command::new(bench.kelsonc);
            command
                .current_dir(&scratch)
                .args(["--edition=2021", "-Cincremental=cache"])
                .args([
                    "-Zincremental-verify-ich",
                    "-K",
                    &format!("overflow-checks={option}"),
                ])
                .env("RUSTC_BOOTSTRAP", "1");
            capture(command.arg(&source))?;
            let printed = capture(&mut Command::new(scratch.join("moved")))?;
            if printed != "[0, 2, 4]\n" {
                return Err(Reason::new(format!(
                    "with `{option}` and `{added}` it printed {printed:?}"
                )));
            }
        }
    }
    Ok(())
}

/// Without a handler and without the standard library's, a program does not link, and the linker names the symbol.
fn without_handler(bench: &Bench<'_>) -> Result<(), Reason> {
    let scratch = fresh("without-handler")?;
    let link = |program: &Path, options: &[&str]| {
        let source = workspace_root().join("compiler/tests/code/without_handler.rs");
        let mut command = Command::new(program);
        command
            .current_dir(&scratch)
            .args(["--edition=2024", "-Cpanic=abort", "-Clink-arg=-lc"])
            .args(options)
            .env("LC_ALL", "C")
            .arg(source);
        command
            .output()
            .map_err(|error| Failure::new(format!("cannot start it: {error}")))
    };
    let said = link(bench.kelsonc, &["-K", "overflow-checks=report"])?;
    let errors = String::from_utf8_lossy(&said.stderr);
    if said.status.success() || !errors.contains("kelsonc_overflow") {
        return Err(Reason::new(format!(
            "a program without a handler linked, or the linker did not name it:\n{errors}"
        )));
    }
    // A near miss: where nothing reports, nothing is missing.
    let said = link(bench.kelsonc, &["-K", "overflow-checks=wrap"])?;
    if !said.status.success() {
        let errors = String::from_utf8_lossy(&said.stderr);
        return Err(Reason::new(format!(
            "it does not link in any case:\n{errors}"
        )));
    }
    Ok(())
}
