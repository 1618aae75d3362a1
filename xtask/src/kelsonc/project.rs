// SPDX-License-Identifier: MIT OR Apache-2.0

//! A package and its dependency in `compiler/tests/project`, built with options in the ways that people have.

use std::process::Command;

use super::test::{Bench, Outcome, cargo, fresh, read};
use crate::shell::{Failure, capture, target_dir, workspace_root};
use crate::toolchains::{Reason, forget_outer_cargo};

/// A package and its dependency, built by cargo with kelsonc as the compiler and as the workspace's wrapper.
pub(super) fn by_cargo(bench: &Bench<'_>) -> Result<Outcome, Reason> {
    let folder = workspace_root().join("compiler/tests/project");
    let expected = read(&folder.join("expected.txt"))?;
    for (how, variable) in [("rustc", "RUSTC"), ("wrapper", "RUSTC_WORKSPACE_WRAPPER")] {
        let scratch = fresh(&format!("project-{how}"))?;
        let mut command = cargo();
        command
            .current_dir(&folder)
            .args(["run", "--quiet", "--offline", "--locked", "--target-dir"])
            .arg(&scratch)
            .env("RUSTC", &bench.dev.rustc)
            .env(variable, bench.kelsonc)
            .env_remove("CARGO_ENCODED_RUSTFLAGS")
            .env("RUSTFLAGS", "");
        // Cargo keeps the options of each crate apart by this variable; a wrapper sees the workspace's crates only.
        command.env("KELSONFLAGS", "overflow-checks=report");
        let said = capture(&mut command)?;
        if said != expected {
            return Err(Reason::new(format!(
                "the project built with {variable} printed\n{said}and not\n{expected}"
            )));
        }
    }
    Ok(Outcome::Passed)
}

/// The same package by `cargo kelson kelsonc`, which is told less: its program, the tests of its dependency and those in
/// its documentation.
pub(super) fn by_cargo_kelson(bench: &Bench<'_>) -> Result<Outcome, Reason> {
    let mut build = cargo();
    build.current_dir(workspace_root()).args([
        "build",
        "--quiet",
        "--locked",
        "--package",
        "cargo-kelson",
    ]);
    capture(&mut build)?;
    let scratch = fresh("cargo-kelson")?;
    let manifest = workspace_root().join("compiler/tests/project/Cargo.toml");
    let command = |arguments: &[&str]| {
        let mut command = Command::new(target_dir().join("debug/cargo-kelson"));
        forget_outer_cargo(&mut command);
        command
            .current_dir(&scratch)
            .args(["kelson", "kelsonc"])
            .args(arguments)
            .args(["--quiet", "--offline", "--locked", "--manifest-path"])
            .arg(&manifest)
            .env("KELSONC", bench.kelsonc)
            .env("CARGO_TARGET_DIR", &scratch)
            .env_remove("RUSTC")
            .env("RUSTFLAGS", "");
        command
    };
    let expected = read(&manifest.with_file_name("expected.txt"))?;
    let said = capture(&mut command(&["run", "-K", "overflow-checks=report"]))?;
    if said != expected {
        return Err(Reason::new(format!(
            "the project printed\n{said}and not\n{expected}"
        )));
    }
    let said = capture(&mut command(&[
        "test",
        "-K",
        "edition=kernel",
        "--package",
        "dep",
    ]))?;
    if said.matches("test result: ok. 1 passed").count() != 2 {
        return Err(Reason::new(format!(
            "the dependency has a test and an example in its documentation, and there ran\n{said}"
        )));
    }
    // Without the option the program has an attribute that nobody knows: what is built is told apart.
    let output = command(&["check"]).output();
    let output = output.map_err(|error| Failure::new(format!("cannot start it: {error}")))?;
    let errors = String::from_utf8_lossy(&output.stderr);
    if output.status.code() != Some(101) || !errors.contains("kelsonc") {
        return Err(Reason::new(format!(
            "{} without options:\n{errors}",
            output.status
        )));
    }
    Ok(Outcome::Passed)
}
