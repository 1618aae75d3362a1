// SPDX-License-Identifier: MIT OR Apache-2.0

//! `cargo xtask kelsonc-test`: kelsonc's own tests.
//!
//! ```text
//! kelsonc as-rustc   passed   0.4 s
//! kelsonc unmodified passed  48.0 s
//! kelsonc linker     passed   0.9 s
//! kelsonc project    passed   2.1 s
//! kelsonc ui         passed   9.8 s
//! ```
//!
//! `as-rustc`: without options it answers as the stock compiler does. `unmodified`: published crates become the same
//! bytes as with the stock compiler. `linker`: it refuses two impls that no kelsonc saw together. `project`: a package
//! with a dependency, built by cargo. `ui`: `compiler/tests/ui`, messages and behaviour of each feature.

use std::path::Path;
use std::process::{Command, ExitCode};
use std::time::Instant;

use super::build;
use crate::rustc_dev::{self, RustcDev};
use crate::shell::{Spinner, capture, target_dir, workspace_root};
use crate::toolchains::{Reason, forget_outer_cargo, remove};

/// What to run.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct Options {
    /// Succeed without a test if rustc's crates are not here; nothing is downloaded or built but kelsonc
    #[arg(long)]
    pub if_ready: bool,

    /// Write the expected messages of the ui tests anew
    #[arg(long)]
    pub bless: bool,

    /// Run no test; compile published crates this many times by each compiler in turn, and compare processor time
    #[arg(long, value_name = "TIMES")]
    pub time: Option<usize>,
}

type Step = fn(&Bench<'_>) -> Result<Outcome, Reason>;

/// What a test works with.
pub(super) struct Bench<'a> {
    pub(super) dev: &'a RustcDev,
    pub(super) kelsonc: &'a Path,
    bless: bool,
}

/// How a test ended that did not fail.
pub(super) enum Outcome {
    Passed,
    /// Why this machine could not run it.
    Skipped(String),
}

/// Builds kelsonc and runs its tests.
pub fn run(options: &Options) -> ExitCode {
    let dev = match rustc_dev::ready() {
        Ok(dev) => dev,
        Err(reason) if options.if_ready => {
            println!("skipped: kelsonc: {reason}");
            return ExitCode::SUCCESS;
        }
        Err(reason) => {
            eprintln!("error: {reason}");
            return ExitCode::FAILURE;
        }
    };
    let kelsonc = match build(&dev) {
        Ok(path) => path,
        Err(reason) => {
            eprintln!("error: {reason}");
            return ExitCode::FAILURE;
        }
    };
    let bench = Bench {
        dev: &dev,
        kelsonc: &kelsonc,
        bless: options.bless,
    };
    if let Some(times) = options.time {
        return match super::time::run(&bench, times) {
            Ok(table) => {
                print!("{table}");
                ExitCode::SUCCESS
            }
            Err(reason) => {
                eprintln!("error: {reason}");
                ExitCode::FAILURE
            }
        };
    }
    let steps: [(&str, Step); 5] = [
        ("as-rustc", super::as_rustc::run),
        ("unmodified", super::unmodified::run),
        ("linker", linker),
        ("project", project),
        ("ui", ui),
    ];
    let mut failed = false;
    for (name, step) in steps {
        let start = Instant::now();
        let spinner = Spinner::start(format!("kelsonc: {name}"));
        let outcome = step(&bench);
        drop(spinner);
        let seconds = start.elapsed().as_secs_f64();
        let word = match &outcome {
            Ok(Outcome::Passed) => "passed",
            Ok(Outcome::Skipped(_)) => "skipped",
            Err(_) => "FAILED",
        };
        println!("kelsonc {name:<10} {word:<7} {seconds:>6.1} s");
        match outcome {
            Ok(Outcome::Passed) => {}
            Ok(Outcome::Skipped(why)) => println!("skipped: kelsonc {name}: {why}"),
            Err(reason) => {
                println!("{reason}");
                failed = true;
            }
        }
    }
    if failed {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    }
}

/// Two crates of a coherence domain with the same impl do not link, whoever compiles the program.
fn linker(bench: &Bench<'_>) -> Result<Outcome, Reason> {
    let tests = workspace_root().join("compiler/tests");
    let scratch = fresh("linker")?;
    for name in ["left", "right"] {
        let source = tests.join(format!("ui/coherence/auxiliary/{name}.rs"));
        let mut command = Command::new(bench.kelsonc);
        command
            .current_dir(&scratch)
            .arg("--crate-type=lib")
            .arg(source);
        capture(command.args(["--edition=2021", "-K", "coherence-domain=linux"]))?;
    }
    let compile = |extra: &[&str]| {
        let mut command = Command::new(&bench.dev.rustc);
        command.current_dir(&scratch).args(["-L", "."]).args(extra);
        let output = command
            .env("LC_ALL", "C")
            .arg(tests.join("linker/both.rs"))
            .output();
        output.map_err(|error| Reason::new(format!("cannot start the stock compiler: {error}")))
    };
    let said = compile(&[])?;
    let errors = String::from_utf8_lossy(&said.stderr);
    if said.status.success() || !errors.contains("kelsonc_impl_Display_for_Vec_") {
        return Err(Reason::new(format!(
            "the linker took two impls of `Display` for `Vec<u8>`, or did not name them:\n{errors}"
        )));
    }
    // A near miss: what is not linked does not conflict, so the error above was the linker's.
    let said = compile(&["--emit=metadata"])?;
    if !said.status.success() {
        let errors = String::from_utf8_lossy(&said.stderr);
        return Err(Reason::new(format!(
            "the stock compiler refused it by itself:\n{errors}"
        )));
    }
    Ok(Outcome::Passed)
}

/// A package and its dependency, built by cargo with kelsonc as the compiler and as the workspace's wrapper.
fn project(bench: &Bench<'_>) -> Result<Outcome, Reason> {
    let folder = workspace_root().join("compiler/tests/project");
    let expected = std::fs::read_to_string(folder.join("expected.txt")).map_err(|error| {
        Reason::new(format!("cannot read the project's `expected.txt`: {error}"))
    })?;
    for (how, variable) in [("rustc", "RUSTC"), ("wrapper", "RUSTC_WORKSPACE_WRAPPER")] {
        let scratch = fresh(&format!("project-{how}"))?;
        let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        forget_outer_cargo(&mut command);
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

/// Messages and behaviour of every feature.
fn ui(bench: &Bench<'_>) -> Result<Outcome, Reason> {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command
        .current_dir(workspace_root())
        .args([
            "test",
            "--quiet",
            "--locked",
            "--package",
            "xtask",
            "--test",
            "kelsonc",
        ])
        .env("KELSON_KELSONC", bench.kelsonc)
        .env("RUST_BACKTRACE", "0");
    if bench.bless {
        command.env("KELSON_BLESS", "1");
    }
    let output = command
        .output()
        .map_err(|error| Reason::new(format!("cannot start `cargo`: {error}")))?;
    if output.status.success() {
        return Ok(Outcome::Passed);
    }
    let said = String::from_utf8_lossy(&output.stdout).into_owned()
        + &String::from_utf8_lossy(&output.stderr);
    Err(Reason::new(said))
}

/// An empty folder for a test.
pub(super) fn fresh(name: &str) -> Result<std::path::PathBuf, Reason> {
    let folder = target_dir().join("kelsonc-test").join(name);
    remove(&folder)?;
    std::fs::create_dir_all(&folder)
        .map_err(|error| Reason::new(format!("cannot create `{}`: {error}", folder.display())))?;
    Ok(folder)
}
