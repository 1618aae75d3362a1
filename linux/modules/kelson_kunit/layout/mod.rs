// SPDX-License-Identifier: MIT OR Apache-2.0

//! Types laid out as C, hardware or a packed word has them.

mod bitfield;
mod c_layout;
mod word;

suite!(kelson_layout: bitfield, c_layout, word);
