// SPDX-License-Identifier: MIT OR Apache-2.0

//! The same source by both compilers: the library under kelsonc.
//!
//! The library, its tests, and every program of `crates/kelson/tests/ui` are built by the stock compiler and by kelsonc, without
//! options and with sets of them. All have to say the same: messages where there is a mistake, output and exit status
//! where there is none. With open gates rustc itself has other words for some mistakes; those have to stay mistakes.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::test::{Bench, Outcome, cargo, fresh, read};
use crate::shell::{Failure, capture, target_dir, workspace_root};
use crate::testbed::artifact;
use crate::toolchains::Reason;

/// Sets of options, each with a name for its folder.
const OPTIONS: [(&str, &str); 3] = [
    (PLAIN, ""),
    (
        ALL,
        "overflow-checks=report asm-syntax=att coherence-domain=kelson prelude=+::core::mem ub-checks=on",
    ),
    (GATES, "edition=kernel"),
];

/// The set without any.
const PLAIN: &str = "plain";

/// The set of options that change what the compiler accepts, or what code does, and no message.
const ALL: &str = "all";

/// The set that opens gates.
const GATES: &str = "gates";

/// Where the programs are.
const PROGRAMS: &str = "crates/kelson/tests/ui";

/// A compiler with options, and the library built by it.
struct Built<'a> {
    name: &'static str,
    rustc: &'a Path,
    options: &'static str,
    library: PathBuf,
    out: PathBuf,
}

/// Builds everything by everyone and compares.
pub(super) fn run(bench: &Bench<'_>) -> Result<Outcome, Reason> {
    let stock = Built::new("rustc", &bench.dev.rustc, "")?;
    let expected = tests(&stock)?;
    let programs = programs(&workspace_root().join(PROGRAMS))?;
    if expected.is_empty() || programs.is_empty() {
        return Err(Reason::new("there is nothing to compare"));
    }
    let mut wanted = Vec::new();
    for program in &programs {
        wanted.push(stock.outcome(program)?);
    }
    let mut wrong = Vec::new();
    for (name, options) in OPTIONS {
        let built = Built::new(name, bench.kelsonc, options)?;
        if tests(&built)? != expected {
            wrong.push(format!(
                "the library's tests end otherwise with `{options}`"
            ));
        }
        for (program, wanted) in programs.iter().zip(&wanted) {
            let got = built.outcome(program)?;
            if !is_same(name, program, &got, wanted)? {
                let file = program.display();
                wrong.push(format!(
                    "`{file}` with `{options}`\n--- rustc\n{wanted}\n--- kelsonc\n{got}"
                ));
            }
        }
    }
    match wrong.is_empty() {
        true => Ok(Outcome::Passed),
        false => Err(Reason::new(wrong.join("\n\n"))),
    }
}

/// Whether outcomes are the same, as far as they have to be.
fn is_same(name: &str, program: &Path, got: &str, wanted: &str) -> Result<bool, Reason> {
    let status = |outcome: &str| outcome.lines().next().map(str::to_owned);
    let is_mistake = wanted.contains("error: aborting due to");
    // Of packed and aligned types kelsonc has more to say, and later.
    let has_advice = name != PLAIN && ["E0587", "E0588"].iter().any(|code| wanted.contains(code));
    // Where `core` is a crate of the program's own, so is the prelude that an option asks for.
    let has_own_core =
        name == ALL && read(&workspace_root().join(program))?.contains("extern crate self as core");
    let may_differ = is_mistake && (name == GATES || has_advice) || has_own_core;
    Ok(got == wanted || may_differ && status(got) == status(wanted))
}

