// SPDX-License-Identifier: MIT OR Apache-2.0

//! `unmodified`: published crates, which know nothing of kelsonc, become the same as with the stock compiler.
//!
//! Each crate is built with its tests by one compiler and then by the other, at the same path, because paths get into
//! what a compiler writes. Then everything has to be equal: the warnings, every file byte for byte (libraries with
//! their metadata, macros, test programs), and what each test said.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::as_rustc::first_difference;
use super::published::{self, CRATES, Published};
use super::test::{Bench, Outcome};
use crate::shell::{Failure, capture};
use crate::toolchains::{Reason, cache, remove};

/// Lints that few crates heed, so that there are warnings to compare.
const LINTS: &str = "-Wunused -Wmissing_docs -Wunreachable_pub -Wunused_qualifications -Wsingle_use_lifetimes -Wmissing_debug_implementations";

/// How crates are built, in turn, each in one way: the name for messages, and options of cargo. Both ways for each crate
/// would take twice the time and show little more.
const PROFILES: [(&str, &[&str]); 2] = [("debug", &[]), ("release", &["--release"])];

/// What came of a crate.
struct Built {
    warnings: String,
    /// The files, by their path in the target folder.
    files: BTreeMap<PathBuf, Vec<u8>>,
    /// What each test said, and how many there were in all.
    tests: String,
}

/// Builds every crate twice and compares.
pub(super) fn run(bench: &Bench<'_>) -> Result<Outcome, Reason> {
    let scratch = Scratch::new()?;
    let sources = match published::fetch(CRATES, &scratch.0) {
        Ok(sources) => sources,
        Err(why) => {
            return Ok(Outcome::Skipped(format!(
                "the published crates cannot be had: {why}"
            )));
        }
    };
    for (Published { name, version }, (profile, options)) in
        CRATES.iter().zip(PROFILES.into_iter().cycle())
    {
        let compare = || compare(bench, &sources[name], options);
        let Some(first) = compare()? else { continue };
        // Some programs, and some tests, are not the same twice. What a compiler does is.
        if compare()?.is_some() {
            return Err(Reason::new(format!(
                "`{name}` {version} ({profile}) is not what the stock compiler makes of it: {first}"
            )));
        }
    }
    Ok(Outcome::Passed)
}

/// Builds a crate by both compilers, and says what differs first.
fn compare(bench: &Bench<'_>, folder: &Path, options: &[&str]) -> Result<Option<String>, Reason> {
    let stock = build(&bench.dev.rustc, folder, options)?;
    let ours = build(bench.kelsonc, folder, options)?;
    if stock.tests.is_empty() || stock.files.is_empty() {
        return Err(Reason::new(format!(
            "there is nothing to compare in `{}`: {} files and {} lines about tests",
            folder.display(),
            stock.files.len(),
            stock.tests.lines().count()
        )));
    }
    Ok(difference(&stock, &ours))
}

/// Builds a crate with its tests, and runs these.
fn build(rustc: &Path, folder: &Path, options: &[&str]) -> Result<Built, Reason> {
    let target = folder.join("target");
    remove(&target)?;
    let mut command = published::cargo(folder);
    command
        .args(["test", "--no-run", "--locked", "--offline"])
        .args(options)
        .args(["--message-format=json", "--target-dir"])
        .arg(&target)
        .env("RUSTC", rustc)
        .env("RUSTFLAGS", LINTS)
        .env("CARGO_INCREMENTAL", "0");
    let said = capture(&mut command)?;
    let (mut warnings, mut programs, mut files) =
        (BTreeSet::new(), BTreeSet::new(), BTreeMap::new());
    for line in said.lines() {
        let Ok(message) = serde_json::from_str::<serde_json::Value>(line) else {
            continue;
        };
        if let Some(text) = message["message"]["rendered"].as_str() {
            warnings.insert(text.to_owned());
        }
        for file in message["filenames"].as_array().into_iter().flatten() {
            let Some(path) = file.as_str().map(PathBuf::from) else {
                continue;
            };
            let bytes = fs::read(&path).map_err(|error| Failure::io("read", &path, &error))?;
            files.insert(
                path.strip_prefix(&target).unwrap_or(&path).to_owned(),
                bytes,
            );
        }
        if message["profile"]["test"] == true
            && let Some(program) = message["executable"].as_str()
        {
            programs.insert(PathBuf::from(program));
        }
    }
    let mut tests = String::new();
    for program in programs {
        tests.push_str(&test(&program, folder)?);
    }
    Ok(Built {
        warnings: warnings.into_iter().collect(),
        files,
        tests,
    })
}

