// SPDX-License-Identifier: MIT OR Apache-2.0

//! A method that borrows one field while another is in use.
//@ gate: view_types

#![no_std]

pub struct Device {
    pub ring: u32,
    pub stats: u64,
}

impl Device {
    pub fn count(self: &mut Self.{ stats }) {
        self.stats += 1;
    }
}

pub fn both(device: &mut Device) {
    let ring = &mut device.ring;
    device.count();
    *ring += 1;
}
