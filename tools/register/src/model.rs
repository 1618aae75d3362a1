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
    /// What a user writes or runs: `` `static_assert!` ``. Empty where nothing is offered.
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

    /// The row with this id or name.
    pub fn find(&self, id_or_name: &str) -> Option<&Feature> {
        self.features.iter().find(|f| f.id.eq_ignore_ascii_case(id_or_name) || f.name == id_or_name)
    }
}

impl Feature {
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
        let has = |status| self.layers().iter().any(|(_, layer)| layer.status == status);
        if has(Status::Works) {
            Status::Works
        } else if has(Status::Partial) {
            Status::Partial
        } else {
            Status::Absent
        }
    }
}
