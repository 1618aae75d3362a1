// SPDX-License-Identifier: MIT OR Apache-2.0

//! `cargo xtask layout-diff`: random C types, as C compilers lay them out and as Kelson does.
//!
//! Every type is a tree ([`model`]) that is written in C and in Rust. It is compared in two ways:
//!
//! - For each compiler and target, a C file has constants that say where everything is: sizes, alignments and offsets as
//!   numbers, and for each bit-field a struct in which it is all ones. They are read from the object file, so that nothing
//!   is run and no headers are needed, and other targets cost no more than this one. The engine of `c_layout` is asked the
//!   same.
//! - On this machine, `#[kelson::c_layout]` writes the types, and a program compares sizes, alignments and offsets with
//!   the engine's, and values: each scalar and bit-field is written by C and by Rust over bytes of zeros and of ones, has
//!   to give the same bytes, behind the type as well, and is read by the other side.
//!
//! A type depends on the seed and its number alone. Where something differs, the type is made smaller as long as the
//! difference stays, and printed in both languages.
//!
//! What GCC and Clang do not agree on is not generated; [`generate`] says what that is.
//!
//! The tester of kelsonc's `align` attribute (`kelsonc/layout`) shares the source of random numbers. Its types are others
//! in C and in Rust, without bit-fields, and most of it is about calls that pass them by value.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use crate::matrix::seconds;
use crate::shell::Failure;

mod c;
mod engine;
mod generate;
mod lab;
mod model;
#[cfg(all(test, target_arch = "x86_64"))]
mod planted;
mod probe;
mod program;
mod run;
mod rust;
mod shrink;
mod target;

use lab::{Check, Found, Lab};
use model::Record;
use probe::Compiler;
use run::Tally;

/// Something differs.
const DIFFERS: u8 = 1;
/// It could not be looked.
const CANNOT_LOOK: u8 = 2;
/// Ctrl-C.
const INTERRUPTED: u8 = 130;

/// What to compare.
#[derive(Debug, Clone, clap::Args)]
#[command(after_help = "\
Exit codes: 0 nothing differs, 1 something does, 2 it could not be looked, 130 interrupted.

A difference is printed with the smallest type that shows it, in C and in Rust, and with the command that repeats it:
`--from` gives the number of the type in the sequence of the seed.

The Rust compiler is that of `KELSON_RUSTC`, as for the tests.")]
pub struct Options {
    /// Which types; the same seed gives the same [default: one nobody chose, which is printed]
    #[arg(long)]
    pub seed: Option<u64>,

    /// How many types
    #[arg(long, default_value_t = 2000, value_parser = clap::value_parser!(u64).range(1..=10_000_000))]
    pub count: u64,

    /// The number of the first type
    #[arg(long, value_name = "NUMBER", default_value_t = 0)]
    pub from: u64,

    /// GCC for x86-64 [default: `gcc`]
    #[arg(long, value_name = "PATH")]
    pub cc: Option<PathBuf>,

    /// Clang [default: `clang-22` or `clang`]
    #[arg(long, value_name = "PATH")]
    pub clang: Option<PathBuf>,

    /// Compare only the engine, with all targets, and write no Rust
    #[arg(long)]
    pub engine_only: bool,

    /// Where a compiler is missing, say `skipped` and compare with the other
    #[arg(long)]
    pub if_ready: bool,

    /// Install Clang if it is missing, as root
    #[arg(long)]
    pub install: bool,

    /// How many jobs at once [default: one per processor]
    #[arg(long, short, value_name = "COUNT")]
    pub jobs: Option<usize>,
}

/// Compares, and says what came out.
pub fn run(options: &Options) -> ExitCode {
    let begin = Instant::now();
    match compare(options, begin) {
        Ok(code) => ExitCode::from(code),
        Err(why) => {
            eprintln!("error: {why}");
            ExitCode::from(CANNOT_LOOK)
        }
    }
}

