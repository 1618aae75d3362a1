// SPDX-License-Identifier: MIT OR Apache-2.0

//! A small ring-buffer network driver, written as one for Linux would be.
//!
//! The driver ([`Nic`]) and the device it drives know each other only through [`Device`]: registers
//! and the memory they share. `src/main.rs` is its home on the host, with the simulated device of
//! [`sim`]. Nothing here allocates, and nothing on the path of a packet panics: each such function
//! is marked `#[no_panic]`, which `cargo kelson prove -p ringnic --bin ringnic-host` checks.

#![no_std]

mod descriptor;
mod memory;
mod nic;
mod regs;
mod ring;
pub mod sim;

pub use descriptor::Descriptor;
pub use memory::{Memory, BUFFER, RING};
pub use nic::{Nic, Refused, Stats};
pub use regs::{Device, Reg};
pub use ring::Ring;
