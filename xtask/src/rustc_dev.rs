// SPDX-License-Identifier: MIT OR Apache-2.0

//! `cargo xtask rustc-dev`: the crates that rustc 1.96.0 is made of, to build kelsonc on.
//!
//! In order: the component `rustc-dev` of a rustup toolchain, a build in the cache, and on Debian a build of the
//! distribution's own compiler source into the cache, once. A build that was stopped goes on where it was. The system's
//! compiler is used and never changed.
//!
//! The cache is `${XDG_CACHE_HOME:-$HOME/.cache}/kelson/rustc-dev/<version>/`; `rustc_dev/store.rs` says what is in it.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::thread::available_parallelism;
use std::time::{Duration, Instant};

use crate::shell::capture;
use crate::toolchains::{Reason, cache, forget_outer_cargo, rustup};

mod build;
mod debian;
mod group;
mod progress;
mod recipe;
mod store;
mod verify;

use build::{Build, Ended};
use recipe::Recipe;
use store::Store;

/// The one compiler that kelsonc is made for.
pub const VERSION: &str = "1.96.0";

/// Minutes of one processor that a build may take, for the decision whether to begin one. One was seen to take 46.
const PROCESSOR_MINUTES: u64 = 60;

/// What to do.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct Options {
    /// Install the packages that are missing, in place of naming them
    #[arg(long)]
    pub install: bool,

    /// How many crates to build at once
    #[arg(long, short, value_name = "N")]
    pub jobs: Option<usize>,

    /// Build only if this many minutes are enough, and stop when they are over; otherwise say `skipped`
    #[arg(long, value_name = "MINUTES")]
    pub within: Option<u64>,
}

/// Rustc's crates, and the compiler that they were built by and stand for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RustcDev {
    /// The stock compiler.
    pub rustc: PathBuf,
    /// Its folder of libraries.
    pub sysroot: PathBuf,
    /// The folder of the crates, where the compiler does not find them by itself.
    pub crates: Option<PathBuf>,
}

impl RustcDev {
    /// What a build in the cache amounts to.
    fn built(compiler: &debian::Compiler, crates: PathBuf) -> RustcDev {
        RustcDev {
            rustc: compiler.rustc.clone(),
            sysroot: compiler.sysroot.clone(),
            crates: Some(crates),
        }
    }

    /// The folder of `librustc_driver`, which programs made of it need when they run.
    pub fn libraries(&self) -> PathBuf {
        self.crates
            .clone()
            .unwrap_or_else(|| self.sysroot.join("lib"))
    }

    /// What rustc has to be told to build a program on the crates.
    pub fn flags(&self) -> Vec<String> {
        // The driver library has the standard library inside, and a program must not bring another.
        let mut flags = vec!["-Cprefer-dynamic".to_owned()];
        // As rustc has it: whoever reads only the first lines of what a compiler prints does not see it crash.
        flags.push("-Zon-broken-pipe=kill".to_owned());
        let libraries = self.libraries().display().to_string();
        // Found again at run time wherever the program is started from, without a variable that its children inherit.
        flags.push(format!("-Clink-arg=-Wl,-rpath,{libraries}"));
        if self.crates.is_some() {
            flags.push(format!("-Ldependency={libraries}"));
            flags.push(format!("-Lcrate={libraries}"));
        }
        flags
    }

    /// A command line of cargo that builds programs on the crates.
    pub fn cargo(&self) -> Command {
        let mut command = Command::new(outer_cargo());
        forget_outer_cargo(&mut command);
        command
            .env("RUSTC", &self.rustc)
            // Rustc's crates are unstable to use, and this is the compiler they belong to.
            .env("RUSTC_BOOTSTRAP", "1")
            .env("CARGO_ENCODED_RUSTFLAGS", self.flags().join("\u{1f}"));
        command
    }
}

/// The cargo that runs us.
fn outer_cargo() -> PathBuf {
    std::env::var_os("CARGO").map_or_else(|| PathBuf::from("cargo"), PathBuf::from)
}

/// The cache of the crates.
fn store() -> Result<Store, Reason> {
    Ok(Store(cache::root()?.join("rustc-dev").join(VERSION)))
}

/// Gets the crates, and says where they are.
pub fn run(options: &Options) -> ExitCode {
    let made = match ready() {
        Ok(found) => Ok(Made::Ready(found)),
        Err(_) => make(options),
    };
    match made {
        Ok(Made::Ready(found)) => {
            println!(
                "rustc-dev: {VERSION} is ready in `{}`",
                found.libraries().display()
            );
            ExitCode::SUCCESS
        }
        Ok(Made::Skipped(why)) => {
            println!("skipped: rustc-dev: {why}");
            ExitCode::SUCCESS
        }
        Err(reason) => {
            eprintln!("error: {reason}");
            ExitCode::FAILURE
        }
    }
}

