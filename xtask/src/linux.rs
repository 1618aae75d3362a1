// SPDX-License-Identifier: MIT OR Apache-2.0

//! `cargo xtask linux`: Linux with Kelson in it, built, booted and tested by one command.
//!
//! ```text
//! fetch      cached       0.0 s  Linux 7.3.4
//! configure  cached       0.0 s  66 settings in effect
//! build      cached       0.0 s  3 modules of the kernel's own
//! modules    built       14.2 s  2 modules, 5 Rust objects within the allowed features
//! prove      proven       0.9 s  7 functions of ringnic.ko; of 979 in the kernel's own Rust objects, ...
//! boot       ended       21.7 s  the guest reached its end
//! kelson_layout                    passed      14 tests
//! kelson_sync                      passed      31 tests
//! linux: 2 suites passed, 0 failed, 0 skipped; 45 tests passed, 0 failed, 0 skipped (36.4 s)
//! ```
//!
//! The stages are [`Stage`]'s; one that is named brings those before it up to date. Everything is kept in
//! `${XDG_CACHE_HOME:-$HOME/.cache}/kelson/linux/<version>/`: the kernel's source in `src`, and for each
//! combination of settings and compilers the folders `build-<key>`, `modules-<key>` and
//! `logs-<key>`. What is there whole was renamed into place or has a marker written last, so a run may be
//! interrupted anywhere and started again.
//!
//! `linux/modules` declares what has to be seen in the guest: `suites` has a KUnit suite on each line, `load.order`
//! a module with its parameters. The guest's part is `linux/init`, and [`console`] says what counts as a failure.

use std::fmt;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use crate::matrix::seconds;
use crate::shell::Failure;

mod command_lines;
mod compare;
mod compiler;
pub mod config;
pub mod console;
mod guest;
mod kernel;
pub mod ktap;
mod modules;
mod needs;
mod progress;
mod prove;
mod runner;
mod setup;
mod source;
mod stop;
mod verdict;

use config::Settings;
use setup::Setup;
use stop::Stop;

/// How many minutes a run from nothing may take, for the decision whether to begin one.
const COLD_MINUTES: u64 = 25;

/// How many minutes a run on a filled cache may take.
const WARM_MINUTES: u64 = 5;

/// The parts of a run, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, clap::ValueEnum)]
pub enum Stage {
    /// Get the kernel's source
    Fetch,
    /// Configure it
    Configure,
    /// Build the kernel and its own modules
    Build,
    /// Build Kelson and the modules that use it, out of tree
    Modules,
    /// Prove the driver's data path free of panics, in the object that the kernel loads
    Prove,
    /// Boot the kernel in an emulator and load the modules
    Boot,
    /// Judge what the guest reported
    Test,
}

impl fmt::Display for Stage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Padded, because it stands in columns.
        f.pad(match self {
            Stage::Fetch => "fetch",
            Stage::Configure => "configure",
            Stage::Build => "build",
            Stage::Modules => "modules",
            Stage::Prove => "prove",
            Stage::Boot => "boot",
            Stage::Test => "test",
        })
    }
}

/// What to run, and with what.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct Options {
    /// Stop after these stages; those before them are brought up to date [default: all]
    #[arg(value_name = "STAGE")]
    pub stages: Vec<Stage>,

    /// Install what this machine lacks, as root
    #[arg(long)]
    pub install: bool,

    /// Run only if nothing is lacking and this many minutes are enough; otherwise say `skipped`
    #[arg(long, value_name = "MINUTES")]
    pub if_ready: Option<u64>,

    /// Build with another Rust compiler than the distribution's; `kelsonc` is the project's, with options of its own
    #[arg(long, alias = "kernel-rustc", value_name = "PATH|kelsonc")]
    pub rustc: Option<PathBuf>,

    /// Change a setting of the kernel (`RUST_DEBUG_ASSERTIONS=y`); may be given several times
    #[arg(long = "config", value_name = "NAME=VALUE")]
    pub settings: Vec<String>,

    /// In the end, compare how long the kernel's Rust code takes to build with how long the distribution's compiler takes
    #[arg(long, requires = "rustc")]
    pub compare: bool,

    /// How many jobs to build with [default: one per processor]
    #[arg(long, short, value_name = "COUNT")]
    pub jobs: Option<usize>,

    /// How many seconds the guest has
    #[arg(long, value_name = "SECONDS", default_value_t = 300)]
    pub timeout: u64,
}

impl Options {
    /// The stage after which the run is over.
    fn last(&self) -> Stage {
        self.stages.iter().copied().max().unwrap_or(Stage::Test)
    }
}

