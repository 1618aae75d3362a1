// SPDX-License-Identifier: MIT OR Apache-2.0

//! A module with a mistake: it reads a register that its window does not have.
//!
//! Built with `KELSON_BROKEN=1` only, to see what the kernel's tools say of it.

use kelson::build_assert;
use kernel::prelude::*;

module! {
    type: Broken,
    name: "kelson_broken",
    authors: ["The Kelson contributors"],
    description: "A module that must not build",
    license: "Dual MIT/GPL",
}

struct Broken;

#[inline(always)]
fn read8(window: &[u8], offset: usize) -> u8 {
    build_assert!(offset < 0x100, "register offset outside the window");
    window.get(offset).copied().unwrap_or(0)
}

impl kernel::Module for Broken {
    fn init(_module: &'static ThisModule) -> Result<Self> {
        let window = KVec::from_elem(0u8, 0x200, GFP_KERNEL)?;
        pr_info!("{}\n", read8(&window, 0x100));
        Ok(Broken)
    }
}
