// SPDX-License-Identifier: MIT OR Apache-2.0

//@aux-build: base.rs
//@compile-flags: -K coherence-domain=linux

extern crate base;

impl std::fmt::Debug for base::Free {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("free")
    }
}
