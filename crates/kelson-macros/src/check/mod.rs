// SPDX-License-Identifier: MIT OR Apache-2.0

//! Checks made while building.

pub(crate) mod no_panic;
pub(crate) mod static_assert;
