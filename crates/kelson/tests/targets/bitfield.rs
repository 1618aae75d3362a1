// SPDX-License-Identifier: MIT OR Apache-2.0

//! Registers are numbers, whatever the order of their bytes, and have the same bits everywhere.

use kelson::{bitfield, Bits};

#[derive(Bits, Clone, Copy, PartialEq, Debug)]
enum Mode {
    Off,
    Slow,
    Fast,
}

bitfield! {
    struct Control(u32) {
        31:30 mode ?=> Mode;
        27:20 trim => signed;
        6:4 lane[2, stride = 8];
        0:0 enable => bool;
    }
}

bitfield! {
    struct Wide(u64) {
        63:60 top;
        39:28 middle => signed;
        15:0 control => u16;
    }
}

const CONTROL: Control = Control::zeroed()
    .with_mode(Mode::Fast)
    .with_const_trim::<{ -3 }>()
    .with_const_lane::<1, 7>()
    .with_enable(true);

// Where the bits are in the number does not depend on the machine; where they are in memory does.
const _: () = {
    assert!(CONTROL.into_raw() == 0x8fd0_7001);
    // SAFETY: a register is laid out as its integer.
    let bytes: [u8; 4] = unsafe { core::mem::transmute(CONTROL) };
    assert!(u32::from_ne_bytes(bytes) == 0x8fd0_7001);
    assert!(
        bytes[0]
            == if cfg!(target_endian = "big") {
                0x8f
            } else {
                0x01
            }
    );
    assert!(size_of::<Control>() == 4 && align_of::<Control>() == align_of::<u32>());
};

// As read from a device whose registers are little-endian, or big-endian.
const _: () = {
    let little = Control::from_raw(u32::from_le_bytes([0x01, 0x70, 0xd0, 0x8f]));
    let big = Control::from_raw(u32::from_be_bytes([0x8f, 0xd0, 0x70, 0x01]));
    assert!(little.into_raw() == CONTROL.into_raw() && big.into_raw() == CONTROL.into_raw());
    assert!(matches!(big.mode(), Ok(Mode::Fast)) && big.trim().get() == -3);
    assert!(big.const_lane::<0>().get() == 0 && big.const_lane::<1>().get() == 7);
    assert!(matches!(Control::from_raw(0xc000_0000).mode(), Err(error) if error.bits == 3));
    assert!(matches!(Control::zeroed().mode(), Ok(Mode::Off)) && Mode::Slow as u8 == 1);
};

// Of 64 bits, where `usize` may have 32. A value is read as the integer of its size.
const _: () = {
    let wide = Wide::zeroed()
        .with_const_top::<9>()
        .with_middle(-2_i8)
        .with_control(0x0102);
    assert!(wide.into_raw() == 0x9000_00ff_e000_0102);
    assert!(wide.top().get() == 9 && wide.middle().get() == -2 && wide.control() == 0x0102);
    assert!(matches!(wide.try_with_middle(-2048_i64), Ok(wide) if wide.middle().get() == -2048));
    assert!(wide.try_with_middle(2048_u16).is_err() && wide.try_with_top(16_usize).is_err());
    assert!(Wide::TOP_MASK == 0xf000_0000_0000_0000 && Wide::MIDDLE_SHIFT == 28);
    assert!(align_of::<Wide>() == align_of::<u64>());
};
