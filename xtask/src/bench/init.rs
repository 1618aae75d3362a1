// SPDX-License-Identifier: MIT OR Apache-2.0

//! `init!` against pin-init: what it costs to build the library, to check code that uses it, and to
//! run that code.

use super::measure::{self, Cost};
use super::{Limit, Row};
use crate::shell::{self, Failure, Spinner};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// How many structs are checked, and how many fields each has.
const STRUCTS: usize = 200;
const FIELDS: usize = 8;

/// One of the two libraries.
struct Peer {
    /// The package.
    package: &'static str,
    /// The name by which code uses it.
    name: &'static str,
    /// One struct of those that are checked.
    write: fn(&mut String, usize),
}

const OURS: Peer = Peer {
    package: "kelson",
    name: "kelson",
    write: kelson_struct,
};

const THEIRS: Peer = Peer {
    package: "pinned-init",
    name: "pinned_init",
    write: pinned_init_struct,
};

/// A library that was built, and what that took.
struct Library {
    extern_args: Vec<String>,
    cost: Cost,
}

pub(super) fn run(runs: usize) -> Result<Vec<Row>, Failure> {
    let out = shell::target_dir().join("bench/init");
    let (ours, theirs) = (build(&OURS, &out)?, build(&THEIRS, &out)?);

    let spinner = Spinner::start("checking 200 structs");
    let (our_file, their_file) = (structs(&OURS, &out)?, structs(&THEIRS, &out)?);
    let mut checked: Option<(Cost, Cost)> = None;
    for _ in 0..runs.max(1) {
        // In turns, so that what else the machine does troubles both alike.
        let now = (
            check(&our_file, &ours, &out)?,
            check(&their_file, &theirs, &out)?,
        );
        checked = Some(match checked {
            None => now,
            Some(least) => (least.0.least(now.0), least.1.least(now.1)),
        });
    }
    drop(spinner);
    let Some((our_check, their_check)) = checked else {
        return Err(Failure::new("nothing was measured"));
    };

    let our_fast = assembly(&OURS, &ours, &out, "2")?;
    let their_fast = assembly(&THEIRS, &theirs, &out, "2")?;
    let our_small = assembly(&OURS, &ours, &out, "s")?;
    let their_small = assembly(&THEIRS, &theirs, &out, "s")?;
    let our_dev = assembly(&OURS, &ours, &out, "0")?;
    let their_dev = assembly(&THEIRS, &theirs, &out, "0")?;
    let count = |asm: &str, function: &str| {
        measure::instructions(asm, function).map(|body| body.len() as f64)
    };
    let frame = |asm: &str| measure::largest_frame(asm).map_or(0.0, |size| size as f64);
    let copies = |asm: &str| asm.matches("memcpy").count() as f64;

    let row = |what: &str, unit, ours, theirs, limit| Row {
        what: what.into(),
        unit,
        ours,
        theirs: Some(theirs),
        limit,
    };
    Ok(vec![
        row(
            "check 200 structs of 8 fields",
            "s",
            our_check.user,
            their_check.user,
            Limit::Ratio(0.7),
        ),
        row(
            "most memory while checking",
            "MB",
            our_check.peak,
            their_check.peak,
            Limit::Ratio(1.0),
        ),
        row(
            "build the library, cold",
            "s",
            ours.cost.user,
            theirs.cost.user,
            Limit::None,
        ),
        row(
            "1 MiB struct, recipe, at 2",
            "instructions",
            count(&our_fast, "recipe")?,
            count(&their_fast, "recipe")?,
            Limit::Ratio(1.0),
        ),
        row(
            "1 MiB struct, out parameter, at 2",
            "instructions",
            count(&our_fast, "out_parameter")?,
            count(&their_fast, "recipe")?,
            Limit::Ratio(1.0),
        ),
        row(
            "1 MiB struct, recipe, at s",
            "instructions",
            count(&our_small, "recipe")?,
            count(&their_small, "recipe")?,
            Limit::Ratio(1.0),
        ),
        row(
            "1 MiB struct, copies at 2",
            "memcpy",
            copies(&our_fast),
            copies(&their_fast),
            Limit::Value(0.0),
        ),
        row(
            "1 MiB struct, largest frame at 0",
            "bytes",
            frame(&our_dev),
            frame(&their_dev),
            Limit::Value(512.0),
        ),
    ])
}

