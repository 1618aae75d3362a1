// SPDX-License-Identifier: MIT OR Apache-2.0

//! Checks made while building: conditions that must hold, and functions that must not panic.

pub(crate) mod build_assert;
pub(crate) mod no_panic;
pub(crate) mod static_assert;
