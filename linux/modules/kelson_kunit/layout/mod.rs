// SPDX-License-Identifier: MIT OR Apache-2.0

//! Types laid out as C, hardware or a packed word has them.

mod align;
mod bitfield;
mod c_layout;
mod cast;
mod opaque;
mod pat;
mod word;

suite!(kelson_layout: align, bitfield, c_layout, cast, opaque, pat, word);
