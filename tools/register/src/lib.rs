// SPDX-License-Identifier: MIT OR Apache-2.0

//! The register of wanted features: `wanted.toml` as a model, and the checks that keep it honest.
//!
//! The README table, the book's index and `cargo kelson status` are all made from this model.

mod check;
mod model;
mod page;
mod theme;
mod tree;

pub use check::{Problem, check};
pub use model::{Error, Feature, Layer, LayerName, Register, Section, Status};
pub use page::{HEADINGS, SOUNDNESS, headings};
pub use theme::{Kind, THEMES, Theme};
