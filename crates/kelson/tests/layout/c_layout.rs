// SPDX-License-Identifier: MIT OR Apache-2.0

//! What `c_layout` promises. The numbers are what GCC and Clang print for x86-64; `cargo xtask layout-diff`
//! asks both for as many random types as one likes.

mod anonymous;
mod bits;
mod engine;
mod enums;
mod flexible;
mod forms;
mod records;
mod unions;

use core::mem::{align_of, offset_of, size_of};
use kelson::c_layout;

#[c_layout]
enum Mode {
    Off,
    On = 4,
}

#[c_layout(align(16))]
#[derive(Clone, Copy, Default)]
struct Vector {
    lanes: [i32; 4],
}

/// A bit of everything.
#[c_layout(packed, align(64))]
struct State {
    tag: u8,
    vector: Vector,
    #[align(8)]
    tail: u32,
    #[bits(3)]
    mode: Mode,
    #[bits(5)]
    delta: i32,
    #[bits(1)]
    busy: bool,
    #[bits(0)]
    __: u8,
    value: anon!(union {
        whole: u32,
        halves: [u16; 2],
    }),
    #[bits(59)]
    wide: u64,
    #[bits(27)]
    odd: i32,
    len: u16,
    #[counted_by(len)]
    rest: [u16],
}

#[test]
fn bytes_are_those_of_c() {
    assert_eq!((size_of::<State>(), align_of::<State>()), (64, 64));
    assert_eq!(
        (offset_of!(State, vector), offset_of!(State, tail)),
        (1, 24)
    );
    assert_eq!(offset_of!(State, value.whole), 30);
    assert_eq!((offset_of!(State, len), offset_of!(State, rest)), (45, 47));

    let value = State_value {
        whole: 0x0102_0304.into(),
    };
    let wide = 0x5e3_77bb_97f4_a7c1;
    let vector = Vector::default();
    let mut state = State::new(0, vector, 0, Mode::On, -16, true, value, wide, 0, 2);
    state.set_odd(-0x345_6789);
    // SAFETY: all the bytes of a `c_layout` struct are initialized.
    let bytes: [u8; 64] = unsafe { core::mem::transmute(state) };
    let expected = [
        0x84, 0x01, 0x04, 0x03, 0x02, 0x01, 0xc1, 0xa7, 0xf4, 0x97, 0xbb, 0x77, 0xe3, 0xbd, 0xc3,
        0xd4, 0x25, 0x02, 0x00,
    ];
    if cfg!(target_endian = "little") {
        assert_eq!(bytes[28..47], expected);
    }
    assert!(bytes[..28]
        .iter()
        .chain(&bytes[47..])
        .all(|byte| *byte == 0));
    assert_eq!((Mode::Off.raw(), Vector::default().lanes), (0, [0; 4]));
}
