// SPDX-License-Identifier: MIT OR Apache-2.0

//@aux-build: base.rs
//@compile-flags: -K coherence-domain=linux

extern crate base;

impl Default for base::Free {
    fn default() -> Self {
        base::Free
    }
}
