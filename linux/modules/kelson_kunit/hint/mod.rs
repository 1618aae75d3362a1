// SPDX-License-Identifier: MIT OR Apache-2.0

//! Hints to the optimizer.

mod likely;

suite!(kelson_hint: likely);
