// SPDX-License-Identifier: MIT OR Apache-2.0

//! Types laid out as C, hardware or a packed word has them.

pub(crate) mod align;
pub mod bitfield;
pub mod c_layout;
pub(crate) mod cast;
pub mod opaque;
pub mod pat;
pub mod word;
