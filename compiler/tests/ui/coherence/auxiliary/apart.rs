// SPDX-License-Identifier: MIT OR Apache-2.0

//@compile-flags: -K coherence-domain=linux

impl std::fmt::Display for Vec<u16> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "apart: {:?}", self)
    }
}
