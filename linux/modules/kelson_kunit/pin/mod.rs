// SPDX-License-Identifier: MIT OR Apache-2.0

//! Values whose address others rely on.

mod unsafe_pinned;

suite!(kelson_pin: unsafe_pinned);
