// SPDX-License-Identifier: MIT OR Apache-2.0

//! C layout.

pub mod engine;