/// Runs a test program. What it says about times and in which order is left out.
fn test(program: &Path, folder: &Path) -> Result<String, Reason> {
    let output = Command::new(program)
        .current_dir(folder)
        .stdin(Stdio::null())
        .output()
        .map_err(|error| Failure::new(format!("cannot start a test: {error}")))?;
    let said = String::from_utf8_lossy(&output.stdout);
    let mut lines: Vec<&str> = said
        .lines()
        .filter(|line| line.starts_with("test "))
        .map(|line| line.split("; finished in").next().unwrap_or(line))
        .collect();
    lines.sort_unstable();
    let name = program.file_name().unwrap_or_default().to_string_lossy();
    Ok(format!("{name}: {}\n{}\n", output.status, lines.join("\n")))
}

/// What differs first.
fn difference(stock: &Built, ours: &Built) -> Option<String> {
    if let Some(lines) = first_difference(&stock.warnings, &ours.warnings) {
        return Some(format!("the warnings, {lines}"));
    }
    let names = |built: &Built| built.files.keys().cloned().collect::<BTreeSet<_>>();
    if let Some(path) = names(stock).symmetric_difference(&names(ours)).next() {
        return Some(format!("only one of them wrote `{}`", path.display()));
    }
    for (path, bytes) in &stock.files {
        if ours.files.get(path) != Some(bytes) {
            return Some(format!("the file `{}`", path.display()));
        }
    }
    first_difference(&stock.tests, &ours.tests).map(|lines| format!("the tests, {lines}"))
}

/// A folder that is deleted when it goes out of scope.
///
/// It is not below the checkout: cargo would look for these crates in the checkout's workspace.
pub(super) struct Scratch(pub(super) PathBuf);

impl Scratch {
    pub(super) fn new() -> Result<Scratch, Reason> {
        let base = cache::root()?.join("published");
        cache::sweep(&base);
        let folder = cache::sibling(&base, "check");
        remove(&folder)?;
        fs::create_dir_all(&folder).map_err(|error| Failure::io("create", &folder, &error))?;
        Ok(Scratch(folder))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // What stays behind is swept by a later run.
        let _ = remove(&self.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn built(warnings: &str, file: &[u8], tests: &str) -> Built {
        Built {
            warnings: warnings.to_owned(),
            files: BTreeMap::from([(PathBuf::from("a.rlib"), file.to_vec())]),
            tests: tests.to_owned(),
        }
    }

    #[test]
    fn every_difference_is_seen() {
        let one = built("warning: a\n", b"code", "test a ... ok\n");
        let seen = |other| difference(&one, &other).unwrap_or_default();
        assert_eq!(seen(built("warning: a\n", b"code", "test a ... ok\n")), "");
        assert!(
            seen(built("", b"code", "test a ... ok\n"))
                .starts_with("the warnings, `warning: a` against nothing")
        );
        assert_eq!(
            seen(built("warning: a\n", b"kode", "test a ... ok\n")),
            "the file `a.rlib`"
        );
        assert!(
            seen(built("warning: a\n", b"code", "test a ... FAILED\n")).starts_with("the tests, ")
        );
        let mut more = built("warning: a\n", b"code", "test a ... ok\n");
        more.files.insert("b.so".into(), Vec::new());
        assert_eq!(seen(more), "only one of them wrote `b.so`");
    }
}
