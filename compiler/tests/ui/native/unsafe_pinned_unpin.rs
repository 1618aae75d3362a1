// SPDX-License-Identifier: MIT OR Apache-2.0

//! What has one in it is not `Unpin`: it may not be moved once it is pinned.

//@compile-flags: -K edition=kernel

use std::pin::{Pin, UnsafePinned};

struct Node {
    _value: UnsafePinned<u32>,
}

fn move_out(node: Pin<&mut Node>) -> &mut Node {
    Pin::into_inner(node) //~ E0277
}

fn main() {}
