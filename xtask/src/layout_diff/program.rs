// SPDX-License-Identifier: MIT OR Apache-2.0

//! A program of the types in Rust and in C, which compares values; it is compiled, linked and run.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::lab::{Lab, Looked, difference, name};
use super::model::{ELEMENTS, Place, Record, leaves, places};
use super::probe::write;
use super::target::HOST;
use super::{c, engine, rust};
use crate::shell::{Failure, capture, spell};
use crate::testbed::Testbed;

/// The Rust compiler, and the library built by it.
pub(super) struct Rustc {
    path: PathBuf,
    pub(super) version: String,
    arguments: Vec<String>,
}

impl Rustc {
    /// Builds the library.
    pub(super) fn new() -> Result<Rustc, Failure> {
        // Optimized, which makes the macro faster; the types need none of the features.
        let bed = Testbed::try_with_features("release", &[]).map_err(Failure::new)?;
        Ok(Rustc {
            arguments: bed.extern_args(),
            version: bed.version,
            path: bed.rustc,
        })
    }
}

/// Compares some types.
pub(super) fn run(
    lab: &Lab,
    rustc: &Rustc,
    records: &[Record],
    scratch: &Path,
) -> Result<Looked, Failure> {
    let numbers: Vec<usize> = (0..records.len())
        .filter(|number| rust::can_write(&records[*number]))
        .collect();
    let types: Vec<(String, Record)> = numbers
        .iter()
        .map(|number| (name(*number), records[*number].clone()))
        .collect();
    let mut looked = Looked {
        differences: vec![None; records.len()],
        types: types.len() as u64,
        things: 0,
    };
    if types.is_empty() {
        return Ok(looked);
    }
    let in_rust: Vec<(String, Record)> = types
        .iter()
        .map(|(name, record)| (name.clone(), (lab.in_rust)(record)))
        .collect();
    let compilers: Vec<&str> = lab.compilers.iter().map(|of| of.name).collect();
    let (text, lines) = rust::program(&in_rust, &compilers);
    let source = scratch.join("types.rs");
    write(&source, &(lab.in_program)(text))?;
    let mut command = Command::new(&rustc.path);
    command
        .current_dir(scratch)
        .args([
            "--edition=2021",
            "--cap-lints=allow",
            "--error-format=short",
        ])
        .args([
            "-Cdebuginfo=0",
            "-Copt-level=0",
            "-Ccodegen-units=2",
            "-Coverflow-checks=on",
            // Nothing is to be optimized, and inlining what asks for it takes a quarter of the time.
            "-Cno-prepopulate-passes",
        ])
        .args(&rustc.arguments)
        .arg("types.rs");
    for compiler in &lab.compilers {
        let stem = format!("values-{}", compiler.name);
        let (source, object) = (
            scratch.join(format!("{stem}.c")),
            scratch.join(format!("{stem}.o")),
        );
        write(
            &source,
            &c::functions(&types, compiler.name, compiler.counts_past_int()),
        )?;
        let mut command_c = compiler.object(&HOST, &source, &object);
        capture(command_c.arg("-fPIC"))?;
        command.arg(format!("-Clink-arg={}", object.display()));
    }
    let output = command.env("LC_ALL", "C").output().map_err(|error| {
        Failure::new(format!("cannot start `{}`: {error}", rustc.path.display()))
    })?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        let refused = refusals(&said, &lines);
        if refused.is_empty() {
            let first: Vec<&str> = said.lines().take(5).collect();
            return Err(Failure::new(format!(
                "`{}` failed ({}): {}",
                spell(&command),
                output.status,
                first.join("; ")
            )));
        }
        for (index, why) in refused {
            looked.differences[numbers[index]].get_or_insert(why);
        }
        return Ok(looked);
    }
    let program = scratch.join("types");
    let output = Command::new(&program)
        .env("RUST_BACKTRACE", "0")
        .output()
        .map_err(|error| Failure::new(format!("cannot start `{}`: {error}", program.display())))?;
    let said = String::from_utf8_lossy(&output.stdout);
    if output.status.success() {
        let values = judge(&said, &types, &numbers, &mut looked.differences)?;
        // Each was written and read with every compiler.
        looked.things = values / compilers.len().max(1) as u64;
        return Ok(looked);
    }
    // It ended over the type that it had begun with last.
    let last = said.lines().rev().find_map(|line| {
        let rest = line.strip_prefix("numbers ")?;
        rest.split(' ').next()?.parse::<usize>().ok()
    });
    let why = String::from_utf8_lossy(&output.stderr);
    let why = why.lines().filter(|line| !line.trim().is_empty()).take(3);
    let why = why.collect::<Vec<_>>().join(" ");
    match last.and_then(|last| numbers.get(last)) {
        Some(number) => {
            looked.differences[*number] =
                Some(format!("the program ended with {}: {why}", output.status));
            Ok(looked)
        }
        None => Err(Failure::new(format!(
            "the program of the values ended with {}: {why}",
            output.status
        ))),
    }
}

