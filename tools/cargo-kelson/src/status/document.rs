// SPDX-License-Identifier: MIT OR Apache-2.0

//! The status as JSON.
//!
//! ```text
//! schema      "kelson-status/1"; the number changes when a field changes its meaning or goes
//! toolchain   rustc, version, release, host, gates (whether the compiler accepts feature gates)
//! counts      native: stable, gated, absent, not_a_compiler_matter, could_not_probe
//!             kelson: works, partial, absent (the best of the three layers)
//! rows[]      id, title, section, theme, name, links,
//!             native: status and, depending on it, gate, state, reason or message
//!             note: what a reader of `native` should know, or null
//!             library, kelsonc, tool: status, offers, missing
//! ```

use kelson_register::{Layer, Section, Status};
use kelson_status::{Native, RowStatus, Toolchain};
use serde::Serialize;

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    toolchain: &'a Toolchain,
    counts: Counts,
    rows: Vec<Row<'a>>,
}

/// How many rows say what.
#[derive(Default, Serialize)]
pub(crate) struct Counts {
    pub(crate) native: NativeCounts,
    pub(crate) kelson: KelsonCounts,
}

#[derive(Default, Serialize)]
pub(crate) struct NativeCounts {
    pub(crate) stable: usize,
    pub(crate) gated: usize,
    pub(crate) absent: usize,
    pub(crate) not_a_compiler_matter: usize,
    pub(crate) could_not_probe: usize,
}

#[derive(Default, Serialize)]
pub(crate) struct KelsonCounts {
    pub(crate) works: usize,
    pub(crate) partial: usize,
    pub(crate) absent: usize,
}

#[derive(Serialize)]
struct Row<'a> {
    id: &'a str,
    title: &'a str,
    section: Section,
    theme: &'a str,
    name: &'a str,
    links: &'a [String],
    native: &'a Native,
    note: Option<&'static str>,
    library: &'a Layer,
    kelsonc: &'a Layer,
    tool: &'a Layer,
}

impl Counts {
    pub(crate) fn of(rows: &[RowStatus<'_>]) -> Self {
        let mut counts = Self::default();
        for row in rows {
            let native = &mut counts.native;
            *match row.native {
                Native::Stable => &mut native.stable,
                Native::Gated { .. } => &mut native.gated,
                Native::Absent { .. } => &mut native.absent,
                Native::NotACompilerMatter { .. } => &mut native.not_a_compiler_matter,
                Native::CouldNotProbe { .. } => &mut native.could_not_probe,
            } += 1;
            let kelson = &mut counts.kelson;
            *match row.feature.best() {
                Status::Works => &mut kelson.works,
                Status::Partial => &mut kelson.partial,
                Status::Absent => &mut kelson.absent,
            } += 1;
        }
        counts
    }
}

pub(crate) fn write(toolchain: &Toolchain, rows: &[RowStatus<'_>]) -> String {
    let document = Document {
        schema: "kelson-status/1",
        toolchain,
        counts: Counts::of(rows),
        rows: rows
            .iter()
            .map(
                |RowStatus {
                     feature,
                     native,
                     note,
                 }| Row {
                    id: &feature.id,
                    title: &feature.title,
                    section: feature.section,
                    theme: &feature.theme,
                    name: &feature.name,
                    links: &feature.links,
                    native,
                    note: *note,
                    library: &feature.library,
                    kelsonc: &feature.kelsonc,
                    tool: &feature.tool,
                },
            )
            .collect(),
    };
    let mut text = serde_json::to_string_pretty(&document).expect("strings and numbers only");
    text.push('\n');
    text
}
