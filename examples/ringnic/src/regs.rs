// SPDX-License-Identifier: MIT OR Apache-2.0

//! The device's registers.

use crate::Memory;
use kelson::{build_assert, sealed};

/// Bytes in the register window.
const WINDOW: usize = 0x40;

/// A register, by its offset in the window.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Reg(usize);

impl Reg {
    /// Bit 0 enables the device.
    pub const CTRL: Reg = Reg(0x00);
    /// How far the driver has filled the transmit ring; writing it rings the doorbell.
    pub const TX_TAIL: Reg = Reg(0x10);
    /// How far the driver has given receive buffers to the device.
    pub const RX_TAIL: Reg = Reg(0x18);
    /// Frames the device had no buffer for.
    pub const DROPPED: Reg = Reg(0x20);

    /// The register at `offset`, which must be known when the program is built.
    #[inline(always)]
    pub fn at(offset: usize) -> Reg {
        build_assert!(
            offset < WINDOW && offset % 4 == 0,
            "no register at this offset"
        );
        Reg(offset)
    }

    /// Its offset in the window, in bytes.
    pub const fn offset(self) -> usize {
        self.0
    }
}

/// What the driver needs of a device.
///
/// Sealed: the driver relies on every implementation to leave alone what it does not own.
#[sealed(crate::sim::Loopback)]
pub trait Device {
    /// Reads a register.
    fn read(&self, reg: Reg) -> u32;

    /// Writes a register. A device may then work on the shared memory, as one with DMA would.
    fn write(&mut self, reg: Reg, value: u32, memory: &mut Memory);
}
