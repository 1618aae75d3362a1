// SPDX-License-Identifier: MIT OR Apache-2.0

//! `cargo kelson prove`: options to engine, outcome to report.
