// SPDX-License-Identifier: MIT OR Apache-2.0

//! `cargo kelson status`: which wanted features the toolchain at hand has.
