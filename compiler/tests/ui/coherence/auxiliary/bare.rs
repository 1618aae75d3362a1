// SPDX-License-Identifier: MIT OR Apache-2.0

//! Knows nothing of `alloc`, and so not that slices have `to_vec` there.

//@compile-flags: -K coherence-domain=linux

#![no_std]

impl<T> [T] {
    pub fn to_vec(&self) {}
}
