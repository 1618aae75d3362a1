// SPDX-License-Identifier: MIT OR Apache-2.0

//! Values that are built where they will live.

mod build;
mod init;
mod place;
mod scoped;

suite!(kelson_init: build, init, place, scoped);
