// SPDX-License-Identifier: MIT OR Apache-2.0

//! The status as a table for a terminal.

use super::document::Counts;
use anstyle::{AnsiColor, Style};
use kelson_register::{Feature, LayerName, Status};
use kelson_status::{Native, RowStatus, Toolchain};
use std::fmt::Write;

/// Wide enough for the table, narrow enough for half a screen.
const WIDTH: usize = 100;

/// A wider terminal shows more of the titles, up to where they all fit.
const WIDEST: usize = 150;

/// Longer names of gates are cut; `status ROW` and `--json` have them in full.
const TOOLCHAIN: usize = 22;

/// Longer places are cut likewise, on a terminal of the least width.
const PLACE: usize = 20;

pub(crate) fn write(toolchain: &Toolchain, rows: &[RowStatus<'_>]) -> String {
    let natives: Vec<_> = rows
        .iter()
        .map(|row| cut(&short(&row.native), TOOLCHAIN))
        .collect();
    let places: Vec<_> = rows
        .iter()
        .map(|row| cut(&place(row.feature), PLACE + (width() - WIDTH) / 4))
        .collect();
    let tools: Vec<_> = rows
        .iter()
        .map(|row| word(row.feature.tool.status).to_owned())
        .collect();
    let widest = |cells: &[String], heading: &str| {
        cells
            .iter()
            .map(|cell| cell.chars().count())
            .max()
            .unwrap_or(0)
            .max(heading.len())
    };
    let native = widest(&natives, "toolchain");
    let place = widest(&places, "where");
    let tool = widest(&tools, "tool");
    // id, library and kelsonc with the gaps between all columns.
    let fixed = 3 + 2 + 2 + 2 + 7 + 1 + 7 + 1 + 2;
    let room = width()
        .saturating_sub(fixed + native + tool + place)
        .max(12);
    let titles: Vec<_> = rows
        .iter()
        .map(|row| cut(&plain(&row.feature.title), room))
        .collect();
    let title = widest(&titles, "wanted");

    let bold = Style::new().bold();
    let mut text = String::new();
    // Writing to a string does not fail.
    let _ = writeln!(
        text,
        "{bold}{:<3}  {:<title$}  {:<native$}  library kelsonc {:<tool$}  where{bold:#}",
        "id", "wanted", "toolchain", "tool"
    );
    for (
        index,
        RowStatus {
            feature,
            native: answer,
            ..
        },
    ) in rows.iter().enumerate()
    {
        let color = style(answer);
        let _ = write!(
            text,
            "{:<3}  {:<title$}  {color}{:<native$}{color:#} ",
            feature.id, titles[index], natives[index]
        );
        for (name, layer) in feature.layers() {
            let width = if name == LayerName::Tool { tool } else { 7 };
            let color = match layer.status {
                Status::Works => AnsiColor::Green.on_default(),
                Status::Partial => AnsiColor::Yellow.on_default(),
                Status::Absent => Style::new().dimmed(),
            };
            let _ = write!(text, " {color}{:<width$}{color:#}", word(layer.status));
        }
        let _ = writeln!(text, "  {}", places[index]);
    }
    text.push('\n');
    for line in footer(toolchain, rows) {
        let _ = writeln!(text, "{line}");
    }
    text
}

/// The counts, in lines that fit.
pub(crate) fn footer(toolchain: &Toolchain, rows: &[RowStatus<'_>]) -> Vec<String> {
    let Counts { native, kelson } = Counts::of(rows);
    let mut first = format!(
        "rustc {}: {} stable, {} behind a gate, {} absent",
        toolchain.release, native.stable, native.gated, native.absent
    );
    if native.not_a_compiler_matter > 0 {
        let _ = write!(
            first,
            ", {} not for a compiler",
            native.not_a_compiler_matter
        );
    }
    let mut lines = vec![
        first,
        format!(
            "kelson: {} of {} work, {} partial, {} absent",
            kelson.works,
            rows.len(),
            kelson.partial,
            kelson.absent
        ),
    ];
    if !toolchain.gates {
        lines.push(
            "this compiler refuses feature gates, so only what is stable can be seen".to_owned(),
        );
    }
    // Not an answer, so the reason must not hide behind an option.
    for row in rows {
        if let Native::CouldNotProbe { message } = &row.native {
            let line = format!(
                "could not probe {}: {}",
                row.feature.id,
                kelson_report::clean(message)
            );
            lines.push(cut(&line, WIDTH));
        }
    }
    lines
}

/// `works`, `partial`, `-`.
pub(crate) fn word(status: Status) -> &'static str {
    match status {
        Status::Works => "works",
        Status::Partial => "partial",
        Status::Absent => "-",
    }
}

/// `check/static_assert`: the feature's path in every part of the tree.
pub(crate) fn place(feature: &Feature) -> String {
    format!("{}/{}", feature.theme, feature.name)
}

/// The colour of what the toolchain has.
pub(crate) fn style(native: &Native) -> Style {
    match native {
        Native::Stable => AnsiColor::Green.on_default(),
        Native::Gated { .. } => AnsiColor::Yellow.on_default(),
        Native::Absent { .. } => AnsiColor::Red.on_default(),
        Native::NotACompilerMatter { .. } => Style::new().dimmed(),
        Native::CouldNotProbe { .. } => AnsiColor::Magenta.on_default().bold(),
    }
}

/// One gate and how many more.
fn short(native: &Native) -> String {
    match native {
        Native::Gated { gate, .. } => match gate.split_once(' ') {
            Some((first, rest)) => format!("gate {first} +{}", rest.split(' ').count()),
            None => native.to_string(),
        },
        other => other.to_string(),
    }
}

/// Backticks take room and mark nothing that a table has to mark.
fn plain(title: &str) -> String {
    title.replace('`', "")
}

/// At most `width` characters.
fn cut(text: &str, width: usize) -> String {
    if text.chars().count() <= width {
        return text.to_owned();
    }
    let mut short: String = text.chars().take(width.saturating_sub(1)).collect();
    short.truncate(short.trim_end().len());
    short.push('…');
    short
}

/// The terminal's width within reason; without a terminal the least.
fn width() -> usize {
    let terminal = terminal_size::terminal_size_of(std::io::stdout());
    terminal.map_or(WIDTH, |(width, _)| {
        usize::from(width.0).clamp(WIDTH, WIDEST)
    })
}