fn compare(options: &Options, begin: Instant) -> Result<u8, Failure> {
    let Some(compilers) = compilers(options)? else {
        return Ok(0);
    };
    let rustc = match options.engine_only {
        true => None,
        false => Some(program::Rustc::new()?),
    };
    let lab = Lab {
        compilers,
        rustc,
        engine: engine::answer,
        in_rust: Record::clone,
    };
    let seed = options.seed.unwrap_or_else(crate::random::seed);
    println!(
        "layout-diff: {} types from number {} of seed {seed}",
        options.count, options.from
    );
    let done = run::all(&lab, seed, options.from, options.count, options.jobs)?;
    for (check, tally) in &done.tallies {
        println!("{}", line(&lab, check, tally));
    }
    for found in &done.found {
        println!("\n{}", told(&lab, found, seed));
    }
    let time = seconds(begin.elapsed());
    if !done.found.is_empty() {
        println!("\nlayout-diff: seed {seed}: FAILED ({time})");
        return Ok(DIFFERS);
    }
    if done.interrupted {
        eprintln!("layout-diff: interrupted ({time})");
        return Ok(INTERRUPTED);
    }
    println!("layout-diff: seed {seed}: 0 mismatches ({time})");
    Ok(0)
}

/// What a comparison was about.
fn line(lab: &Lab, check: &Check, tally: &Tally) -> String {
    let (who, what) = match check {
        Check::Engine(compiler, target) => (
            format!("{} {}, {}", compiler.name, compiler.version, target.name),
            "sizes, alignments and positions".to_owned(),
        ),
        Check::Emitted => {
            let version = lab.rustc.as_ref().map_or("", |rustc| &rustc.version);
            (
                format!("rustc {version}, {}", target::HOST.name),
                format!(
                    "scalars and bit-fields, written and read; `new` of one type in {}",
                    lab::NEW_EVERY
                ),
            )
        }
    };
    format!(
        "{who:<28} {:>8} types {:>9} {what}",
        tally.types, tally.things
    )
}

/// A difference, for somebody who is to mend it.
fn told(lab: &Lab, found: &Found, seed: u64) -> String {
    let who = match &found.check {
        Check::Engine(compiler, target) => {
            format!(
                "the engine and {} {} for {}",
                compiler.name, compiler.version, target.name
            )
        }
        Check::Emitted => "the emitted type, the engine and C".to_owned(),
    };
    let mut basics = c::Basics::default();
    basics.note(&found.record);
    let rust = rust::declaration("T", &(lab.in_rust)(&found.record));
    let mut text = format!("mismatch: {who} do not agree\n  {}\n", found.what);
    let c = format!(
        "{}{}",
        basics.declared(),
        c::declaration("T", &found.record)
    );
    for (language, code) in [("C", c), ("Rust", rust)] {
        let _ = writeln!(text, "in {language}:");
        for line in code.lines() {
            let _ = writeln!(text, "    {line}");
        }
    }
    let _ = write!(
        text,
        "repeat: cargo xtask layout-diff --seed {seed} --from {} --count 1",
        found.number
    );
    text
}

/// The C compilers to compare with; none if that is to be skipped.
fn compilers(options: &Options) -> Result<Option<Vec<Compiler>>, Failure> {
    let clang = || {
        lab::find(
            options.clang.as_deref(),
            &["clang-22", "clang"],
            "clang",
            CLANG,
        )
    };
    let gcc = lab::find(options.cc.as_deref(), &["gcc"], "gcc", "gcc");
    let mut found = clang();
    if found.is_err() && options.install && options.clang.is_none() {
        crate::linux::install(&[CLANG])?;
        found = clang();
    }
    let mut all = Vec::new();
    let mut missing = Vec::new();
    for one in [gcc, found] {
        match one {
            Ok(compiler) => all.push(compiler),
            Err(why) => missing.push(why),
        }
    }
    if missing.is_empty() {
        return Ok(Some(all));
    }
    if !options.if_ready {
        return Err(Failure::new(format!(
            "{}; `--if-ready` compares with what there is, `--install` installs Clang",
            missing.join(", and ")
        )));
    }
    for why in &missing {
        println!("skipped: layout-diff: {why}");
    }
    Ok((!all.is_empty()).then_some(all))
}

/// The package of Clang, which the kernel is built with as well.
const CLANG: &str = "clang-22";
