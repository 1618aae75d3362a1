// SPDX-License-Identifier: MIT OR Apache-2.0

//! One row in full.

use super::table::{style, word};
use kelson_status::{RowStatus, Toolchain};
use std::fmt::{self, Write};

pub(crate) fn write(toolchain: &Toolchain, row: &RowStatus<'_>) -> String {
    let mut text = String::new();
    // Writing to a string does not fail.
    let _ = lines(&mut text, toolchain, row);
    text
}

fn lines(text: &mut String, toolchain: &Toolchain, row: &RowStatus<'_>) -> fmt::Result {
    let RowStatus {
        feature,
        native,
        note,
    } = row;
    let bold = anstyle::Style::new().bold();
    let quiet = anstyle::Style::new().dimmed();
    writeln!(text, "{bold}{} {}{bold:#}", feature.id, feature.title)?;
    let names: Vec<_> = feature.names().collect();
    writeln!(
        text,
        "{quiet}{}: {}/{}{quiet:#}\n",
        feature.section.title(),
        feature.theme,
        names.join(", ")
    )?;

    let color = style(native);
    writeln!(
        text,
        "toolchain  {color}{native}{color:#}  {quiet}{}{quiet:#}",
        toolchain.version
    )?;
    for remark in native.reason().into_iter().chain(*note) {
        writeln!(text, "           {remark}")?;
    }
    for (name, layer) in feature.layers() {
        writeln!(text, "{:<10} {}", name.to_string(), word(layer.status))?;
        let offers = if layer.is_usable() {
            "offers"
        } else {
            "planned"
        };
        for (what, value) in [(offers, &layer.offers), ("missing", &layer.missing)] {
            if value.is_empty() {
                continue;
            }
            if value.starts_with(kelson_register::Layer::NOT_PLANNED) {
                writeln!(text, "           {value}")?;
            } else {
                writeln!(text, "           {what}: {value}")?;
            }
        }
    }
    if !feature.links.is_empty() {
        writeln!(text)?;
    }
    for link in &feature.links {
        writeln!(text, "{quiet}{link}{quiet:#}")?;
    }
    Ok(())
}
