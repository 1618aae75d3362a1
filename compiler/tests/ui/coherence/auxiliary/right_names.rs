// SPDX-License-Identifier: MIT OR Apache-2.0

//@compile-flags: -K coherence-domain=kernel

impl<T> Vec<T> {
    pub fn hex(&self) -> &'static str {
        "right"
    }
}

impl<T> [T] {
    pub fn only_right(&self) {}
}
