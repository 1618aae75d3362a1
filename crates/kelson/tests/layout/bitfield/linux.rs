// SPDX-License-Identifier: MIT OR Apache-2.0

//! Declarations in the shapes that the kernel's own `bitfield!` has in 7.3, and what is done with them.
//!
//! The kernel lets fields overlap, and converts by `From` and `TryFrom`: a register says so with two
//! words behind its type. Everything else is unchanged.

use kelson::bitfield;
use kelson::bitfield::Bounded;

#[derive(Debug, Clone, Copy, PartialEq)]
enum Memory {
    Normal = 1,
    Device = 2,
}

impl TryFrom<Bounded<u64, 4>> for Memory {
    type Error = u64;

    fn try_from(value: Bounded<u64, 4>) -> Result<Self, u64> {
        match value.get() {
            1 => Ok(Memory::Normal),
            2 => Ok(Memory::Device),
            other => Err(other),
        }
    }
}

impl From<Memory> for Bounded<u64, 4> {
    fn from(memory: Memory) -> Self {
        // The integer is inferred, as in the kernel.
        Bounded::from_expr(memory as u64)
    }
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Priority {
    Low,
    High,
}

impl From<Bounded<u16, 1>> for Priority {
    fn from(value: Bounded<u16, 1>) -> Self {
        match *value {
            0 => Priority::Low,
            _ => Priority::High,
        }
    }
}

impl From<Priority> for Bounded<u16, 1> {
    fn from(priority: Priority) -> Self {
        (priority == Priority::High).into()
    }
}

bitfield! {
    /// Of 64 bits.
    struct Entry(u64): from {
        63:63 nx;
        51:12 frame;
        11:8 memory ?=> Memory;
        0:0 present;
    }
}

bitfield! {
    struct Views(u16): overlay, from {
        15:8 high;
        7:4 low; // With a bit of the next.
        4:4 priority => Priority;
        15:0 all;
    }
}

#[test]
fn values_go_in_and_out() {
    let entry = Entry::zeroed()
        .with_present(true)
        .with_const_frame::<0x12_3456>()
        .with_nx(Bounded::<u64, 1>::new::<1>())
        .with_memory(Memory::Device);
    assert_eq!(entry.into_raw(), 1 << 63 | 0x12_3456 << 12 | 2 << 8 | 1);
    assert!(entry.present().into_bool());
    assert_eq!(entry.frame(), 0x12_3456);
    assert_eq!(entry.memory(), Ok(Memory::Device));
    assert_eq!(Entry::from(0x300).memory(), Err(3));
    assert_eq!(Entry::FRAME_MASK >> Entry::FRAME_SHIFT, (1 << 40) - 1);
    let raw: u64 = entry.into();
    assert_eq!(Entry::from_raw(raw), entry);
}

#[test]
fn setting_one_view_shows_in_the_other() {
    let views = Views::zeroed().with_priority(Priority::High);
    assert_eq!((views.low().get(), views.all().get()), (1, 0x10));
    let views = views.with_high(0x42_u8).with_const_low::<0xe>();
    assert_eq!(
        (views.priority(), views.all().get()),
        (Priority::Low, 0x42e0)
    );
    assert_eq!(views.with_all(u16::MAX).priority(), Priority::High);
    // A literal has the only integer type that fits.
    assert_eq!(views.with_high(7).high(), 7);
}

#[test]
fn trying_says_what_did_not_fit() {
    let entry = Entry::zeroed().try_with_frame(0xab_cdef).unwrap();
    assert_eq!(entry.frame(), 0xab_cdef);
    assert!(Entry::zeroed().try_with_frame(u64::MAX).is_err());
    let entry = entry
        .try_with_present(1)
        .and_then(|entry| entry.try_with_nx(0))
        .unwrap();
    assert!(entry.present().into_bool() && !entry.nx().into_bool());
}
