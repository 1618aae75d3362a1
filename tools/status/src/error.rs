// SPDX-License-Identifier: MIT OR Apache-2.0

//! Why a toolchain could not be looked at.

use std::{fmt, io, path::PathBuf};

/// Why a toolchain could not be looked at; always told in one line.
#[derive(Debug)]
pub enum Error {
    /// `--toolchain NAME` names nothing that rustup has installed.
    NotInstalled {
        /// As the user wrote it.
        name: String,
    },
    /// `--toolchain` was asked for, but there is no rustup.
    NoRustup,
    /// No compiler at all.
    NoRustc,
    /// The path does not lead to a program that can be started.
    CannotStart {
        /// As the user wrote it.
        path: PathBuf,
        /// What the system says.
        cause: io::Error,
    },
    /// The program is no rustc.
    NotRustc {
        /// As the user wrote it.
        path: PathBuf,
    },
    /// The compiler does not even compile an empty crate.
    Broken {
        /// The compiler.
        path: PathBuf,
        /// Its first error.
        message: String,
    },
    /// There is no place for what the probes write.
    NoTempFolder(io::Error),
    /// The user pressed Ctrl-C.
    Interrupted,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotInstalled { name } => write!(
                f,
                "toolchain `{name}` is not installed; run `rustup toolchain install {name}` or pass `--rustc PATH`"
            ),
            Self::NoRustup => f.write_str(
                "`--toolchain` needs rustup, which is not in `PATH`; pass `--rustc PATH`",
            ),
            Self::NoRustc => {
                f.write_str("no `rustc` in `PATH`; install Rust or pass `--rustc PATH`")
            }
            Self::CannotStart { path, cause } => {
                write!(f, "`{}` cannot be started: {cause}", path.display())
            }
            Self::NotRustc { path } => {
                write!(
                    f,
                    "`{}` is not rustc: it does not answer `-vV` as rustc does",
                    path.display()
                )
            }
            Self::Broken { path, message } => write!(
                f,
                "`{}` cannot compile an empty `no_std` crate: {message}",
                path.display()
            ),
            Self::NoTempFolder(cause) => {
                write!(
                    f,
                    "the probes need a temporary folder, which cannot be made: {cause}"
                )
            }
            Self::Interrupted => f.write_str("interrupted"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::CannotStart { cause, .. } | Self::NoTempFolder(cause) => Some(cause),
            _ => None,
        }
    }
}
