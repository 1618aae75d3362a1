// SPDX-License-Identifier: MIT OR Apache-2.0

//! What an analysis found, before anyone decides how to show it.

use serde::Serialize;
use std::path::PathBuf;

/// A kind of finding, with an id that never changes once published.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// `KEL-P001`.
    pub id: &'static str,
    /// The name of the bad thing, as it reads after "allow".
    pub name: &'static str,
    /// The level when nothing sets another.
    pub level: Level,
    /// One line.
    pub summary: &'static str,
    /// What `cargo kelson explain` prints: why it matters, an example, what to do. Markdown.
    pub explain: &'static str,
}

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// The user asked for something that does not hold.
    Error,
    /// Likely wrong, or could not be decided.
    Warning,
    /// For information.
    Note,
}

/// A place in a source file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Place {
    /// As the compiler recorded it; it may not exist on this machine.
    pub file: PathBuf,
    /// From 1; 0 when the compiler did not say.
    pub line: u32,
    /// In characters, from 1; 0 when the compiler did not say.
    pub column: u32,
    /// Printed under the marked source, lowercase, no final stop; may be empty.
    pub label: String,
}

/// Evidence for a finding: one hop of a call path, a second place, a reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Note {
    /// Lowercase, no final stop, code in backticks.
    pub message: String,
    /// Where it points, if anywhere.
    pub place: Option<Place>,
}

/// One thing found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Which kind.
    pub rule: &'static Rule,
    /// How bad, after configuration.
    pub level: Level,
    /// Stands alone: lowercase, no final stop, code in backticks.
    pub message: String,
    /// The user's own line, where it is known.
    pub place: Option<Place>,
    /// Evidence, in reading order.
    pub notes: Vec<Note>,
    /// What to do, most promising first.
    pub help: Vec<String>,
}

/// A counted or measured fact about a run: `functions = 12`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Fact {
    /// A stable machine name: `functions`.
    pub name: &'static str,
    /// Its value.
    pub value: serde_json::Value,
}

/// All that one subcommand has to say.
#[derive(Debug, Clone, Default)]
pub struct Run {
    /// The subcommand: `prove`.
    pub command: &'static str,
    /// What was found, in a deterministic order.
    pub findings: Vec<Finding>,
    /// Counts for the machine-readable formats.
    pub facts: Vec<Fact>,
    /// One line for a person, printed last.
    pub summary: String,
}

impl Run {
    /// How many findings have this level.
    pub fn count(&self, level: Level) -> usize {
        self.findings
            .iter()
            .filter(|finding| finding.level == level)
            .count()
    }

    /// The kinds found, each once, by id.
    pub(crate) fn rules(&self) -> Vec<&'static Rule> {
        let mut rules: Vec<_> = self.findings.iter().map(|finding| finding.rule).collect();
        rules.sort_by_key(|rule| rule.id);
        rules.dedup_by_key(|rule| rule.id);
        rules
    }
}

impl Level {
    /// `error`, `warning`, `note`: what a person reads, and what SARIF calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}
