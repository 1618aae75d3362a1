// SPDX-License-Identifier: MIT OR Apache-2.0

//! Findings, and the one place that prints them.
//!
//! Every analysis of `cargo kelson` ends in a [`Run`]; nothing but this crate turns one into text.

mod finding;

pub use finding::{Fact, Finding, Level, Note, Place, Rule, Run};
