// SPDX-License-Identifier: MIT OR Apache-2.0

//! Why a run cannot go on, with the log that says more.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use crate::shell::{self, Failure};
use crate::toolchains::Reason;

/// How many of a log's last lines are shown.
const SHOWN_LINES: usize = 30;

/// The end of a run: what is wrong, and the last lines of the log if there is one.
#[derive(Debug)]
pub(super) struct Stop {
    why: Failure,
    log: Option<PathBuf>,
    shown: Vec<String>,
}

impl Stop {
    /// Stops for a reason that needs no log.
    pub(super) fn new(why: impl Into<String>) -> Self {
        Stop::from(Failure::new(why))
    }

    /// Stops for a reason that a log explains.
    pub(super) fn at(log: &Path, why: impl Into<String>) -> Self {
        let text = read(log);
        // Every program has a sentence of its own for a full disk, and none of them says what to do.
        let why = match text.lines().find(|line| line.contains("No space left on")) {
            Some(line) => Failure::disk_full(line.trim()),
            None => Failure::new(why),
        };
        Stop {
            why,
            log: Some(log.to_owned()),
            shown: telling_lines(&text),
        }
    }
}

/// The text of a log. What programs write need not be UTF-8.
pub(super) fn read(log: &Path) -> String {
    fs::read(log).map_or_else(
        |_| String::new(),
        |bytes| String::from_utf8_lossy(&bytes).into_owned(),
    )
}

/// The last lines of a log, and above them the first error if it is further up.
///
/// With several jobs at once, what the others print comes after the error that ends the build.
fn telling_lines(text: &str) -> Vec<String> {
    let mut shown: Vec<String> = shell::last_lines(text, SHOWN_LINES)
        .into_iter()
        .map(str::to_owned)
        .collect();
    let first = text
        .lines()
        .find(|line| line.starts_with("error") || line.contains(" error: "));
    if let Some(first) = first
        && !shown.iter().any(|line| line == first)
    {
        shown.insert(0, "...".to_owned());
        shown.insert(0, first.to_owned());
    }
    shown
}

impl fmt::Display for Stop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let why = self.why.to_string();
        write!(f, "error: {why}")?;
        match &self.log {
            // Below a list the log has a line of its own.
            Some(log) if why.contains('\n') => writeln!(f, "\n  log: {}", log.display())?,
            Some(log) => writeln!(f, "; log: {}", log.display())?,
            None => writeln!(f)?,
        }
        for line in &self.shown {
            writeln!(f, "    | {line}")?;
        }
        Ok(())
    }
}

impl From<Failure> for Stop {
    fn from(why: Failure) -> Self {
        Stop {
            why,
            log: None,
            shown: Vec::new(),
        }
    }
}

impl From<Reason> for Stop {
    fn from(reason: Reason) -> Self {
        Stop::new(reason.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_error_is_shown_above_the_end() {
        let mut text = "  CC a.o\nfile.c:1:2: error: no such thing\n".to_owned();
        for number in 0..SHOWN_LINES {
            text.push_str(&format!("  CC {number}.o\n"));
        }
        let shown = telling_lines(&text);
        assert_eq!(shown[0], "file.c:1:2: error: no such thing");
        assert_eq!(shown[1], "...");
        assert_eq!(shown.len(), SHOWN_LINES + 2);
        assert_eq!(
            telling_lines("error: one\nmake: *** two"),
            ["error: one", "make: *** two"]
        );
    }

    #[test]
    fn full_disk_is_the_cause_of_all_others() {
        let log = std::env::temp_dir().join(format!("kelson-stop-test-{}", std::process::id()));
        fs::write(&log, "cc: No space left on device\nmake: *** x\n").unwrap();
        let text = Stop::at(&log, "the build failed").to_string();
        fs::remove_file(log).unwrap();
        assert!(text.starts_with("error: the disk is full; free"), "{text}");
        assert!(text.contains("log: ") && text.contains("    | make"));
    }
}
