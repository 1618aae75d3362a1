// SPDX-License-Identifier: MIT OR Apache-2.0

//! The memory that driver and device share.

use crate::{Descriptor, Ring};
use kelson::{cfg_select, static_assert};

cfg_select! {
    CONFIG_NR_CPUS >= 64 => {
        /// Descriptors in each ring; a power of two.
        pub const RING: usize = 1024;
    }
    _ => {
        /// Descriptors in each ring; a power of two.
        pub const RING: usize = 256;
    }
}

/// Bytes in each buffer.
pub const BUFFER: usize = 2048;

static_assert!(BUFFER >= 1518, "an Ethernet frame must fit one buffer");

/// Two rings of descriptors, each with its buffers: buffer `i` belongs to descriptor `i`.
pub struct Memory {
    /// From the driver to the device.
    pub tx: Ring<Descriptor, RING>,
    /// From the device to the driver.
    pub rx: Ring<Descriptor, RING>,
    /// What is being sent.
    pub tx_buffers: Ring<[u8; BUFFER], RING>,
    /// What was received.
    pub rx_buffers: Ring<[u8; BUFFER], RING>,
}

impl Memory {
    /// All buffers empty and the driver's.
    pub const EMPTY: Memory = Memory {
        tx: Ring::new(Descriptor {
            buffer: 0,
            length: 0,
            flags: 0,
        }),
        rx: Ring::new(Descriptor {
            buffer: 0,
            length: 0,
            flags: 0,
        }),
        tx_buffers: Ring::new([0; BUFFER]),
        rx_buffers: Ring::new([0; BUFFER]),
    };
}
