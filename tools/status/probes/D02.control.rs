// SPDX-License-Identifier: MIT OR Apache-2.0

//! The view names a field that the struct lacks.
//@ gate: view_types
//@ error: missing | expected

#![no_std]

pub struct Device {
    pub ring: u32,
    pub stats: u64,
}

impl Device {
    pub fn count(self: &mut Self.{ missing }) {
        self.missing += 1;
    }
}
