// SPDX-License-Identifier: MIT OR Apache-2.0

//! What earlier runs wrote as JSON, read back to be shown together on one page.

use serde::Deserialize;
use serde_json::{Map, Value};
use std::fmt;

/// A saved output.
#[derive(Debug)]
pub enum Saved {
    /// `--format json` of a subcommand with findings.
    Run(SavedRun),
    /// `status --json`.
    Status(SavedStatus),
    /// What some program printed.
    Text(String),
}

/// The parts of a saved run that a page shows.
#[derive(Debug, Deserialize)]
pub struct SavedRun {
    pub(crate) command: String,
    pub(crate) summary: String,
    pub(crate) counts: Map<String, Value>,
    pub(crate) findings: Vec<SavedFinding>,
    pub(crate) facts: Map<String, Value>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct SavedFinding {
    pub(crate) rule: String,
    pub(crate) level: String,
    pub(crate) message: String,
    pub(crate) place: Option<SavedPlace>,
    pub(crate) notes: Vec<SavedNote>,
    pub(crate) help: Vec<String>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct SavedNote {
    pub(crate) message: String,
    pub(crate) place: Option<SavedPlace>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct SavedPlace {
    pub(crate) file: String,
    pub(crate) line: Option<u32>,
    pub(crate) label: String,
}

/// The parts of a saved status that a page shows.
#[derive(Debug, Deserialize)]
pub struct SavedStatus {
    pub(crate) toolchain: SavedToolchain,
    pub(crate) rows: Vec<SavedRow>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct SavedToolchain {
    pub(crate) version: String,
}

#[derive(Debug, Deserialize)]
pub(crate) struct SavedRow {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) native: SavedNative,
    pub(crate) library: SavedLayer,
    pub(crate) kelsonc: SavedLayer,
    pub(crate) tool: SavedLayer,
}

#[derive(Debug, Deserialize)]
pub(crate) struct SavedNative {
    pub(crate) status: String,
    #[serde(default)]
    pub(crate) gate: String,
}

#[derive(Debug, Deserialize)]
pub(crate) struct SavedLayer {
    pub(crate) status: String,
    pub(crate) offers: String,
}

/// Why a saved output cannot be shown.
#[derive(Debug)]
pub enum SavedError {
    /// JSON, but not of ours or not of this version.
    Schema(String),
    /// Of ours by its schema, and yet not what the schema says.
    Damaged(serde_json::Error),
    /// Neither text nor JSON.
    NotText,
}

impl fmt::Display for SavedError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Schema(schema) if schema.is_empty() => f.write_str(
                "is JSON, but not of `cargo kelson`; save a run by `--format json`, or the status by `--json`",
            ),
            Self::Schema(schema) => write!(
                f,
                "has the schema `{schema}`, which this version does not know; make it anew"
            ),
            Self::Damaged(error) => write!(f, "is damaged: {error}; make it anew"),
            Self::NotText => f.write_str("is neither text nor JSON"),
        }
    }
}

impl std::error::Error for SavedError {}

impl Saved {
    /// Reads a saved output, whichever it is.
    ///
    /// # Errors
    ///
    /// JSON of another program or version, JSON that is not what its schema says, binary data.
    pub fn read(bytes: &[u8]) -> Result<Self, SavedError> {
        let text = std::str::from_utf8(bytes).map_err(|_| SavedError::NotText)?;
        let Ok(value) = serde_json::from_str::<Value>(text) else {
            // What starts as our JSON and is none was cut off.
            if text.trim_start().starts_with('{') {
                let cause = serde_json::from_str::<Value>(text).err();
                return Err(cause.map_or(SavedError::NotText, SavedError::Damaged));
            }
            return Ok(Self::Text(text.to_owned()));
        };
        match value.get("schema").and_then(Value::as_str) {
            Some("kelson-report/1") => serde_json::from_value(value)
                .map(Self::Run)
                .map_err(SavedError::Damaged),
            Some("kelson-status/1") => serde_json::from_value(value)
                .map(Self::Status)
                .map_err(SavedError::Damaged),
            other => Err(SavedError::Schema(other.unwrap_or_default().to_owned())),
        }
    }
}
