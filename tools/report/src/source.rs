// SPDX-License-Identifier: MIT OR Apache-2.0

//! The lines of source files that findings point at.

use crate::{Place, Style};
use std::{
    collections::BTreeMap,
    fs::File,
    io::Read,
    ops::Range,
    path::{Path, PathBuf},
};

/// Larger files are generated or not source at all; nobody waits for them.
const LARGEST: u64 = 16 << 20;

/// Longer lines are not for people; the snippet would be cut to nothing anyway.
const LONGEST: usize = 4096;

/// Files read so far. A run over one crate points into few files many times.
pub(crate) struct Sources<'a> {
    root: Option<&'a Path>,
    files: BTreeMap<PathBuf, Option<String>>,
}

/// One line, and the part of it that a place means.
pub(crate) struct Line {
    pub(crate) text: String,
    pub(crate) span: Range<usize>,
}

impl<'a> Sources<'a> {
    pub(crate) fn new(style: &'a Style) -> Self {
        Self {
            root: style.root.as_deref(),
            files: BTreeMap::new(),
        }
    }

    /// The line at `place`, unless the file is missing, unreadable, or ends before it.
    pub(crate) fn line(&mut self, place: &Place) -> Option<Line> {
        let index = usize::try_from(place.line).ok()?.checked_sub(1)?;
        let root = self.root;
        let file = self
            .files
            .entry(place.file.clone())
            .or_insert_with(|| read(&place.file).or_else(|| read(&root?.join(&place.file))));
        let text = file.as_deref()?.lines().nth(index)?;
        if text.len() > LONGEST {
            return None;
        }
        Some(Line {
            text: text.to_owned(),
            span: span(text, place.column),
        })
    }
}

/// A whole file as text. What is not UTF-8 becomes replacement characters, which keeps lines and
/// nearly keeps columns.
fn read(path: &Path) -> Option<String> {
    // Opening a pipe would wait for a writer.
    if !path.metadata().ok()?.is_file() {
        return None;
    }
    let mut bytes = Vec::new();
    // One byte more than allowed tells a file that is too large from one that just fits.
    File::open(path)
        .ok()?
        .take(LARGEST + 1)
        .read_to_end(&mut bytes)
        .ok()?;
    if bytes.len() as u64 > LARGEST {
        return None;
    }
    Some(match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => String::from_utf8_lossy(error.as_bytes()).into_owned(),
    })
}

/// The bytes that `column` means: a name or number from there on, else one character, and the
/// whole line when the compiler gave no column or one behind the end.
///
/// Debug information has no end of an expression, so a guess at more would often be wrong.
fn span(line: &str, column: u32) -> Range<usize> {
    let whole = line.len() - line.trim_start().len()..line.trim_end().len();
    // A line of blanks has its trimmed start behind its trimmed end.
    let whole = if whole.start > whole.end {
        0..line.len()
    } else {
        whole
    };
    let Some(index) = usize::try_from(column)
        .ok()
        .and_then(|column| column.checked_sub(1))
    else {
        return whole;
    };
    let Some((start, first)) = line.char_indices().nth(index) else {
        return whole;
    };
    let rest = &line[start..];
    let end = rest
        .find(|c: char| !c.is_alphanumeric() && c != '_')
        .unwrap_or(rest.len());
    start..start + end.max(first.len_utf8())
}

/// `path` relative to the root where it lies under it, with `/` on every system.
pub(crate) fn shown(path: &Path, root: Option<&Path>) -> String {
    let path = root
        .and_then(|root| path.strip_prefix(root).ok())
        .unwrap_or(path);
    path.to_string_lossy().into_owned()
}
