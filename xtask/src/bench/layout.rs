// SPDX-License-Identifier: MIT OR Apache-2.0

//! Types laid out in words, against other crates and against masks written by hand: a module per
//! feature, and one build of `benches/layout` for all.

use super::{Limit, Row, measure};
use crate::shell::{self, Failure, Spinner};
use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

mod bitfield;
mod word;

pub(super) fn run(runs: usize) -> Result<Vec<Row>, Failure> {
    let built = Built::new(runs)?;
    // A line per feature.
    let features = [bitfield::rows(&built)?, word::rows(&built)?];
    Ok(features.into_iter().flatten().collect())
}

/// The cases, built and run.
struct Built {
    /// Assembly by level of optimization.
    asm: HashMap<&'static str, String>,
    /// Nanoseconds by name, as the program reports them.
    times: HashMap<String, f64>,
}

impl Built {
    fn new(runs: usize) -> Result<Built, Failure> {
        let manifest = shell::workspace_root().join("benches/layout/Cargo.toml");
        let out = shell::target_dir().join("bench/layout");
        let mut asm = HashMap::new();
        for level in ["2", "s"] {
            let _spinner = Spinner::start(format!("compiling the cases at level {level}"));
            asm.insert(level, assembly(&manifest, &out, level)?);
        }
        let _spinner = Spinner::start("measuring");
        let program = || {
            let mut command = cargo(&manifest, &out, "2");
            command.args(["run", "--release", "--locked", "--quiet"]);
            command
        };
        let mut times: HashMap<String, f64> = HashMap::new();
        for _ in 0..runs.max(1) {
            for line in shell::capture(&mut program())?.lines() {
                let (name, time) = line
                    .split_once(' ')
                    .and_then(|(name, time)| Some((name, time.parse::<f64>().ok()?)))
                    .ok_or_else(|| Failure::new(format!("the program printed `{line}`")))?;
                times
                    .entry(name.to_owned())
                    .and_modify(|least| *least = least.min(time))
                    .or_insert(time);
            }
        }
        Ok(Built { asm, times })
    }

    /// How many instructions a function has, at level `2` or `s`.
    fn instructions(&self, level: &str, function: &str) -> Result<f64, Failure> {
        let asm = self
            .asm
            .get(level)
            .ok_or_else(|| Failure::new(format!("nothing was compiled at level {level}")))?;
        Ok(measure::instructions(asm, function)?.len() as f64)
    }

    /// How many nanoseconds the program reports for a name.
    fn time(&self, name: &str) -> Result<f64, Failure> {
        self.times
            .get(name)
            .copied()
            .ok_or_else(|| Failure::new(format!("the program says nothing of `{name}`")))
    }
}

fn cargo(manifest: &Path, out: &Path, level: &str) -> Command {
    let mut command = Command::new("cargo");
    command
        .current_dir(manifest.parent().unwrap_or(manifest))
        .env("CARGO_TARGET_DIR", out.join(level))
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", level)
        .env_remove("RUSTFLAGS")
        .env_remove("CARGO_ENCODED_RUSTFLAGS");
    command
}

fn assembly(manifest: &Path, out: &Path, level: &str) -> Result<String, Failure> {
    let folder = out.join(level).join("release/deps");
    for old in listings(&folder) {
        fs::remove_file(&old).map_err(|error| Failure::io("remove", &old, &error))?;
    }
    // Without the object of an earlier run, for cargo would then not call the compiler.
    shell::capture(cargo(manifest, out, level).args([
        "clean",
        "--release",
        "--package",
        "bench-layout",
    ]))?;
    shell::capture(cargo(manifest, out, level).args([
        "rustc",
        "--release",
        "--locked",
        "--lib",
        "--",
        "--emit=asm",
    ]))?;
    let [file] = &listings(&folder)[..] else {
        return Err(Failure::new(
            "the compiler left no assembly, or more than one",
        ));
    };
    fs::read_to_string(file).map_err(|error| Failure::io("read", file, &error))
}

/// The assembly of the cases in a folder.
fn listings(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .map(|entry| entry.path())
        .filter(|path| {
            let name = path.file_name().map(|name| name.to_string_lossy());
            name.is_some_and(|name| name.starts_with("bench_layout-") && name.ends_with(".s"))
        })
        .collect()
}
