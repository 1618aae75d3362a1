// SPDX-License-Identifier: MIT OR Apache-2.0

//! The compiler of the kernel's Rust code, and what it is told beyond what Kbuild tells every compiler.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use super::Options;
use crate::shell::Failure;
use crate::toolchains::Reason;
use crate::{kelsonc, rustc_dev};

/// The distribution's compiler, by name: the kernel's version check would take another one that comes first in
/// `PATH`, and lacks the library's source.
pub(super) const SYSTEM_RUSTC: &str = "/usr/bin/rustc";

/// What `--rustc` says for the project's own compiler with its options. Any other word is a path.
const KELSONC: &str = "kelsonc";

/// What make is told then: options for all of the kernel's Rust code, and for modules. The prelude is in the crate
/// `kernel`, so what that crate is made of cannot have it.
const KELSONC_VARIABLES: &[&str] = &[
    "KRUSTFLAGS=-K overflow-checks=report",
    "RUSTFLAGS_MODULE=-K prelude=+kernel::prelude",
    "KELSONC=1",
];

/// Where kelsonc is, once it is built: a run asks more than once, and cargo need not.
static BUILT: OnceLock<PathBuf> = OnceLock::new();

/// A compiler and its options.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Compiler {
    /// Its program.
    pub(super) path: PathBuf,
    is_kelsonc: bool,
}

impl Compiler {
    /// The distribution's.
    pub(super) fn stock() -> Compiler {
        Compiler {
            path: SYSTEM_RUSTC.into(),
            is_kelsonc: false,
        }
    }

    /// What was asked for, built if it is the project's own.
    pub(super) fn chosen(options: &Options) -> Result<Compiler, Reason> {
        let Some(path) = &options.rustc else {
            return Ok(Compiler::stock());
        };
        if path == Path::new(KELSONC) {
            let path = match BUILT.get() {
                Some(path) => path.clone(),
                None => kelsonc::build(&rustc_dev::ready()?)?,
            };
            let _ = BUILT.set(path.clone());
            return Ok(Compiler {
                path,
                is_kelsonc: true,
            });
        }
        // Make runs in other folders than the person stands in.
        let path = std::path::absolute(path).map_err(|error| Failure::io("find", path, &error))?;
        Ok(Compiler {
            path,
            is_kelsonc: false,
        })
    }

    /// One of a name, without options.
    #[cfg(test)]
    pub(super) fn at(path: &str) -> Compiler {
        Compiler {
            path: path.into(),
            is_kelsonc: false,
        }
    }

    /// Further variables for make.
    pub(super) fn variables(&self) -> &'static [&'static str] {
        if self.is_kelsonc {
            KELSONC_VARIABLES
        } else {
            &[]
        }
    }

    /// Whether overflows are reported and do not panic.
    pub(super) fn reports_overflows(&self) -> bool {
        self.is_kelsonc
    }

    /// Folders below `linux/modules` that hold further modules, suites and an order to load them in.
    pub(super) fn further_modules(&self) -> &'static [&'static str] {
        if self.is_kelsonc { &[KELSONC] } else { &[] }
    }
}
