// SPDX-License-Identifier: MIT OR Apache-2.0

//! The driver.
//!
//! Its entry points are marked and not inlined, as those of a driver that is called through a table
//! are not. Each is one function in the object file; its proof is one of all it calls or inlines,
//! so that nothing below needs a mark of its own.

use crate::memory::{BUFFER, RING};
use crate::{Descriptor, Device, Memory, Reg};
use kelson::{likely, no_panic, unlikely};

/// A device and what the driver knows of it.
pub struct Nic<'m, D> {
    device: D,
    memory: &'m mut Memory,
    tx_head: u32,
    tx_tail: u32,
    rx_head: u32,
    stats: Stats,
}

/// What has passed so far.
#[derive(Clone, Copy, Default, Debug, PartialEq, Eq)]
pub struct Stats {
    /// Frames given to the device.
    pub sent: u64,
    /// Frames taken from the device.
    pub received: u64,
    /// Bytes taken from the device.
    pub bytes: u64,
}

/// Why a frame was not sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// The ring is full; poll and try again.
    Full,
    /// The frame is longer than a buffer.
    TooLong,
}

impl<'m, D: Device> Nic<'m, D> {
    /// Gives the device all receive buffers and switches it on.
    #[no_panic]
    #[inline(never)]
    pub fn start(mut device: D, memory: &'m mut Memory) -> Self {
        for counter in 0..RING as u32 {
            *memory.rx.at_mut(counter) = Self::empty(counter);
        }
        device.write(Reg::RX_TAIL, RING as u32, memory);
        device.write(Reg::CTRL, 1, memory);
        Nic {
            device,
            memory,
            tx_head: 0,
            tx_tail: 0,
            rx_head: 0,
            stats: Stats::default(),
        }
    }

    const fn empty(counter: u32) -> Descriptor {
        Descriptor {
            buffer: counter as u64 & (RING as u64 - 1),
            length: BUFFER as u32,
            flags: Descriptor::OWNED_BY_DEVICE,
        }
    }

    /// Queues a frame; the device sees it at the next [`kick`](Self::kick).
    ///
    /// # Errors
    ///
    /// The ring is full, or the frame has more than [`BUFFER`] bytes.
    #[no_panic]
    #[inline(never)]
    pub fn transmit(&mut self, frame: &[u8]) -> Result<(), Refused> {
        self.reclaim();
        if unlikely!(self.tx_tail.wrapping_sub(self.tx_head) >= RING as u32) {
            return Err(Refused::Full);
        }
        let buffer = self.memory.tx_buffers.at_mut(self.tx_tail);
        let Some(room) = buffer.get_mut(..frame.len()) else {
            return Err(Refused::TooLong);
        };
        room.copy_from_slice(frame);
        *self.memory.tx.at_mut(self.tx_tail) = Descriptor {
            buffer: u64::from(self.tx_tail) & (RING as u64 - 1),
            length: frame.len() as u32,
            flags: Descriptor::OWNED_BY_DEVICE,
        };
        self.tx_tail = self.tx_tail.wrapping_add(1);
        self.stats.sent = self.stats.sent.wrapping_add(1);
        Ok(())
    }

    /// Tells the device of everything queued.
    #[no_panic]
    #[inline(never)]
    pub fn kick(&mut self) {
        self.device.write(Reg::TX_TAIL, self.tx_tail, self.memory);
    }

    /// Takes back descriptors that the device has sent.
    fn reclaim(&mut self) {
        while self.tx_head != self.tx_tail && self.memory.tx.at(self.tx_head).is_done() {
            self.tx_head = self.tx_head.wrapping_add(1);
        }
    }

    /// Hands at most `budget` received frames to `each` and their buffers back to the device.
    ///
    /// Returns how many there were.
    #[no_panic]
    #[inline(never)]
    pub fn poll(&mut self, budget: u32, mut each: impl FnMut(&[u8])) -> u32 {
        let mut taken = 0;
        while taken < budget {
            let descriptor = *self.memory.rx.at(self.rx_head);
            if unlikely!(!descriptor.is_done()) {
                break;
            }
            let buffer = self.memory.rx_buffers.at(self.rx_head);
            // The device wrote the length, and a device may be broken: it is not trusted.
            if likely!(descriptor.length as usize <= BUFFER) {
                let frame = buffer.get(..descriptor.length as usize).unwrap_or(&[]);
                each(frame);
                self.stats.bytes = self.stats.bytes.wrapping_add(frame.len() as u64);
            }
            *self.memory.rx.at_mut(self.rx_head) = Self::empty(self.rx_head);
            self.rx_head = self.rx_head.wrapping_add(1);
            taken += 1;
        }
        if likely!(taken > 0) {
            self.stats.received = self.stats.received.wrapping_add(u64::from(taken));
            let tail = self.rx_head.wrapping_add(RING as u32);
            self.device.write(Reg::RX_TAIL, tail, self.memory);
        }
        taken
    }

    /// What has passed so far.
    pub fn stats(&self) -> Stats {
        self.stats
    }

    /// Frames that the device dropped for want of buffers.
    pub fn dropped(&self) -> u32 {
        self.device.read(Reg::at(0x20))
    }
}
