// SPDX-License-Identifier: MIT OR Apache-2.0

//! Configuration: numbers in `cfg`, selection between alternatives.

mod when;

suite!(kelson_cfg: when);
