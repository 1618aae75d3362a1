// SPDX-License-Identifier: MIT OR Apache-2.0

//! The status as a Markdown table, for issues and pages.

use super::table;
use kelson_status::{Native, RowStatus, Toolchain};
use std::fmt::Write;

pub(crate) fn write(toolchain: &Toolchain, rows: &[RowStatus<'_>]) -> String {
    let mut text = String::from("| id | wanted | toolchain | library | kelsonc | tool | where |\n");
    text.push_str("|---|---|---|---|---|---|---|\n");
    for RowStatus {
        feature, native, ..
    } in rows
    {
        let native = match native {
            Native::Gated { gate, .. } => format!("gate `{gate}`"),
            other => other.to_string(),
        };
        // Writing to a string does not fail.
        let _ = write!(
            text,
            "| {} | {} | {native} ",
            feature.id,
            cell(&feature.title)
        );
        for (_, layer) in feature.layers() {
            let _ = write!(text, "| {} ", table::word(layer.status));
        }
        let _ = writeln!(text, "| {} |", table::place(feature));
    }
    text.push('\n');
    for line in table::footer(toolchain, rows) {
        text.push_str(&line);
        text.push('\n');
    }
    text
}

/// A bar would end the cell, in code, too.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}
