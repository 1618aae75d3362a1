// SPDX-License-Identifier: MIT OR Apache-2.0

//! `cargo xtask kelsonc-test`: kelsonc's own tests.
//!
//! ```text
//! kelsonc as-rustc   passed   0.4 s
//! kelsonc linker     passed   0.9 s
//! kelsonc domains    passed   6.0 s
//! kelsonc project    passed   2.1 s
//! ...
//! ```
//!
//! | step | what it shows |
//! |---|---|
//! | `as-rustc` | without options it answers as the stock compiler does, and compiles to the same |
//! | `surface` | what it says about options and codes of its own, before there is source |
//! | `unmodified` | published crates become the same bytes as with the stock compiler |
//! | `linker` | two impls that no kelsonc saw together are refused when they are linked |
//! | `domains` | coherence domains across runs of compilers |
//! | `project` | cargo builds a package and its dependency by it |
//! | `cargo` | so does `cargo kelson kelsonc` |
//! | `code` | debuggers, other settings of the code generator and incremental builds see what they should |
//! | `twins` | functions without checks are compiled to the code that they have in a build without checks |
//! | `library` | the library and its examples behave as with the stock compiler |
//! | `ui` | `compiler/tests/ui`: messages and behaviour of each feature |
//! | `layout` | packed types are laid out and passed as C compilers do it |

use std::path::Path;
use std::process::{Command, ExitCode};
use std::time::Instant;

use super::{
    as_rustc, build, code, domains, layout, library, linker, project, surface, time, twins,
    unmodified,
};
use crate::rustc_dev::{self, RustcDev};
use crate::shell::{Spinner, target_dir, workspace_root};
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

    /// Run this step alone; may be repeated
    #[arg(long, value_name = "STEP")]
    pub only: Vec<String>,

    /// Run no test; compile published crates this many times by each compiler in turn, and compare processor time
    #[arg(long, value_name = "TIMES")]
    pub time: Option<usize>,
}

/// Which steps there are.
const STEPS: [(&str, Step); 12] = [
    ("as-rustc", as_rustc::run),
    ("surface", surface::run),
    ("unmodified", unmodified::run),
    ("linker", linker::run),
    ("domains", domains::run),
    ("project", project::by_cargo),
    ("cargo", project::by_cargo_kelson),
    ("code", code::run),
    ("twins", twins::run),
    ("library", library::run),
    ("ui", ui),
    ("layout", layout::run),
];

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
    /// What this machine lacks for a part of it.
    Without(Vec<String>),
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
        return match time::run(&bench, times) {
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
    let chosen =
        |name: &str| options.only.is_empty() || options.only.iter().any(|only| only == name);
    if let Some(unknown) = options
        .only
        .iter()
        .find(|only| !STEPS.iter().any(|(name, _)| name == only))
    {
        let all = STEPS.map(|(name, _)| name).join("`, `");
        eprintln!("error: there is no step `{unknown}`; there are `{all}`");
        return ExitCode::FAILURE;
    }
    let mut failed = false;
    for (name, step) in STEPS.into_iter().filter(|(name, _)| chosen(name)) {
        let start = Instant::now();
        let spinner = Spinner::start(format!("kelsonc: {name}"));
        let outcome = step(&bench);
        drop(spinner);
        let seconds = start.elapsed().as_secs_f64();
        let word = match &outcome {
            Ok(Outcome::Passed | Outcome::Without(_)) => "passed",
            Ok(Outcome::Skipped(_)) => "skipped",
            Err(_) => "FAILED",
        };
        println!("kelsonc {name:<10} {word:<7} {seconds:>6.1} s");
        let skipped = match outcome {
            Ok(Outcome::Passed) => Vec::new(),
            Ok(Outcome::Without(parts)) => parts,
            Ok(Outcome::Skipped(why)) => vec![why],
            Err(reason) => {
                println!("{reason}");
                failed = true;
                continue;
            }
        };
        for why in skipped {
            println!("skipped: kelsonc {name}: {why}");
        }
    }
    if failed {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    }
}

/// Messages and behaviour of every feature.
fn ui(bench: &Bench<'_>) -> Result<Outcome, Reason> {
    // Our own test, by the toolchain that runs us.
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

/// Cargo, as if nobody had started us by it.
pub(super) fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    forget_outer_cargo(&mut command);
    command
}

/// A text that has to be there.
pub(super) fn read(path: &Path) -> Result<String, Reason> {
    std::fs::read_to_string(path)
        .map_err(|error| Reason::new(format!("cannot read `{}`: {error}", path.display())))
}

/// An empty folder for a test.
pub(super) fn fresh(name: &str) -> Result<std::path::PathBuf, Reason> {
    let folder = target_dir().join("kelsonc-test").join(name);
    remove(&folder)?;
    std::fs::create_dir_all(&folder)
        .map_err(|error| Reason::new(format!("cannot create `{}`: {error}", folder.display())))?;
    Ok(folder)
}
