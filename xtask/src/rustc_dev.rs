// SPDX-License-Identifier: MIT OR Apache-2.0

//! `cargo xtask rustc-dev`: the crates that rustc 1.96.0 is made of, to build kelsonc on.
//!
//! In order: the component `rustc-dev` of a rustup toolchain, a build in the cache, and on Debian a build of the
//! distribution's own compiler source into the cache. That takes about a quarter of an hour on two cores, once; a
//! build that was stopped goes on where it was. The system's compiler is used and never changed.
//!
//! The cache is `${XDG_CACHE_HOME:-$HOME/.cache}/kelson/rustc-dev/<version>/`.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use crate::shell::capture;
use crate::toolchains::{Reason, cache, forget_outer_cargo, rustup};

mod build;
mod debian;
mod verify;

/// The one compiler that kelsonc is made for.
pub const VERSION: &str = "1.96.0";

/// What to do.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct Options {
    /// Install the packages that are missing, in place of naming them
    #[arg(long)]
    pub install: bool,

    /// How many crates to build at once
    #[arg(long, short, value_name = "N")]
    pub jobs: Option<usize>,
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

/// The cache folder of the crates.
fn folder() -> Result<PathBuf, Reason> {
    Ok(cache::root()?.join("rustc-dev").join(VERSION))
}

/// Gets the crates, and says where they are.
pub fn run(options: &Options) -> ExitCode {
    match ready().or_else(|_| make(options)) {
        Ok(found) => {
            println!(
                "rustc-dev: {VERSION} is ready in `{}`",
                found.libraries().display()
            );
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
    let missing = || Reason::new("rustc's crates are not built; run `cargo xtask rustc-dev`");
    let marked = verify::marked(&folder()?).ok_or_else(missing)?;
    let found = debian::compiler().map_err(|_| missing())?;
    // A system update replaces the compiler; what was built for the one before is of no use then.
    if found.version != marked {
        return Err(Reason::new(format!(
            "rustc's crates were built for `{marked}`, and the system has `{}`; run `cargo xtask rustc-dev`",
            found.version
        )));
    }
    Ok(built(&found))
}

/// Builds the crates from the distribution's source.
fn make(options: &Options) -> Result<RustcDev, Reason> {
    let source = debian::source(options.install)?;
    let folder = folder()?;
    build::run(&source, &folder, options.jobs)?;
    let made = built(&source.compiler);
    verify::check(&made, &folder)?;
    verify::mark(&folder, &source.compiler.version)?;
    Ok(made)
}

/// What a build in the cache amounts to.
fn built(compiler: &debian::Compiler) -> RustcDev {
    RustcDev {
        rustc: compiler.rustc.clone(),
        sysroot: compiler.sysroot.clone(),
        crates: folder().ok().map(|folder| build::crates(&folder)),
    }
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