/// Builds a library and what it needs, from nothing.
fn build(peer: &Peer, out: &Path) -> Result<Library, Failure> {
    let _spinner = Spinner::start(format!("building {}", peer.package));
    let manifest = shell::workspace_root().join("benches/init/Cargo.toml");
    let target = out.join(peer.package);
    let cargo = || {
        let mut command = Command::new("cargo");
        command
            .args(["build", "--locked", "--package", peer.package])
            .arg("--manifest-path")
            .arg(&manifest)
            .arg("--target-dir")
            .arg(&target)
            .env_remove("RUSTFLAGS")
            .env_remove("CARGO_ENCODED_RUSTFLAGS");
        command
    };
    // Fetching is no part of the time, nor is what an earlier run left behind.
    shell::capture(
        Command::new("cargo")
            .args(["fetch", "--locked", "--manifest-path"])
            .arg(&manifest),
    )?;
    if target.exists() {
        fs::remove_dir_all(&target).map_err(|error| Failure::io("remove", &target, &error))?;
    }
    let cost = measure::cost(&mut cargo())?;
    let messages = shell::capture(cargo().arg("--message-format=json"))?;
    let rlib = rlib(&messages, peer.name)
        .ok_or_else(|| Failure::new(format!("cargo named no library of {}", peer.package)))?;
    let extern_args = vec![
        "--extern".into(),
        format!("{}={}", peer.name, rlib.display()),
        "-L".into(),
        format!("dependency={}", target.join("debug/deps").display()),
    ];
    Ok(Library { extern_args, cost })
}

/// The library file among cargo's messages.
fn rlib(messages: &str, name: &str) -> Option<PathBuf> {
    messages
        .lines()
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok())
        .filter(|message| {
            message["reason"] == "compiler-artifact" && message["target"]["name"] == name
        })
        .flat_map(|message| message["filenames"].as_array().cloned().unwrap_or_default())
        .filter_map(|file| file.as_str().map(PathBuf::from))
        .find(|file| file.extension().is_some_and(|e| e == "rlib"))
}

fn rustc(library: &Library) -> Command {
    let mut command = Command::new("rustc");
    command
        .args(["--edition", "2021", "--crate-type", "lib"])
        .args(&library.extern_args);
    command
}

fn check(file: &Path, library: &Library, out: &Path) -> Result<Cost, Failure> {
    measure::cost(
        rustc(library)
            .args(["--emit", "metadata", "--out-dir"])
            .arg(out)
            .arg(file),
    )
}

/// The assembly of the case of 1 MiB.
fn assembly(peer: &Peer, library: &Library, out: &Path, level: &str) -> Result<String, Failure> {
    let file = shell::workspace_root().join(format!("benches/init/cases/{}.rs", peer.name));
    let asm = out.join(format!("{}-{level}.s", peer.name));
    shell::capture(
        rustc(library)
            .args(["--emit", "asm", "-Ccodegen-units=1", "-Cpanic=abort"])
            .args(["--target", "x86_64-unknown-linux-gnu"])
            .arg(format!("-Copt-level={level}"))
            .arg("-o")
            .arg(&asm)
            .arg(&file),
    )?;
    fs::read_to_string(&asm).map_err(|error| Failure::io("read", &asm, &error))
}

/// Writes the file with all the structs.
fn structs(peer: &Peer, out: &Path) -> Result<PathBuf, Failure> {
    let mut text = format!("#![no_std]\n#![allow(dead_code)]\nuse {}::*;\n", peer.name);
    if peer.name == "kelson" {
        text.push_str("use kelson::init::{value, Init};\n");
    } else {
        text.push_str("fn value<T>(value: T) -> impl PinInit<T> { value }\n");
    }
    for number in 0..STRUCTS {
        (peer.write)(&mut text, number);
    }
    let file = out.join(format!("structs_{}.rs", peer.name));
    fs::write(&file, text).map_err(|error| Failure::io("write", &file, &error))?;
    Ok(file)
}

fn kelson_struct(text: &mut String, number: usize) {
    let mut declared = String::new();
    let mut built = String::new();
    for field in 0..FIELDS {
        let _ = write!(declared, "f{field}: u64, ");
        let _ = match field % 2 {
            0 => write!(built, "f{field}: {field}, "),
            _ => write!(built, "f{field} <- value({field}), "),
        };
    }
    let _ = writeln!(
        text,
        "#[pinned] pub struct S{number} {{ {declared} }}\n\
         pub fn s{number}() -> impl Init<S{number}> {{ init!(S{number} {{ {built} }}) }}"
    );
}

fn pinned_init_struct(text: &mut String, number: usize) {
    let mut declared = String::new();
    let mut built = String::new();
    for field in 0..FIELDS {
        let _ = match field % 2 {
            0 => write!(declared, "f{field}: u64, "),
            _ => write!(declared, "#[pin] f{field}: u64, "),
        };
        let _ = match field % 2 {
            0 => write!(built, "f{field}: {field}, "),
            _ => write!(built, "f{field} <- value({field}), "),
        };
    }
    let _ = writeln!(
        text,
        "#[pin_data] pub struct S{number} {{ {declared} }}\n\
         pub fn s{number}() -> impl PinInit<S{number}> {{ pin_init!(S{number} {{ {built} }}) }}"
    );
}
