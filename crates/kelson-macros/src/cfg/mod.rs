// SPDX-License-Identifier: MIT OR Apache-2.0

//! Configuration.

mod compiler_args;
mod condition;
pub(crate) mod when;
