// SPDX-License-Identifier: MIT OR Apache-2.0

//! The comparisons themselves: some types in, of each what differs.

use std::path::Path;

use super::model::{Place, Record, places};
use super::probe::{self, Compiler};
use super::program::{self, Rustc};
use super::shrink::shrink;
use super::target::Target;
use super::{c, engine};
use crate::shell::Failure;

/// Says where everything in a type is, in the order of [`places`].
pub(super) type Answer = fn(&Record, &Target) -> Result<Vec<u64>, String>;

/// What is compared.
pub(super) struct Lab {
    pub(super) compilers: Vec<Compiler>,
    pub(super) rustc: Option<Rustc>,
    /// The engine; tests put one that errs in its place.
    pub(super) engine: Answer,
    /// What of a type is written in Rust; tests write something else.
    pub(super) in_rust: fn(&Record) -> Record,
    /// What of the program that compares values is compiled; tests change its lines.
    pub(super) in_program: fn(String) -> String,
}

/// A comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Check {
    /// The engine with what a C compiler puts in an object file for a target.
    Engine(Compiler, Target),
    /// What `#[kelson::c_layout]` makes with the engine, and values with all C compilers.
    Emitted,
}

/// What a comparison found about some types.
#[derive(Debug, Default)]
pub(super) struct Looked {
    /// For each type, what differs if anything does.
    pub(super) differences: Vec<Option<String>>,
    /// How many types were compared, and how many things in them.
    pub(super) types: u64,
    pub(super) things: u64,
}

/// A difference, on the smallest type that shows it.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) number: u64,
    pub(super) check: Check,
    pub(super) record: Record,
    pub(super) what: String,
}

impl Lab {
    /// All comparisons.
    pub(super) fn checks(&self) -> Vec<Check> {
        let mut all = Vec::new();
        for compiler in &self.compilers {
            for target in compiler.targets() {
                all.push(Check::Engine(compiler.clone(), target));
            }
        }
        if self.rustc.is_some() {
            all.push(Check::Emitted);
        }
        all
    }

    /// Compares some types.
    pub(super) fn look(
        &self,
        check: &Check,
        records: &[Record],
        scratch: &Path,
    ) -> Result<Looked, Failure> {
        match check {
            Check::Engine(compiler, target) => self.ask(compiler, target, records, scratch),
            Check::Emitted => match &self.rustc {
                Some(rustc) => program::run(self, rustc, records, scratch),
                None => Ok(Looked::default()),
            },
        }
    }

    fn ask(
        &self,
        compiler: &Compiler,
        target: &Target,
        records: &[Record],
        scratch: &Path,
    ) -> Result<Looked, Failure> {
        let mut looked = Looked {
            differences: vec![None; records.len()],
            ..Looked::default()
        };
        let numbers: Vec<usize> = (0..records.len())
            .filter(|number| engine::exists(&records[*number], target))
            .collect();
        let types: Vec<(String, Record)> = numbers
            .iter()
            .map(|number| (name(*number), records[*number].clone()))
            .collect();
        let answers = probe::ask(compiler, target, &types, scratch)?;
        for (number, answer) in numbers.into_iter().zip(answers) {
            let record = &records[number];
            looked.types += 1;
            looked.things += answer.len() as u64;
            looked.differences[number] = match (self.engine)(record, target) {
                Ok(expected) => difference(record, &expected, &answer, compiler.name),
                Err(why) => Some(why),
            };
        }
        Ok(looked)
    }

    /// Makes a type smaller as long as the comparison still finds something in it.
    pub(super) fn shrink(
        &self,
        number: u64,
        check: &Check,
        record: &Record,
        scratch: &Path,
    ) -> Result<Found, Failure> {
        let fails = |records: &[Record]| {
            let looked = self.look(check, records, scratch)?;
            Ok::<_, Failure>(looked.differences.iter().map(Option::is_some).collect())
        };
        let small = shrink(record, fails)?;
        let looked = self.look(check, std::slice::from_ref(&small), scratch)?;
        let what = looked.differences.into_iter().next().flatten();
        Ok(Found {
            number,
            check: check.clone(),
            record: small,
            // Where a difference comes and goes, that is what there is to say.
            what: what.unwrap_or_else(|| "the difference is not there every time".to_owned()),
        })
    }
}

/// The name of a type by its place in a batch.
pub(super) fn name(number: usize) -> String {
    format!("T{number}")
}

/// What differs first between where the engine and a compiler put things.
pub(super) fn difference(
    record: &Record,
    expected: &[u64],
    actual: &[u64],
    who: &str,
) -> Option<String> {
    let places = places(record);
    if expected.len() != places.len() || actual.len() != places.len() {
        return Some(format!(
            "{} places have {} answers by the engine and {} by {who}",
            places.len(),
            expected.len(),
            actual.len()
        ));
    }
    let number = (0..places.len()).find(|number| expected[*number] != actual[*number])?;
    let named = record.named().len();
    let name = |of: usize| c::name_of("T", of, named);
    let what = match &places[number] {
        Place::Size(of) => format!("the size of `{}`", name(*of)),
        Place::Align(of) => format!("the alignment of `{}`", name(*of)),
        Place::Offset(of, path) => format!("the offset of `{}.{}`", name(*of), c::member(path)),
        Place::Bits(of, path, ..) => {
            format!("the first bit of `{}.{}`", name(*of), c::member(path))
        }
    };
    let actual = match actual[number] {
        probe::SCATTERED => "not one run of bits".to_owned(),
        actual => actual.to_string(),
    };
    Some(format!(
        "{what}: {} by the engine, {actual} by {who}",
        expected[number]
    ))
}
