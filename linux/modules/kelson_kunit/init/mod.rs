// SPDX-License-Identifier: MIT OR Apache-2.0

//! Values that are built where they will live.

mod init;
mod place;
mod scoped;

suite!(kelson_init: init, place, scoped);
