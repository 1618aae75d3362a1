// SPDX-License-Identifier: MIT OR Apache-2.0

//! Which compiler to ask, and whether it can answer at all.

use crate::{
    compile::{Job, compile},
    error::Error,
};
use serde::Serialize;
use std::{
    env,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// How the user names a compiler.
#[derive(Debug, Clone, Copy)]
pub enum Select<'a> {
    /// The one cargo would use here: `RUSTC`, else `rustc` in `PATH`.
    Default,
    /// A toolchain of rustup: `nightly`, `1.85.0`.
    Named(&'a str),
    /// A program.
    Path(&'a Path),
}

/// A compiler that works.
#[derive(Debug, Clone, Serialize)]
pub struct Toolchain {
    /// The program, past the proxy of rustup.
    pub rustc: PathBuf,
    /// What it calls itself: `rustc 1.95.0 (59807616e 2026-04-14)`.
    pub version: String,
    /// `1.95.0`, `1.97.0-nightly`.
    pub release: String,
    /// The machine it runs on and compiles for: `x86_64-unknown-linux-gnu`.
    pub host: String,
    /// Whether it lets feature gates be switched on. Builds exist that refuse.
    pub gates: bool,
}

impl Toolchain {
    /// Finds the compiler and makes sure that it compiles.
    ///
    /// # Errors
    ///
    /// Nothing there, not a rustc, or one that fails on an empty crate.
    pub fn find(select: Select<'_>) -> Result<Self, Error> {
        let rustc = match select {
            Select::Default => default_rustc()?,
            Select::Named(name) => named(name)?,
            Select::Path(path) => path.to_owned(),
        };
        // The probes run in a folder of their own, where a relative path leads nowhere.
        let rustc = if rustc.components().count() > 1 {
            std::path::absolute(&rustc).unwrap_or(rustc)
        } else {
            rustc
        };
        let mut toolchain = identify(&rustc)?;
        toolchain.try_out()?;
        Ok(toolchain)
    }

    /// `(1, 95)`.
    pub fn minor(&self) -> Option<(u32, u32)> {
        let mut parts = self.release.split(['.', '-']);
        Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
    }

    /// Compiles an empty crate, without and with a gate.
    fn try_out(&mut self) -> Result<(), Error> {
        let folder = temp_folder()?;
        let works = |name: &str, gates: &[&str]| {
            let job = Job {
                name: name.to_owned(),
                code: "#![no_std]\npub fn hello() {}\n",
                gates,
                edition: "2021",
                flags: &[],
            };
            compile(&self.rustc, folder.path(), &job).map_err(|cause| Error::CannotStart {
                path: self.rustc.clone(),
                cause,
            })
        };
        let plain = works("plain", &[])?;
        if !plain.success {
            return Err(Error::Broken {
                path: self.rustc.clone(),
                message: plain.first_error(),
            });
        }
        self.gates = works("gated", &["rustc_attrs"])?.success;
        Ok(())
    }
}

/// A folder that is gone when the value is, also on an error and on Ctrl-C.
pub(crate) fn temp_folder() -> Result<tempfile::TempDir, Error> {
    tempfile::Builder::new()
        .prefix("kelson-status-")
        .tempdir()
        .map_err(Error::NoTempFolder)
}

/// The compiler cargo would use here.
fn default_rustc() -> Result<PathBuf, Error> {
    if let Some(rustc) = env::var_os("RUSTC").filter(|rustc| !rustc.is_empty()) {
        return Ok(rustc.into());
    }
    let path = env::var_os("PATH").unwrap_or_default();
    let program = format!("rustc{}", env::consts::EXE_SUFFIX);
    let found = env::split_paths(&path)
        .map(|folder| folder.join(&program))
        .find(|file| file.is_file())
        .ok_or(Error::NoRustc)?;
    // A proxy of rustup would choose the same compiler once per probe, which takes longer than
    // the probe.
    let proxy = found
        .canonicalize()
        .is_ok_and(|file| file.file_stem().is_some_and(|stem| stem == "rustup"));
    Ok(if proxy {
        rustup_which(&[]).unwrap_or(found)
    } else {
        found
    })
}

fn named(name: &str) -> Result<PathBuf, Error> {
    // rustup would take an option for one of its own.
    if name.is_empty() || name.starts_with('-') {
        return Err(Error::NotInstalled {
            name: name.to_owned(),
        });
    }
    rustup_which(&["--toolchain", name])
        .filter(|path| path.is_file())
        .ok_or_else(|| {
            if rustup_exists() {
                Error::NotInstalled {
                    name: name.to_owned(),
                }
            } else {
                Error::NoRustup
            }
        })
}

fn rustup_which(arguments: &[&str]) -> Option<PathBuf> {
    let output = Command::new("rustup")
        .arg("which")
        .args(arguments)
        .arg("rustc")
        // To look is not to install.
        .env("RUSTUP_AUTO_INSTALL", "0")
        .stdin(Stdio::null())
        .output()
        .ok()
        .filter(|output| output.status.success())?;
    let path = String::from_utf8(output.stdout).ok()?;
    Some(PathBuf::from(path.trim())).filter(|path| !path.as_os_str().is_empty())
}

fn rustup_exists() -> bool {
    Command::new("rustup")
        .arg("--version")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// Asks the program who it is.
fn identify(rustc: &Path) -> Result<Toolchain, Error> {
    let output = Command::new(rustc)
        .arg("-vV")
        .stdin(Stdio::null())
        .output()
        .map_err(|cause| Error::CannotStart {
            path: rustc.to_owned(),
            cause,
        })?;
    let text = String::from_utf8_lossy(&output.stdout);
    let line = |key: &str| {
        text.lines()
            .find_map(|line| line.strip_prefix(key))
            .map(str::to_owned)
    };
    let version = text
        .lines()
        .next()
        .filter(|line| line.starts_with("rustc "))
        .map(str::to_owned);
    match (
        output.status.success(),
        version,
        line("release: "),
        line("host: "),
    ) {
        (true, Some(version), Some(release), Some(host)) => Ok(Toolchain {
            rustc: rustc.to_owned(),
            version,
            release,
            host,
            gates: false,
        }),
        _ => Err(Error::NotRustc {
            path: rustc.to_owned(),
        }),
    }
}