impl<'a> Built<'a> {
    /// Builds the library.
    fn new(
        name: &'static str,
        rustc: &'a Path,
        options: &'static str,
    ) -> Result<Built<'a>, Reason> {
        let mut built = Built {
            name,
            rustc,
            options,
            library: PathBuf::new(),
            out: fresh(&format!("library-out/{name}"))?,
        };
        let mut command = built.cargo("build");
        command.args(["--message-format=json", "--features", "alloc"]);
        let messages = capture(&mut command)?;
        built.library = artifact(&messages)
            .ok_or_else(|| Reason::new("cargo built kelson and named no libkelson.rlib"))?;
        Ok(built)
    }

    /// A command line of cargo about the library.
    fn cargo(&self, subcommand: &str) -> Command {
        let mut command = cargo();
        command
            .current_dir(workspace_root())
            .args([subcommand, "--quiet", "--locked", "--package", "kelson"])
            // Cargo takes a compiler of the same version for the same; each has a folder.
            .arg("--target-dir")
            .arg(target_dir().join("kelsonc-test/library").join(self.name))
            .env("RUSTC", self.rustc)
            .env_remove("CARGO_ENCODED_RUSTFLAGS")
            // Each is built once, and would leave as much again as it is large.
            .env("CARGO_INCREMENTAL", "0")
            .env("KELSONFLAGS", self.options);
        command
    }

    /// What comes of a program: what the compiler says, and what it does when it runs.
    fn outcome(&self, program: &Path) -> Result<String, Reason> {
        let text = read(&workspace_root().join(program))?;
        let directive = |name: &str| {
            let start = format!("//@{name}");
            let line = text.lines().find_map(move |line| line.strip_prefix(&start));
            line.map(|rest| rest.trim_start_matches(':').trim().to_owned())
        };
        let mut command = self.rustc(program, text.contains("fn main()"));
        if let Some(flags) = directive("compile-flags") {
            command.args(flags.split(' '));
        }
        if let Some(name) = directive("aux-build") {
            let source = program.with_file_name("auxiliary").join(&name);
            capture(&mut self.rustc(&source, false))?;
            let stem = name.trim_end_matches(".rs");
            let library = self.out.join(format!("lib{stem}.rlib"));
            command.arg(format!("--extern={stem}={}", library.display()));
        }
        let mut outcome = said(command)?;
        let name = program.file_stem().unwrap_or_default();
        let binary = self.out.join(name);
        // Where it did not compile, that is the outcome.
        if directive("run").is_some() && binary.exists() {
            // Ids of threads differ from run to run, and so does their length.
            let mut command = Command::new(&binary);
            command.env("RUST_BACKTRACE", "0");
            let ran = said(command)?;
            let words = ran.split(|c: char| c.is_ascii_digit());
            let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
            outcome += &words.join("#");
            let _ = fs::remove_file(binary);
        }
        Ok(outcome)
    }

    /// A command line of the compiler.
    fn rustc(&self, source: &Path, is_program: bool) -> Command {
        let deps = self.library.with_file_name("deps");
        let kind = if is_program { "bin" } else { "lib" };
        let mut command = Command::new(self.rustc);
        command
            .current_dir(workspace_root())
            .args(["--edition=2021", "--crate-type", kind, "--out-dir"])
            .arg(&self.out)
            .arg(format!("--extern=kelson={}", self.library.display()))
            .arg(format!("-Ldependency={}", deps.display()))
            .arg(source)
            .env("KELSONFLAGS", self.options)
            .env("RUST_BACKTRACE", "0");
        command
    }
}

/// How a command ends, and what it says.
fn said(mut command: Command) -> Result<String, Reason> {
    let program = command.get_program().display().to_string();
    let output = command
        .output()
        .map_err(|error| Failure::new(format!("cannot start `{program}`: {error}")))?;
    let said = format!(
        "{}\n{}{}",
        output.status,
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    let said = short(&said);
    // What is injected has constants too, so the number of one in a message says nothing.
    let mut parts = said.split("alloc");
    let first = parts.next().unwrap_or_default().to_owned();
    Ok(parts.fold(first, |text, part| {
        text + "alloc" + part.trim_start_matches(|c: char| c.is_ascii_digit())
    }))
}

/// Names of the standard library without their paths: which of them rustc prints short depends on whether the crate names
/// `core` beside `std`, and the option of a prelude does.
fn short(text: &str) -> String {
    let mut parts = text.split("std::");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, mut part| {
        while let Some((module, rest)) = part.split_once("::") {
            if !module.chars().all(|c| c.is_ascii_lowercase() || c == '_') {
                break;
            }
            part = rest;
        }
        text + part
    })
}

/// Runs the library's own tests; how each ended, in order.
fn tests(built: &Built<'_>) -> Result<Vec<String>, Reason> {
    let mut command = built.cargo("test");
    command.args(["--tests", "--no-fail-fast"]);
    // Tests that fail are compared as well, so the exit status is none of our business.
    let output = command
        .output()
        .map_err(|error| Failure::new(format!("cannot start `cargo`: {error}")))?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let counts = text
        .lines()
        .filter_map(|line| Some(line.split_once("; finished in")?.0.to_owned()));
    let counts: Vec<String> = counts.collect();
    if counts.is_empty() {
        let errors = String::from_utf8_lossy(&output.stderr);
        return Err(Reason::new(format!(
            "the library's tests did not run with `{}`:\n{errors}",
            built.options
        )));
    }
    Ok(counts)
}

/// The programs, by name.
fn programs(folder: &Path) -> Result<Vec<PathBuf>, Reason> {
    let entries = |folder: &Path| {
        let entries = fs::read_dir(folder).map_err(|error| {
            Failure::new(format!("cannot read `{}`: {error}", folder.display()))
        })?;
        Ok::<_, Reason>(entries.flatten().map(|entry| entry.path()))
    };
    let mut found = Vec::new();
    for feature in entries(folder)?.filter(|path| path.is_dir()) {
        found.extend(entries(&feature)?.filter(|path| path.extension().is_some_and(|e| e == "rs")));
    }
    found.sort();
    let root = workspace_root();
    // Messages name files from the root.
    let relative = |path: PathBuf| path.strip_prefix(&root).map(Path::to_owned).unwrap_or(path);
    Ok(found.into_iter().map(relative).collect())
}
