// SPDX-License-Identifier: MIT OR Apache-2.0

//@compile-flags: -K coherence-domain=kernel

impl<T: Copy> std::fmt::Display for Vec<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("right")
    }
}
