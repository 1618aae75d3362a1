// SPDX-License-Identifier: MIT OR Apache-2.0

//! Types laid out as C, hardware or a packed word has them.

mod c_layout;

suite!(kelson_layout: c_layout);
