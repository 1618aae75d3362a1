// SPDX-License-Identifier: MIT OR Apache-2.0

//! The rows of `wanted.toml` as types.

use serde::{Deserialize, Serialize};
use std::fmt;

/// The whole register, in the order of the file.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Register {
    /// One row per wanted feature.
    #[serde(rename = "feature")]
    pub features: Vec<Feature>,
}

/// One wanted feature.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Feature {
    /// `R08`: the section's letter and a number.
    pub id: String,
    /// What is wanted, in one line.
    pub title: String,
    /// Where the upstream list has it.
    pub section: Section,
    /// The room of the tree it lives in: `check`, `layout`...
    pub theme: String,
    /// The one name it has in every part of the tree.
    pub name: String,
    /// Further names in the same theme, for the few rows that have more than one answer.
    #[serde(default)]
    pub also: Vec<String>,
    /// Upstream issues, pull requests and RFCs.
    pub links: Vec<String>,
    /// Whether the feature is wanted in a kernel and so must be proven in one.
    pub kernel: bool,
    /// Tests that do not follow from theme and name, as paths from the root.
    #[serde(default)]
    pub tests: Vec<String>,
    /// The stable library's answer.
    pub library: Layer,
    /// The compiler driver's answer.
    pub kelsonc: Layer,
    /// The command line tool's answer.
    pub tool: Layer,
}

/// What one layer of Kelson has for a feature.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Layer {
    /// How far it is.
    pub status: Status,
    /// What a user writes or runs: `` `static_assert!` ``. Where the status is `absent` it is what
    /// is planned, and empty where nothing is.
    #[serde(default)]
    pub offers: String,
    /// What is still missing; empty exactly when the status is `works`.
    #[serde(default)]
    pub missing: String,
}

/// How far a layer's answer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Done by everything a feature owes, shown by tests.
    Works,
    /// Part of it can be used today.
    Partial,
    /// Nothing yet, or nothing planned in this layer.
    Absent,
}

/// The sections of the upstream list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Section {
    /// R: required.
    Required,
    /// N: nice to have.
    NiceToHave,
    /// D: discussion needed.
    Discussion,
    /// L: low priority.
    LowPriority,
    /// X: done upstream.
    Upstream,
}

/// The three ways in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LayerName {
    /// `kelson` and its macros.
    Library,
    /// The compiler driver.
    Kelsonc,
    /// `cargo kelson`.
    Tool,
}

/// `wanted.toml` could not be read as a register.
#[derive(Debug)]
pub struct Error(toml::de::Error);

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "invalid register of wanted features: {}", self.0)
    }
}

impl std::error::Error for Error {}

impl Register {
    /// Reads the text of a `wanted.toml`.
    ///
    /// # Errors
    ///
    /// TOML that does not parse, an unknown key, a missing key, an unknown status.
    pub fn parse(text: &str) -> Result<Self, Error> {
        toml::from_str(text).map_err(Error)
    }

    /// The first row with this id or name. Rows may share a name; no two share an id.
    pub fn find(&self, id_or_name: &str) -> Option<&Feature> {
        self.features
            .iter()
            .find(|f| f.id.eq_ignore_ascii_case(id_or_name) || f.names().any(|n| n == id_or_name))
    }
}

impl Section {
    /// Every section, in the order of the upstream list.
    pub const ALL: [Self; 5] = [
        Self::Required,
        Self::NiceToHave,
        Self::Discussion,
        Self::LowPriority,
        Self::Upstream,
    ];

    /// The letter that the section's ids start with.
    pub fn letter(self) -> char {
        match self {
            Self::Required => 'R',
            Self::NiceToHave => 'N',
            Self::Discussion => 'D',
            Self::LowPriority => 'L',
            Self::Upstream => 'X',
        }
    }

    /// The section whose ids start with `letter`.
    pub fn of_letter(letter: char) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|section| section.letter() == letter)
    }

    /// The word `wanted.toml` has for it.
    pub fn key(self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::NiceToHave => "nice-to-have",
            Self::Discussion => "discussion",
            Self::LowPriority => "low-priority",
            Self::Upstream => "upstream",
        }
    }

    /// The heading it has in generated documents.
    pub fn title(self) -> &'static str {
        match self {
            Self::Required => "Required",
            Self::NiceToHave => "Nice to have",
            Self::Discussion => "Discussion needed",
            Self::LowPriority => "Low priority",
            Self::Upstream => "Done upstream",
        }
    }
}

impl fmt::Display for LayerName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Library => "library",
            Self::Kelsonc => "kelsonc",
            Self::Tool => "tool",
        })
    }
}

impl Layer {
    /// What `missing` starts with in a layer that will never have anything.
    pub const NOT_PLANNED: &str = "not planned:";

    /// Whether the layer has something or will have.
    pub fn is_planned(&self) -> bool {
        !self.missing.starts_with(Self::NOT_PLANNED)
    }

    /// Whether a user can have some of it today.
    pub fn is_usable(&self) -> bool {
        self.status != Status::Absent
    }
}

impl Feature {
    /// Every name the feature has in its theme, the main one first.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.name)
            .chain(&self.also)
            .map(String::as_str)
    }

    /// The feature's layers with their names, in the order they are always shown.
    pub fn layers(&self) -> [(LayerName, &Layer); 3] {
        [
            (LayerName::Library, &self.library),
            (LayerName::Kelsonc, &self.kelsonc),
            (LayerName::Tool, &self.tool),
        ]
    }

    /// The best status any layer has.
    pub fn best(&self) -> Status {
        let has = |status| {
            self.layers()
                .iter()
                .any(|(_, layer)| layer.status == status)
        };
        if has(Status::Works) {
            Status::Works
        } else if has(Status::Partial) {
            Status::Partial
        } else {
            Status::Absent
        }
    }
}
