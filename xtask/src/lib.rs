// SPDX-License-Identifier: MIT OR Apache-2.0

//! The project's own chores, as a library so that tests can reach them.

pub mod bench;
pub mod clock;
pub mod demo;
pub mod docs;
pub mod kelsonc;
pub mod layout_diff;
pub mod linux;
pub mod matrix;
pub mod new_feature;
pub mod random;
pub mod rustc_dev;
pub mod shell;
pub mod targets;
pub mod testbed;
pub mod toolchains;
