// SPDX-License-Identifier: MIT OR Apache-2.0

//! Traits with rules that the language does not have.

mod const_param;
mod sealed;

suite!(kelson_traits: const_param, sealed);
