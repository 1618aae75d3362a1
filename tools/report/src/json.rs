// SPDX-License-Identifier: MIT OR Apache-2.0

//! JSON for programs: one object, the same fields in every run.
//!
//! ```text
//! schema      "kelson-report/1"
//! command     the subcommand: "prove"
//! summary     one line for a person
//! counts      error, warning, note: how many findings have the level
//! findings[]  rule, name, level, message, place or null, notes[], help[]
//!             notes[]: message, place or null
//!             place: file, line or null, column or null, label
//! facts       an object of whatever the subcommand counts or measures
//! ```

use crate::{Finding, Level, Note, Place, Run};
use serde::Serialize;
use serde_json::{Map, Value};
use std::{
    borrow::Cow,
    io::{self, Write},
};

/// Changes when a field changes its meaning or goes; a new field is no change.
const SCHEMA: &str = "kelson-report/1";

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    command: &'a str,
    summary: &'a str,
    counts: Counts,
    findings: Vec<Item<'a>>,
    facts: Map<String, Value>,
}

#[derive(Serialize)]
struct Counts {
    error: usize,
    warning: usize,
    note: usize,
}

#[derive(Serialize)]
struct Item<'a> {
    rule: &'a str,
    name: &'a str,
    level: Level,
    message: &'a str,
    place: Option<Spot<'a>>,
    notes: Vec<Hint<'a>>,
    help: &'a [String],
}

#[derive(Serialize)]
struct Hint<'a> {
    message: &'a str,
    place: Option<Spot<'a>>,
}

/// A place whose file name may not be UTF-8, which JSON must be.
#[derive(Serialize)]
struct Spot<'a> {
    file: Cow<'a, str>,
    line: Option<u32>,
    column: Option<u32>,
    label: &'a str,
}

impl<'a> Spot<'a> {
    fn of(place: &'a Place) -> Self {
        let known = |number: u32| Some(number).filter(|number| *number > 0);
        Self {
            file: place.file.to_string_lossy(),
            line: known(place.line),
            column: known(place.column),
            label: &place.label,
        }
    }
}

impl<'a> Item<'a> {
    fn of(finding: &'a Finding) -> Self {
        let hint = |note: &'a Note| Hint {
            message: &note.message,
            place: note.place.as_ref().map(Spot::of),
        };
        Self {
            rule: finding.rule.id,
            name: finding.rule.name,
            level: finding.level,
            message: &finding.message,
            place: finding.place.as_ref().map(Spot::of),
            notes: finding.notes.iter().map(hint).collect(),
            help: &finding.help,
        }
    }
}

pub(crate) fn write(run: &Run, out: &mut dyn Write) -> io::Result<()> {
    let document = Document {
        schema: SCHEMA,
        command: run.command,
        summary: &run.summary,
        counts: Counts {
            error: run.count(Level::Error),
            warning: run.count(Level::Warning),
            note: run.count(Level::Note),
        },
        findings: run.findings.iter().map(Item::of).collect(),
        facts: facts(run),
    };
    serde_json::to_writer_pretty(&mut *out, &document)?;
    writeln!(out)
}

pub(crate) fn facts(run: &Run) -> Map<String, Value> {
    run.facts
        .iter()
        .map(|fact| (fact.name.to_owned(), fact.value.clone()))
        .collect()
}
