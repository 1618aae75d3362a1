// SPDX-License-Identifier: MIT OR Apache-2.0

//! A simulated device that receives whatever it sends.

use crate::memory::BUFFER;
use crate::{Descriptor, Device, Memory, Reg};
use kelson::no_panic;

/// The device's own state; everything else is in registers and shared memory.
#[derive(Default)]
pub struct Loopback {
    enabled: bool,
    tx_head: u32,
    rx_head: u32,
    rx_tail: u32,
    dropped: u32,
}

impl Device for Loopback {
    fn read(&self, reg: Reg) -> u32 {
        match reg {
            Reg::CTRL => u32::from(self.enabled),
            Reg::RX_TAIL => self.rx_tail,
            Reg::DROPPED => self.dropped,
            // As on a bus where nobody answers.
            _ => u32::MAX,
        }
    }

    #[no_panic]
    #[inline(never)]
    fn write(&mut self, reg: Reg, value: u32, memory: &mut Memory) {
        match reg {
            Reg::CTRL => self.enabled = value & 1 != 0,
            Reg::RX_TAIL => self.rx_tail = value,
            Reg::TX_TAIL if self.enabled => self.send_until(value, memory),
            _ => {}
        }
    }
}

impl Loopback {
    /// Sends every frame up to `tail`.
    fn send_until(&mut self, tail: u32, memory: &mut Memory) {
        while self.tx_head != tail && memory.tx.at(self.tx_head).is_devices() {
            let length = (memory.tx.at(self.tx_head).length as usize).min(BUFFER);
            if self.rx_head != self.rx_tail && memory.rx.at(self.rx_head).is_devices() {
                let from = memory.tx_buffers.at(self.tx_head);
                let to = memory.rx_buffers.at_mut(self.rx_head);
                for (to, from) in to.iter_mut().zip(from).take(length) {
                    *to = *from;
                }
                let received = memory.rx.at_mut(self.rx_head);
                received.length = length as u32;
                received.flags = Descriptor::DONE;
                self.rx_head = self.rx_head.wrapping_add(1);
            } else {
                self.dropped = self.dropped.saturating_add(1);
            }
            memory.tx.at_mut(self.tx_head).flags = Descriptor::DONE;
            self.tx_head = self.tx_head.wrapping_add(1);
        }
    }
}
