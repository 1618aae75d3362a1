// SPDX-License-Identifier: MIT OR Apache-2.0

//! Checks made while building: conditions that must hold, and functions that must not panic.

mod build_assert;
mod no_panic;
mod static_assert;

suite!(kelson_check: build_assert, no_panic, static_assert);
