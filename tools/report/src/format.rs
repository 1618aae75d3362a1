// SPDX-License-Identifier: MIT OR Apache-2.0

//! The formats, and the door to them.

use crate::{Run, html, json, sarif, text};
use std::{
    io::{self, Write},
    path::PathBuf,
};

/// How to print a [`Run`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Format {
    /// For a person, as rustc prints diagnostics.
    #[default]
    Text,
    /// One object; its shape is described by the `schema` field's version.
    Json,
    /// SARIF 2.1.0, which code hosts and editors read.
    Sarif,
    /// One page that needs nothing else.
    Html,
}

/// What the surroundings ask of the output.
#[derive(Debug, Clone, Default)]
pub struct Style {
    /// Whether text carries colours.
    pub color: bool,
    /// The width to which long source lines are cut; the renderer's own default if absent.
    pub width: Option<usize>,
    /// The folder to which paths are shown as relative; none where it is not known.
    pub root: Option<PathBuf>,
}

/// Writes `run` to `out`.
///
/// # Errors
///
/// `out` does. Source files that cannot be read only cost their snippets.
pub fn render(run: &Run, format: Format, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    match format {
        Format::Text => text::write(run, style, out),
        Format::Json => json::write(run, out),
        Format::Sarif => sarif::write(run, style, out),
        Format::Html => html::write(run, style, out),
    }
}
