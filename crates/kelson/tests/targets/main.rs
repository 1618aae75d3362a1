// SPDX-License-Identifier: MIT OR Apache-2.0

//! What has to hold on machines of 32 bits and on big-endian ones: a file per feature, of `const` assertions.
//!
//! `cargo xtask targets` compiles this for such machines, where nothing is run. On the machine it is built on, an ordinary
//! test: then it has been compiled, and so it has passed.

#![cfg_attr(not(test), no_std)]
#![allow(
    dead_code,
    reason = "rustc 1.85 does not see what only unnamed constants use"
)]

mod align;
mod bitfield;
mod c_layout;
mod cast;
mod const_param;
mod opaque;
mod pat;
mod word;

#[test]
fn assertions_hold_on_this_machine() {
    assert!(matches!(cast::POINTER_BITS, 32 | 64));
}
