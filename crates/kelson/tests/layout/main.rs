// SPDX-License-Identifier: MIT OR Apache-2.0

//! Tests of the theme `layout`, a file per feature.

mod align;
mod bitfield;
mod c_layout;
mod cast;
mod opaque;
mod pat;
mod word;

kelson::allocator!(global);
