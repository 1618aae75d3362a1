// SPDX-License-Identifier: MIT OR Apache-2.0

//@compile-flags: -K coherence-domain=linux

impl Vec<u8> {
    pub fn hex(&self) -> &'static str {
        "left"
    }
}

impl<T> [T] {
    pub fn only_left(&self) {}
}