/// Runs the stages and says how each went.
pub fn run(options: &Options) -> ExitCode {
    let start = Instant::now();
    match prepare(options).and_then(|ready| match ready {
        Some(reason) => {
            println!("skipped: linux: {reason}");
            Ok(true)
        }
        None => stages(options, start),
    }) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(stop) => {
            // What stages said so far goes out first, also where both streams end in one file.
            eprint!("{stop}");
            ExitCode::FAILURE
        }
    }
}

/// Installs packages of the distribution, for chores that need one of the kernel's tools.
pub(crate) fn install(packages: &[&str]) -> Result<(), Failure> {
    let logs = setup::root()
        .map_err(|stop| Failure::new(stop.to_string()))?
        .join("logs-install");
    needs::packages(packages, &logs).map_err(|stop| {
        // It is an error of another chore now, which says so itself.
        Failure::new(stop.to_string().trim_start_matches("error: ").trim_end())
    })
}

/// Sees to what the machine lacks. Returns why the run is to be skipped, if it is.
fn prepare(options: &Options) -> Result<Option<String>, Stop> {
    for setting in &options.settings {
        Settings::default().set(setting)?;
    }
    let missing = needs::check(options)?;
    if let Some(minutes) = options.if_ready {
        if !missing.is_empty() && !options.install {
            return Ok(Some(format!(
                "this machine lacks {}; `cargo xtask linux --install` installs it",
                missing.names()
            )));
        }
        let warm = missing.is_empty()
            && Setup::find(options)?.is_some_and(|setup| kernel::is_built(&setup));
        let (cache, needed) = if warm {
            ("filled", WARM_MINUTES)
        } else {
            ("cold", COLD_MINUTES)
        };
        if minutes < needed {
            return Ok(Some(format!(
                "{minutes} minutes are left, and a run with a {cache} cache may take {needed}"
            )));
        }
    }
    if missing.is_empty() {
        return Ok(None);
    }
    if !options.install {
        return Err(missing.stop());
    }
    missing.install()?;
    let still = needs::check(options)?;
    if still.is_empty() {
        Ok(None)
    } else {
        Err(still.stop())
    }
}

/// Runs the stages in their order; returns whether everything passed.
fn stages(options: &Options, start: Instant) -> Result<bool, Stop> {
    let last = options.last();
    let began = Instant::now();
    let (tree, how) = source::find_or_fetch()?;
    print_line(Stage::Fetch, how, began, &format!("Linux {}", tree.version));
    if last == Stage::Fetch {
        return Ok(true);
    }

    let setup = Setup::new(tree, options)?;
    let began = Instant::now();
    let (how, count) = kernel::configure(&setup)?;
    print_line(
        Stage::Configure,
        how,
        began,
        &format!("{count} settings in effect"),
    );
    if last == Stage::Configure {
        return Ok(true);
    }

    let began = Instant::now();
    let (how, said) = kernel::build(&setup)?;
    print_line(Stage::Build, how, began, &said);
    if last == Stage::Build {
        return Ok(true);
    }

    let began = Instant::now();
    let said = modules::build(&setup)?;
    print_line(Stage::Modules, "built", began, &said);
    if last == Stage::Modules {
        return Ok(true);
    }

    let began = Instant::now();
    let (how, said) = prove::run(&setup)?;
    print_line(Stage::Prove, how, began, &said);
    if last == Stage::Prove {
        return Ok(true);
    }

    let began = Instant::now();
    let booted = guest::boot(&setup, Duration::from_secs(options.timeout))?;
    print_line(Stage::Boot, booted.word(), began, &booted.said());
    if last == Stage::Boot {
        return Ok(booted.is_ended());
    }

    let verdict = verdict::judge(&setup, &booted)?;
    print!("{verdict}");
    if options.compare {
        println!("compare: {}", compare::run(&setup, options)?);
    }
    println!("linux: {} ({})", verdict.total(), seconds(start.elapsed()));
    Ok(verdict.is_success())
}

/// Prints the line of a stage.
fn print_line(stage: Stage, result: &str, began: Instant, detail: &str) {
    let line = format!(
        "{stage:<10} {result:<9} {:>9}  {detail}",
        seconds(began.elapsed())
    );
    println!("{}", line.trim_end());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_stage_named_counts() {
        let mut options = Options::default();
        assert_eq!(options.last(), Stage::Test);
        options.stages = vec![Stage::Modules, Stage::Fetch];
        assert_eq!(options.last(), Stage::Modules);
    }
}
