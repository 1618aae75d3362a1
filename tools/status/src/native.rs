// SPDX-License-Identifier: MIT OR Apache-2.0

//! What a toolchain has of one feature.

use serde::Serialize;
use std::fmt;

/// What a toolchain itself has of one wanted feature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "status", rename_all = "snake_case")]
pub enum Native {
    /// Without any gate.
    Stable,
    /// Behind a feature gate.
    Gated {
        /// The gates that had to be switched on, separated by spaces.
        gate: String,
        /// What rustc says of the gate.
        state: GateState,
    },
    /// Not at all, or not so far that the probe would compile.
    Absent {
        /// What rustc says to the probe.
        reason: String,
    },
    /// No compiler could answer.
    NotACompilerMatter {
        /// Why not.
        reason: &'static str,
    },
    /// The probe failed for a reason that has nothing to do with the feature.
    CouldNotProbe {
        /// The first error.
        message: String,
    },
}

/// What rustc says of an unstable gate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum GateState {
    /// Unstable, no more.
    Unstable,
    /// Incomplete: may crash the compiler or be unsound.
    Incomplete,
    /// For the compiler and the standard library only.
    Internal,
}

impl fmt::Display for Native {
    /// Short enough for a column: `stable`, `gate cold_path`, `absent`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Stable => f.write_str("stable"),
            Self::Gated { gate, .. } => write!(f, "gate {gate}"),
            Self::Absent { .. } => f.write_str("absent"),
            Self::NotACompilerMatter { .. } => f.write_str("-"),
            Self::CouldNotProbe { .. } => f.write_str("could not probe"),
        }
    }
}

impl Native {
    /// The reason in a sentence, where the short form leaves one open.
    pub fn reason(&self) -> Option<&str> {
        match self {
            Self::Stable
            | Self::Gated {
                state: GateState::Unstable,
                ..
            } => None,
            Self::Gated {
                state: GateState::Incomplete,
                ..
            } => Some("rustc calls the gate incomplete"),
            Self::Gated {
                state: GateState::Internal,
                ..
            } => Some("rustc calls the gate internal to compiler and standard library"),
            Self::Absent { reason } => Some(reason),
            Self::NotACompilerMatter { reason } => Some(reason),
            Self::CouldNotProbe { message } => Some(message),
        }
    }
}
