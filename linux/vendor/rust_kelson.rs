// SPDX-License-Identifier: MIT OR Apache-2.0

//! A sample that uses Kelson: the registers of a device that is not there.

use kelson::{
    build_assert,
    cfg_select,
    no_panic,
    sealed,
    static_assert,
    unlikely,
    when, //
};
use kernel::prelude::*;

module! {
    type: RustKelson,
    name: "rust_kelson",
    authors: ["The Kelson contributors"],
    description: "Rust sample that uses Kelson",
    license: "Dual MIT/GPL",
}

/// Bytes in the register window.
const WINDOW: usize = 0x40;

static_assert!(WINDOW.is_power_of_two(), "offsets are masked");

cfg_select! {
    CONFIG_NR_CPUS >= 64 => {
        const QUEUES: usize = 16;
    }
    _ => {
        const QUEUES: usize = 2;
    }
}

#[when(CONFIG_HZ >= 1000)]
const FAST_TICK: bool = true;
#[when(!(CONFIG_HZ >= 1000))]
const FAST_TICK: bool = false;

/// An integer that fits a register.
#[sealed(u8, u16, u32)]
trait Register: Copy + Into<u32> {}

impl Register for u8 {}
impl Register for u16 {}
impl Register for u32 {}

struct Device {
    window: [u32; WINDOW / 4],
}

impl Device {
    /// Reads the register at an offset that is known when the kernel is built.
    #[inline(always)]
    fn read(&self, offset: usize) -> u32 {
        build_assert!(
            offset < WINDOW && offset % 4 == 0,
            "no register at this offset"
        );
        self.window[offset / 4]
    }

    /// Writes any register, found by a number that only the running kernel knows.
    #[no_panic]
    fn write(&mut self, number: usize, value: impl Register) -> Result {
        if unlikely!(number >= self.window.len()) {
            return Err(EINVAL);
        }
        self.window[number] = value.into();
        Ok(())
    }
}

struct RustKelson;

impl kernel::Module for RustKelson {
    fn init(_module: &'static ThisModule) -> Result<Self> {
        let mut device = Device {
            window: [0; WINDOW / 4],
        };
        device.write(2, 7u8)?;
        device.write(3, 9u16)?;
        if device.write(WINDOW, 1u32) != Err(EINVAL) || device.read(0x08) + device.read(0x0c) != 16
        {
            return Err(EIO);
        }
        pr_info!("{QUEUES} queues, fast tick: {FAST_TICK}\n");
        Ok(RustKelson)
    }
}
