// SPDX-License-Identifier: MIT OR Apache-2.0

//! Unions.

use core::mem::{align_of, size_of};
use kelson::{c_layout, c_layout::Packed};

#[c_layout(packed, align(2))]
#[derive(Clone, Copy)]
pub union Register {
    pub whole: u32,
    pub bytes: [u8; 5],
    #[bits(17)]
    pub low: i32,
}

#[test]
fn members_are_at_the_start() {
    assert_eq!((size_of::<Register>(), align_of::<Register>()), (6, 2));
    assert_eq!((Register::LOW_BIT, Register::LOW_WIDTH), (0, 17));
    let mut register = Register {
        bytes: [0xff, 0xff, 1, 8, 9],
    };
    // SAFETY: all bytes were written, and any are a number.
    unsafe {
        assert_eq!(register.low(), -1);
        register.set_low(2);
        assert_eq!(register.bytes, [2, 0, 0, 8, 9]);
        assert_eq!(register.whole.get(), 0x0800_0002);
        register.whole = Packed::new(3);
        assert_eq!(register.low(), 3);
    }
}

#[c_layout]
pub union Plain {
    pub a: u8,
    pub b: u64,
    #[bits(3)]
    pub c: u16,
}

#[test]
fn plain_ones_are_native() {
    assert_eq!((size_of::<Plain>(), align_of::<Plain>()), (8, 8));
    let plain = Plain { b: 5 };
    // SAFETY: all bytes were written.
    unsafe {
        let b: &u64 = &plain.b;
        assert_eq!((*b, plain.c()), (5, 5));
    }
}

#[test]
fn bytes_are_a_union() {
    use kelson::zerocopy::{FromBytes, Immutable, KnownLayout};

    #[c_layout(packed)]
    #[derive(Clone, Copy, FromBytes, KnownLayout, Immutable)]
    #[zerocopy(crate = "kelson::zerocopy")]
    union Word {
        whole: u32,
        #[bits(4)]
        low: u8,
    }
    let word = Word::read_from_bytes(&[0x21, 0, 0, 0]).unwrap();
    // SAFETY: all bytes were written.
    assert_eq!(unsafe { word.low() }, 1);
}
