// SPDX-License-Identifier: MIT OR Apache-2.0

//! Configuration: numbers in `cfg`, selection between alternatives.

pub(crate) mod when;
