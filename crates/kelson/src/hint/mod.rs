// SPDX-License-Identifier: MIT OR Apache-2.0

//! Hints to the optimizer.

pub(crate) mod likely;
