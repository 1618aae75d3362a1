// SPDX-License-Identifier: MIT OR Apache-2.0

//! A crate may call things as the macros might call their own.

use kelson::{bitfield, Bits};

#[derive(Bits, Clone, Copy, Debug, PartialEq)]
#[expect(
    clippy::upper_case_acronyms,
    reason = "the macro has a constant of this name"
)]
enum Codec {
    V0,
    WIDTH,
}

#[derive(Bits, Clone, Copy, Debug, PartialEq)]
struct Raw(Codec);

mod inner {
    kelson::bitfield! {
        pub(super) struct Codec(u8) {
            0:0 bit;
        }
    }
}

bitfield! {
    struct Bits2(u16) {
        0:0 raw => Raw;
        15:8 codec => inner::Codec;
    }
}

#[test]
fn names_of_items_are_free() {
    let bits = Bits2::zeroed()
        .with_raw(Raw(Codec::WIDTH))
        .with_codec(inner::Codec::zeroed().with_bit(true));
    assert_eq!(bits.into_raw(), 0x101);
    assert_eq!(bits.raw(), Raw(Codec::WIDTH));
    assert_ne!(bits.raw(), Raw(Codec::V0));
    assert!(bits.codec().bit().into_bool());
}
