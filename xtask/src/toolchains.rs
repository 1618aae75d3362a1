// SPDX-License-Identifier: MIT OR Apache-2.0

//! Finds the compilers Kelson must work with, and fetches those a machine lacks.
//!
//! In order: a rustup toolchain of that version, one unpacked into the cache by an earlier run, and on Debian
//! the distribution's own packages, unpacked side by side without being installed and without root. Whatever
//! the source, a toolchain counts only once it has compiled and run a program ([`verify`]).
//!
//! The cache is `${XDG_CACHE_HOME:-$HOME/.cache}/kelson/toolchains/<version>/`, with programs in its `bin`.

use std::env;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::shell::Failure;

pub mod apt;
pub mod cache;
pub mod debian;
pub mod rustup;
pub mod verify;

/// Why a toolchain cannot be had, in words for a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason(Failure);

impl Reason {
    /// Wraps a message.
    pub fn new(message: impl Into<String>) -> Self {
        Reason(Failure::new(message))
    }

    /// Whether a full disk is the cause.
    pub fn is_disk_full(&self) -> bool {
        self.0.is_disk_full()
    }
}

impl From<Failure> for Reason {
    fn from(failure: Failure) -> Self {
        Reason(failure)
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for Reason {}

/// Where a toolchain came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Installed by rustup, or found through `PATH`.
    Installed,
    /// Unpacked by an earlier run.
    Cached,
    /// Fetched by this run.
    Fetched,
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Kind::Installed => "installed",
            Kind::Cached => "cached",
            Kind::Fetched => "fetched",
        })
    }
}

/// A compiler with its cargo and rustdoc, all from one folder.
#[derive(Debug, Clone)]
pub struct Toolchain {
    /// What it was asked for by: `1.85.0`, `nightly`.
    pub version: String,
    /// Where it came from.
    pub kind: Kind,
    bin: PathBuf,
}

impl Toolchain {
    /// Names a toolchain by the folder of its programs.
    pub fn new(version: &str, kind: Kind, bin: PathBuf) -> Self {
        Toolchain {
            version: version.to_owned(),
            kind,
            bin,
        }
    }

    /// The folder that holds its programs.
    pub fn bin(&self) -> &Path {
        &self.bin
    }

    /// Its compiler.
    pub fn rustc(&self) -> PathBuf {
        self.bin.join("rustc")
    }

    /// Its cargo.
    pub fn cargo(&self) -> PathBuf {
        self.bin.join("cargo")
    }

    /// Its rustdoc.
    pub fn rustdoc(&self) -> PathBuf {
        self.bin.join("rustdoc")
    }

    /// Starts a cargo command line that uses this toolchain and no other.
    pub fn cargo_command(&self) -> Command {
        let mut command = Command::new(self.cargo());
        forget_outer_cargo(&mut command);
        command
            .env("RUSTC", self.rustc())
            .env("RUSTDOC", self.rustdoc());
        command
    }
}

/// Removes what the cargo that runs us told us about itself and our package.
///
/// Rustup's programs obey `RUSTUP_TOOLCHAIN` above everything, so leaving it in place would run the outer
/// toolchain's tests once more under another name.
pub fn forget_outer_cargo(command: &mut Command) {
    for name in ["CARGO", "RUSTC", "RUSTDOC", "RUSTUP_TOOLCHAIN"] {
        command.env_remove(name);
    }
    for (name, _) in env::vars_os() {
        let text = name.to_string_lossy();
        if text.starts_with("CARGO_PKG_") || text.starts_with("CARGO_MANIFEST_") {
            command.env_remove(&name);
        }
    }
}

/// Finds a toolchain that works, fetching it if it is missing and `fetch` allows.
///
/// A cached toolchain that no longer works is replaced, so running again repairs a damaged cache.
pub fn find_or_fetch(version: &str, fetch: bool) -> Result<Toolchain, Reason> {
    check_name(version)?;
    if !crate::shell::on_path("cc") {
        // Every later step would fail on this with a worse message, and a good cache would look damaged.
        return Err(Reason::new(
            "there is no linker `cc`; install a C compiler (on Debian: `apt-get install gcc libc6-dev`)",
        ));
    }
    let folder = cache::folder(version)?;
    cache::sweep(&folder);
    // A broken rustup installation is no reason to give up: the cache may still have what is needed.
    let mut unusable = None;
    if let Some(toolchain) = rustup::find(version) {
        match verify::check(&toolchain) {
            Ok(()) => return Ok(toolchain),
            Err(reason) if reason.is_disk_full() => return Err(reason),
            Err(reason) => unusable = Some(reason),
        }
    }
    if !version.starts_with(|c: char| c.is_ascii_digit()) {
        return Err(unusable.unwrap_or_else(|| {
            Reason::new(format!(
                "it is not installed; run `rustup toolchain install {version}`"
            ))
        }));
    }

    let damage = if folder.exists() {
        let toolchain = Toolchain::new(version, Kind::Cached, folder.join("bin"));
        match verify::check(&toolchain) {
            Ok(()) => return Ok(toolchain),
            Err(reason) if reason.is_disk_full() => return Err(reason),
            Err(reason) => Some(reason),
        }
    } else {
        None
    };
    if !fetch {
        return Err(match damage {
            Some(reason) => Reason::new(format!(
                "its copy in the cache is damaged ({reason}); run again without `--no-fetch`"
            )),
            None => Reason::new(format!(
                "it is not here and `--no-fetch` was given; run `rustup toolchain install {version}`, or leave the flag out"
            )),
        });
    }
    debian::fetch(version, &folder)
}

/// Refuses a name that could lead out of the cache folder.
fn check_name(version: &str) -> Result<(), Reason> {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    if version.is_empty() || version.starts_with(['.', '-']) || !version.chars().all(plain) {
        return Err(Reason::new(format!(
            "`{version}` is not a toolchain; name one like `1.85.0` or `nightly`"
        )));
    }
    Ok(())
}

/// Deletes a folder, if it is there.
pub(crate) fn remove(folder: &Path) -> Result<(), Failure> {
    match fs::remove_dir_all(folder) {
        Err(error) if folder.exists() => Err(Failure::io("remove", folder, &error)),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stay_inside_the_cache() {
        for good in ["1.85.0", "nightly", "nightly-2026-01-31", "stable"] {
            assert!(check_name(good).is_ok(), "{good}");
        }
        for bad in ["", "..", "../x", "1.85.0/..", "-v", "a b"] {
            assert!(check_name(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn unknown_channel_says_how_to_get_it() {
        let reason = find_or_fetch("no-such-channel", false).unwrap_err();
        assert!(
            reason.to_string().contains("rustup toolchain install"),
            "{reason}"
        );
    }
}