/// The crates, if they are here and were found to work. Builds nothing.
pub fn ready() -> Result<RustcDev, Reason> {
    if let Some(found) = from_rustup() {
        return Ok(found);
    }
    let store = store()?;
    let compiler = match debian::compiler() {
        Ok(compiler) => compiler,
        Err(why) if !store.is_empty() => {
            return Err(Reason::new(format!(
                "rustc's crates are here, and the compiler they belong to is not: {why}; run `cargo xtask rustc-dev`"
            )));
        }
        Err(_) => return Err(missing()),
    };
    let recipe = Recipe::of(&compiler);
    match (store.find(&recipe), store.difference(&recipe)) {
        (Some(folder), _) => Ok(RustcDev::built(&compiler, folder)),
        (None, Some(difference)) => Err(Reason::new(format!(
            "rustc's crates are built otherwise than is wanted: {difference}; run `cargo xtask rustc-dev`"
        ))),
        (None, None) => Err(missing()),
    }
}

/// Why there is nothing to use.
fn missing() -> Reason {
    Reason::new("rustc's crates are not built; run `cargo xtask rustc-dev`")
}

/// What came of an attempt to get the crates.
enum Made {
    Ready(RustcDev),
    /// Why it was left, where the user allowed that.
    Skipped(String),
}

/// Builds the crates from the distribution's source.
///
/// Where time is limited, what this machine lacks is a reason to leave it, and only crates that do not build are an error.
fn make(options: &Options) -> Result<Made, Reason> {
    let store = store()?;
    let Some(minutes) = options.within else {
        let source = debian::source(options.install)?;
        let build = Build::new(&source, &store, options.jobs);
        let total = build.prepare()?;
        return finish(&build, total, None);
    };
    let start = Instant::now();
    let needed = minutes_needed();
    if minutes < needed && !store.has_begun() {
        return Ok(Made::Skipped(format!(
            "{minutes} minutes are left, and the build may take {needed}"
        )));
    }
    let source = match debian::source(options.install) {
        Ok(source) => source,
        Err(lacking) => return Ok(Made::Skipped(lacking.to_string())),
    };
    let build = Build::new(&source, &store, options.jobs);
    match build.prepare() {
        Ok(total) => finish(
            &build,
            total,
            Some(start + Duration::from_secs(60 * minutes)),
        ),
        Err(lacking) => Ok(Made::Skipped(lacking.to_string())),
    }
}

/// Builds what is not built yet, and keeps what programs need of it.
fn finish(build: &Build<'_>, total: usize, deadline: Option<Instant>) -> Result<Made, Reason> {
    if let Some(difference) = build.store.difference(&build.recipe) {
        println!("rustc-dev: building anew, because what is here is built otherwise: {difference}");
    }
    match build.run(total, deadline)? {
        Ended::Whole(files) => {
            let compiler = &build.source.compiler;
            let folder = build.store.install(&files, compiler, &build.recipe)?;
            Ok(Made::Ready(RustcDev::built(compiler, folder)))
        }
        Ended::InTime(done) => Ok(Made::Skipped(format!(
            "{done} of {total} crates were built when the time was over; the next run goes on there"
        ))),
    }
}

/// How many minutes a build from nothing may take on this machine.
fn minutes_needed() -> u64 {
    let processors = available_parallelism().map_or(1, |number| number.get() as u64);
    PROCESSOR_MINUTES.div_ceil(processors)
}

/// The crates as a rustup component.
fn from_rustup() -> Option<RustcDev> {
    let toolchain = rustup::find(VERSION)?;
    let rustc = toolchain.rustc();
    let sysroot = capture(Command::new(&rustc).args(["--print", "sysroot"])).ok()?;
    let sysroot = PathBuf::from(sysroot.trim());
    let libraries = capture(Command::new(&rustc).args(["--print", "target-libdir"])).ok()?;
    has_crates(Path::new(libraries.trim())).then_some(RustcDev {
        rustc,
        sysroot,
        crates: None,
    })
}

/// Whether a folder holds compiler crates. One of them stands for all: the component has all or none.
fn has_crates(folder: &Path) -> bool {
    std::fs::read_dir(folder).is_ok_and(|entries| {
        entries.flatten().any(|entry| {
            entry
                .file_name()
                .to_string_lossy()
                .starts_with("librustc_middle-")
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn crates_outside_the_sysroot_are_named() {
        let mut dev = RustcDev {
            rustc: "bin/rustc".into(),
            sysroot: "usr".into(),
            crates: Some("deps".into()),
        };
        assert!(dev.flags().contains(&"-Lcrate=deps".to_owned()));
        assert!(
            dev.flags()
                .contains(&"-Clink-arg=-Wl,-rpath,deps".to_owned())
        );
        dev.crates = None;
        assert!(!dev.flags().iter().any(|flag| flag.starts_with("-L")));
        assert_eq!(dev.libraries(), Path::new("usr/lib"));
    }
}
