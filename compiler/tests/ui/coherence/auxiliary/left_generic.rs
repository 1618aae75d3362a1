// SPDX-License-Identifier: MIT OR Apache-2.0

//@compile-flags: -K coherence-domain=linux

impl<T> std::fmt::Display for Vec<Option<T>> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("left")
    }
}
