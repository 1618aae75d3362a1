// SPDX-License-Identifier: MIT OR Apache-2.0

//! What a C compiler makes of types, read from an object file.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use object::{Object, ObjectSection, ObjectSymbol};

use super::c;
use super::model::{Int, Place, Record, places};
use super::target::{self, Target};
use crate::shell::{Failure, capture};

/// The answer for a bit-field whose bits do not follow each other, or are not as many as they should be.
pub(super) const SCATTERED: u64 = u64::MAX;

/// A C compiler.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Compiler {
    pub(super) path: PathBuf,
    /// What it is called in reports and in names of symbols.
    pub(super) name: &'static str,
    pub(super) version: String,
}

impl Compiler {
    /// Sees whether it runs and what it is.
    pub(super) fn new(path: PathBuf, name: &'static str) -> Result<Compiler, String> {
        let mut command = Command::new(&path);
        // GCC says only the first number without the other, which Clang does not know.
        if name == "gcc" {
            command.arg("-dumpfullversion");
        }
        command.arg("-dumpversion");
        let ask = |command: &mut Command| {
            capture(command).map_err(|failure| {
                format!("`{}` is no C compiler that runs: {failure}", path.display())
            })
        };
        let version = ask(&mut command)?;
        let machine = ask(Command::new(&path).arg("-dumpmachine"))?;
        if !machine.starts_with("x86_64") {
            return Err(format!(
                "`{}` does not say that it compiles for x86-64, but `{}`",
                path.display(),
                machine.trim()
            ));
        }
        Ok(Compiler {
            path,
            name,
            version: version.lines().next().unwrap_or_default().to_owned(),
        })
    }

    /// The targets it can be asked about.
    pub(super) fn targets(&self) -> Vec<Target> {
        // One of another name may be either.
        let more = match self.name {
            "gcc" => target::GCC,
            "clang" => target::CLANG,
            _ => &[],
        };
        [&[target::HOST], more].concat()
    }

    /// Whether an enumerator may come after the largest `int` without a value of its own, as in C23. Clang and GCC 13 have it
    /// under earlier standards too.
    pub(super) fn counts_past_int(&self) -> bool {
        let major = self.version.split('.').next().unwrap_or_default();
        self.name == "clang" || major.parse().is_ok_and(|major: u32| major >= 13)
    }

    /// A command that makes an object file of a C file.
    pub(super) fn object(&self, target: &Target, source: &Path, object: &Path) -> Command {
        let mut command = Command::new(&self.path);
        command
            .args(target.arguments)
            // A struct that ends where it must is no mistake here, nor is anything else one is warned about.
            .args(["-std=gnu11", "-w", "-O0", "-c"])
            .arg(source)
            .arg("-o")
            .arg(object);
        command
    }
}

/// Asks a compiler where everything is; the answers are in the order of [`places`].
pub(super) fn ask(
    compiler: &Compiler,
    target: &Target,
    types: &[(String, Record)],
    scratch: &Path,
) -> Result<Vec<Vec<u64>>, Failure> {
    let stem = format!("probe-{}-{}", compiler.name, target.name);
    let source = scratch.join(format!("{stem}.c"));
    let object = scratch.join(format!("{stem}.o"));
    write(&source, &c::probe(types, compiler.counts_past_int()))?;
    capture(&mut compiler.object(target, &source, &object))?;
    let bytes = fs::read(&object).map_err(|error| Failure::io("read", &object, &error))?;
    read(&bytes, types, target)
        .map_err(|why| Failure::new(format!("`{}`: {why}", object.display())))
}

pub(super) fn write(path: &Path, text: &str) -> Result<(), Failure> {
    fs::write(path, text).map_err(|error| Failure::io("write", path, &error))
}

/// Reads the constants of [`c::probe`].
fn read(
    bytes: &[u8],
    types: &[(String, Record)],
    target: &Target,
) -> Result<Vec<Vec<u64>>, String> {
    let file = object::File::parse(bytes).map_err(|error| error.to_string())?;
    let mut symbols = HashMap::new();
    for symbol in file.symbols().filter(ObjectSymbol::is_definition) {
        let (Ok(name), Some(section)) = (symbol.name(), symbol.section_index()) else {
            continue;
        };
        symbols.insert(name, (section, symbol.address(), symbol.size()));
    }
    let content = |name: &str| {
        let (section, address, size) = symbols
            .get(name)
            .ok_or_else(|| format!("there is no `{name}`"))?;
        let section = file
            .section_by_index(*section)
            .map_err(|error| error.to_string())?;
        section
            .data_range(*address, *size)
            .ok()
            .flatten()
            .ok_or_else(|| format!("`{name}` has no content"))
    };
    let mut numbers = content(c::NUMBERS)?.chunks_exact(8).map(|bytes| {
        let bytes = bytes.try_into().expect("they are eight");
        match target.big_endian {
            true => u64::from_be_bytes(bytes),
            false => u64::from_le_bytes(bytes),
        }
    });
    let mut answers = Vec::with_capacity(types.len());
    for (name, record) in types {
        let mut answer = Vec::new();
        for (index, place) in places(record).iter().enumerate() {
            answer.push(match place {
                Place::Bits(_, _, of, width) => {
                    let width = if *of == Int::Bool { 1 } else { *width };
                    run(content(&c::ones(name, index))?, width, target.big_endian)
                }
                _ => numbers.next().ok_or("there are too few numbers")?,
            });
        }
        answers.push(answer);
    }
    match numbers.next() {
        None => Ok(answers),
        Some(_) => Err("there are too many numbers".to_owned()),
    }
}

/// Where the ones in some bytes begin, if they are that many and in one piece.
fn run(bytes: &[u8], width: u64, big_endian: bool) -> u64 {
    let bit = |index: u64| {
        let byte = bytes[(index / 8) as usize];
        let shift = match big_endian {
            true => 7 - index % 8,
            false => index % 8,
        };
        byte >> shift & 1 == 1
    };
    let all = bytes.len() as u64 * 8;
    let count: u64 = bytes.iter().map(|byte| u64::from(byte.count_ones())).sum();
    let Some(first) = (0..all).find(|index| bit(*index)) else {
        return SCATTERED;
    };
    if count == width && (first..first + width).all(bit) {
        first
    } else {
        SCATTERED
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_of_ones_are_found_in_both_orders() {
        assert_eq!(run(&[0, 0b1110_0000, 0b1], 4, false), 13);
        assert_eq!(run(&[0, 0b0000_0111, 0b1000_0000], 4, true), 13);
        assert_eq!(run(&[0b101], 2, false), SCATTERED);
        assert_eq!(run(&[0b11], 3, false), SCATTERED);
        assert_eq!(run(&[0], 1, false), SCATTERED);
    }
}