/// Which types a compiler has complained about, by the lines at which they begin.
fn refusals(said: &str, lines: &[usize]) -> Vec<(usize, String)> {
    let mut all = Vec::new();
    for line in said.lines() {
        let Some(rest) = line.strip_prefix("types.rs:") else {
            continue;
        };
        let mut parts = rest.splitn(4, [':', ' ']);
        let (Some(Ok(at)), Some(_), Some(_), Some(message)) = (
            parts.next().map(str::parse::<usize>),
            parts.next(),
            parts.next(),
            parts.next(),
        ) else {
            continue;
        };
        if !message.starts_with("error") {
            continue;
        }
        // The first line of a type is the last that is not behind.
        if let Some(index) = lines.partition_point(|begin| *begin <= at).checked_sub(1) {
            all.push((index, format!("it does not compile: {message}")));
        }
    }
    all
}

/// Reads what the program says, and returns how many values it has compared.
fn judge(
    said: &str,
    types: &[(String, Record)],
    numbers: &[usize],
    differences: &mut [Option<String>],
) -> Result<u64, Failure> {
    let bad = |line: &str| Failure::new(format!("the program of the values said `{line}`"));
    let mut seen = 0;
    let mut lines = said.lines();
    for line in lines.by_ref() {
        let mut words = line.split(' ');
        let what = words.next();
        if what == Some("end") {
            // The last line: that many types and leaves.
            let mut number = || words.next()?.parse::<u64>().ok();
            return match (number(), number()) {
                (Some(count), Some(leaves)) if count == types.len() as u64 && seen == count => {
                    Ok(leaves)
                }
                _ => Err(bad(line)),
            };
        }
        let index: usize = words
            .next()
            .and_then(|word| word.parse().ok())
            .filter(|index| *index < types.len())
            .ok_or_else(|| bad(line))?;
        let slot = &mut differences[numbers[index]];
        let record = &types[index].1;
        match what {
            Some("numbers") => {
                seen += 1;
                let actual: Result<Vec<u64>, _> = words.map(str::parse).collect();
                let actual = actual.map_err(|_| bad(line))?;
                let places = places(record);
                let expected = engine::answer(record, &HOST).map_err(Failure::new)?;
                // Rust cannot say where bit-fields of anonymous records are; their values do.
                let mut actual = actual.into_iter();
                let all: Vec<u64> = places
                    .iter()
                    .zip(&expected)
                    .filter_map(|(place, expected)| match place {
                        Place::Bits(_, path, ..) if path.len() > 1 => Some(*expected),
                        _ => actual.next(),
                    })
                    .collect();
                if let Some(why) = difference(record, &expected, &all, "the emitted type") {
                    slot.get_or_insert(why);
                }
            }
            Some("elements") => {
                let rest: Vec<&str> = words.collect();
                slot.get_or_insert(format!(
                    "with {ELEMENTS} elements it has {}",
                    rest.join(" ")
                ));
            }
            Some("new") => {
                let rest: Vec<&str> = words.collect();
                slot.get_or_insert(format!("made anew by `T::new`, {}", rest.join(" ")));
            }
            Some("value") => {
                let leaf = words
                    .next()
                    .and_then(|word| word.parse().ok())
                    .and_then(|leaf: usize| leaves(record).into_iter().nth(leaf))
                    .ok_or_else(|| bad(line))?;
                let rest: Vec<&str> = words.collect();
                slot.get_or_insert(format!(
                    "in `T{}` the value {}",
                    c::designator(&leaf.path),
                    rest.join(" ")
                ));
            }
            _ => return Err(bad(line)),
        }
    }
    Err(Failure::new(
        "the program of the values did not get to its end",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn complaints_are_told_apart_by_their_lines() {
        let said = "types.rs:12:5: error: wrong\ntypes.rs:30:1: warning: odd\ntypes.rs:41:9: error[E0308]: worse\nerror: aborting due to 2 previous errors\n";
        assert_eq!(
            refusals(said, &[10, 20, 40]),
            [
                (0, "it does not compile: error: wrong".to_owned()),
                (2, "it does not compile: error[E0308]: worse".to_owned())
            ]
        );
        assert!(refusals("error: linking failed", &[1]).is_empty());
    }

    #[test]
    fn a_program_that_stops_early_is_no_success() {
        let types = [("T0".to_owned(), Record::default())];
        let mut differences = vec![None];
        assert!(judge("", &types, &[0], &mut differences).is_err());
        assert!(judge("end 1 0\n", &types, &[0], &mut differences).is_err());
        assert_eq!(
            judge("numbers 0 0 1\nend 1 0\n", &types, &[0], &mut differences),
            Ok(0)
        );
        assert_eq!(differences, [None]);
        assert_eq!(
            judge("numbers 0 0 2\nend 1 0\n", &types, &[0], &mut differences),
            Ok(0)
        );
        assert!(
            differences[0]
                .as_ref()
                .is_some_and(|why| why.contains("alignment"))
        );
    }
}
