// SPDX-License-Identifier: MIT OR Apache-2.0

//! `cargo xtask layout-diff`: random C types, as C compilers lay them out and as Kelson does.
//!
//! Every type is a tree (`model`) that is written in C and in Rust. It is compared in two ways:
//!
//! - For each compiler and target, a C file has constants that say where everything is: sizes, alignments and offsets as
//!   numbers, and for each bit-field a struct in which it is all ones. They are read from the object file, so that nothing
//!   is run and no headers are needed, and other targets cost no more than this one. The engine of `c_layout` is asked the
//!   same.
//! - On this machine, `#[kelson::c_layout]` writes the types, and a program compares sizes, alignments and offsets with
//!   the engine's, and values: each scalar and bit-field is written by C and by Rust over bytes of zeros and of ones, has
//!   to give the same bytes, behind the type as well, and is read by the other side. A bit-field is written by each of
//!   its functions, of a flexible array two elements are, and a struct is made by `new`. No type is left out to save
//!   time.
//!
//! A type depends on the seed and its number alone. Where something differs, the type is made smaller as long as the
//! difference stays, and printed in both languages.
//!
//! What GCC and Clang do not agree on is not generated; `generate` says what that is. A test, in `features`, counts how many
//! types have what should be in some, and tests in `planted` that mistakes are found.
//!
//! The tester of kelsonc's `align` attribute (`kelsonc/layout`) shares the source of random numbers. Its types are others
//! in C and in Rust, without bit-fields, and most of it is about calls that pass them by value.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use crate::matrix::seconds;
use crate::shell::{Failure, on_path};

mod c;
mod engine;
#[cfg(test)]
mod features;
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
The types are structs and unions with everything that has a say in their layout: `packed` and `aligned` on types and \
members, `#pragma pack`, bit-fields of all types, of width 0, and without a name, enums of up to 64 bits, arrays, of \
arrays, without elements and flexible ones, and records in records with and without a name, of which some are Rust's own \
`repr(C)`. They are compared in two ways. The engine behind `#[kelson::c_layout]` is \
asked for all sizes, alignments, offsets and positions of bit-fields, and so are GCC, for x86-64 and i686, and Clang, for \
those and other targets of both byte orders. The attribute's own types are compiled by rustc, and linked with C compiled \
by both: each scalar and bit-field is written by C and by Rust, by `set_`, `with_` and `try_set_`, has to give the same \
bytes, and is read by the other; so are elements of flexible arrays, and what `new` makes.

Not made are types on which the two C compilers do not agree, which the attribute refuses, and those of `long double`, \
which Rust has not. Left out are for some targets \
those with `__int128`, and in Rust those with a flexible array of a typedef that is aligned to something of its own.

A difference is printed with the smallest type that shows it, in C and in Rust, and with the command that repeats it.

  cargo xtask layout-diff                                 2,000 types nobody has seen before
  cargo xtask layout-diff --count 100000                  after a change to the engine
  cargo xtask layout-diff --seed 1 --from 1448 --count 1  one that made trouble

Exit codes: 0 nothing differs, 1 something does, 2 it could not be looked, 130 interrupted.
The Rust compiler is that of `KELSON_RUSTC` and `KELSON_CARGO`, as for the tests.")]
pub struct Options {
    /// Which types; the same seed gives the same [default: one nobody chose, which is printed]
    #[arg(long, value_name = "NUMBER")]
    pub seed: Option<u64>,

    /// How many types
    #[arg(long, value_name = "TYPES", default_value_t = 2000, value_parser = clap::value_parser!(u64).range(1..=10_000_000))]
    pub count: u64,

    /// The number of the first type in the sequence of the seed
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
        in_program: |program| program,
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
                "scalars and bit-fields, written and read".to_owned(),
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
        basics.declared(true),
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
    let clang = || find(options.clang.as_deref(), &[CLANG, "clang"], "clang");
    let gcc = find(options.cc.as_deref(), &["gcc"], "gcc")?;
    let mut found = clang()?;
    if found.is_none() && options.install {
        crate::linux::install(&[CLANG])?;
        found = clang()?;
    }
    let mut missing = Vec::new();
    for (name, is_there) in [("gcc", gcc.is_some()), (CLANG, found.is_some())] {
        if !is_there {
            missing.push(name);
        }
    }
    let all: Vec<Compiler> = gcc.into_iter().chain(found).collect();
    if missing.is_empty() {
        return Ok(Some(all));
    }
    if !options.if_ready {
        let names = missing.join("` and `");
        return Err(Failure::new(format!(
            "there is no `{names}`; run `apt-get install {}` or what does that here, or give `--if-ready` to compare with what there is",
            missing.join(" ")
        )));
    }
    for name in &missing {
        println!("skipped: layout-diff with {name}: it is not here; install the package `{name}`");
    }
    Ok((!all.is_empty()).then_some(all))
}

/// The compiler somebody chose, or the first of those names that is there.
fn find(
    chosen: Option<&Path>,
    names: &[&str],
    name: &'static str,
) -> Result<Option<Compiler>, Failure> {
    let path = match chosen {
        Some(path) => path.to_owned(),
        None => match names.iter().find(|name| on_path(name)) {
            Some(name) => PathBuf::from(name),
            None => return Ok(None),
        },
    };
    Compiler::new(path, name).map(Some).map_err(Failure::new)
}

/// The program and the package of Clang, which the kernel is built with as well.
const CLANG: &str = "clang-22";
