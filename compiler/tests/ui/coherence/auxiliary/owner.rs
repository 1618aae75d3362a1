// SPDX-License-Identifier: MIT OR Apache-2.0

//! A type as any crate has, in no domain.

pub struct Device {
    irq: u32,
}

impl Device {
    pub const MAX: u32 = 8;

    pub fn new() -> Device {
        Device { irq: 1 }
    }

    pub fn irq(&self) -> u32 {
        self.reset();
        self.irq
    }

    fn reset(&self) {}
}
