// SPDX-License-Identifier: MIT OR Apache-2.0

//! Traits with rules that the language does not have.

mod sealed;

suite!(kelson_traits: sealed);
