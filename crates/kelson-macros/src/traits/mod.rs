// SPDX-License-Identifier: MIT OR Apache-2.0

//! Traits with rules that the language does not have.

pub(crate) mod const_param;
pub(crate) mod sealed;
