// SPDX-License-Identifier: MIT OR Apache-2.0

//! Findings, and the one place that prints them.
//!
//! Every analysis of `cargo kelson` ends in a [`Run`]; nothing but this crate turns one into text.
//! The order of the output is that of the findings: who makes a [`Run`] makes it deterministic.

mod clean;
mod finding;
mod format;
mod html;
mod json;
mod page;
mod sarif;
mod saved;
mod source;
mod text;

pub use clean::clean;
pub use finding::{Fact, Finding, Level, Note, Place, Rule, Run};
pub use format::{Format, Style, render};
pub use page::page;
pub use saved::{Saved, SavedError, SavedRun, SavedStatus};
