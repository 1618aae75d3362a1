// SPDX-License-Identifier: MIT OR Apache-2.0

//! The library, built by the compiler under test, for tests that run that compiler themselves.
//!
//! The harness is always built by the developer's own stable toolchain; `KELSON_RUSTC` and
//! `KELSON_CARGO` say which compiler it drives. That is how one harness serves compilers too old
//! to build it.

use crate::shell::{target_dir, workspace_root};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The release whose messages the expected outputs were written by. On any other compiler the
/// tests check that the same mistakes are errors at the same lines, not the wording around them.
const REFERENCE: &str = "1.95.";

/// A compiler, and the library built by it.
pub struct Testbed {
    /// The compiler under test.
    pub rustc: PathBuf,
    /// What `rustc --version` calls it: `1.95.0`.
    pub version: String,
    /// `libkelson.rlib`.
    pub kelson: PathBuf,
    /// Where the library's own dependencies are.
    pub deps: PathBuf,
    /// A folder of this compiler's own, for whatever a test writes.
    pub out_dir: PathBuf,
}

impl Testbed {
    /// Builds the library in cargo's profile `profile` by the compiler under test.
    ///
    /// # Panics
    ///
    /// When the compiler cannot be run or does not build the library: no test makes sense then.
    pub fn new(profile: &str) -> Testbed {
        // Tests are programs with an allocator, and look at bytes.
        Testbed::with_features(profile, &["alloc", "zerocopy"])
    }

    /// As [`new`](Self::new), with these features of the library in place of `alloc` and `zerocopy`.
    ///
    /// # Panics
    ///
    /// When the compiler cannot be run or does not build the library: no test makes sense then.
    pub fn with_features(profile: &str, features: &[&str]) -> Testbed {
        Testbed::try_with_features(profile, features).unwrap_or_else(|why| panic!("{why}"))
    }

    /// As [`with_features`](Self::with_features), or says why not.
    pub fn try_with_features(profile: &str, features: &[&str]) -> Result<Testbed, String> {
        let rustc = program("KELSON_RUSTC", "RUSTC", "rustc");
        let cargo = program("KELSON_CARGO", "CARGO", "cargo");
        let version = rustc_version(&rustc)?;
        let mut folder = version.clone();
        for feature in features {
            folder.push('-');
            folder.push_str(feature);
        }
        let target = target_dir().join("testbed").join(folder);

        let output = Command::new(&cargo)
            .current_dir(workspace_root())
            .args([
                "build",
                "--package",
                "kelson",
                "--message-format=json",
                "--profile",
                profile,
                "--features",
                &features.join(","),
            ])
            .arg("--target-dir")
            .arg(&target)
            .env("RUSTC", &rustc)
            // The variables by which the outer cargo talks to its own children are not for this one.
            .env_remove("CARGO_ENCODED_RUSTFLAGS")
            .env_remove("RUSTUP_TOOLCHAIN")
            .stderr(Stdio::inherit())
            .output()
            .map_err(|error| format!("cannot run `{}`: {error}", cargo.display()))?;
        if !output.status.success() {
            return Err(format!("`{}` does not build kelson", rustc.display()));
        }
        let messages = String::from_utf8_lossy(&output.stdout);
        let kelson = artifact(&messages).ok_or("cargo built kelson but named no libkelson.rlib")?;
        let deps = kelson
            .parent()
            .ok_or("a library lies in a folder")?
            .join("deps");
        let out_dir = target.join("out");
        std::fs::create_dir_all(&out_dir)
            .map_err(|error| format!("cannot create `{}`: {error}", out_dir.display()))?;
        Ok(Testbed {
            rustc,
            version,
            kelson,
            deps,
            out_dir,
        })
    }

    /// Whether the expected outputs are this compiler's.
    pub fn is_reference(&self) -> bool {
        self.version.starts_with(REFERENCE)
    }

    /// The arguments that make `use kelson::...` work.
    pub fn extern_args(&self) -> Vec<String> {
        vec![
            "--extern".into(),
            format!("kelson={}", self.kelson.display()),
            "-L".into(),
            format!("dependency={}", self.deps.display()),
        ]
    }
}

/// The program the user chose for the tests, else the one cargo uses, else the one on the path.
fn program(chosen: &str, cargos: &str, default: &str) -> PathBuf {
    std::env::var_os(chosen)
        .or_else(|| std::env::var_os(cargos))
        .map_or_else(|| PathBuf::from(default), PathBuf::from)
}

fn rustc_version(rustc: &Path) -> Result<String, String> {
    let output = Command::new(rustc)
        .arg("--version")
        .env_remove("RUSTUP_TOOLCHAIN")
        .output()
        .map_err(|error| format!("cannot run `{}`: {error}", rustc.display()))?;
    let text = String::from_utf8_lossy(&output.stdout);
    Ok(text.split(' ').nth(1).unwrap_or("unknown").to_owned())
}

/// The library file among cargo's messages.
pub(crate) fn artifact(messages: &str) -> Option<PathBuf> {
    messages
        .lines()
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok())
        .filter(|message| {
            message["reason"] == "compiler-artifact" && message["target"]["name"] == "kelson"
        })
        .flat_map(|message| message["filenames"].as_array().cloned().unwrap_or_default())
        .filter_map(|file| file.as_str().map(PathBuf::from))
        .find(|file| {
            file.extension()
                .is_some_and(|extension| extension == "rlib")
        })
}
