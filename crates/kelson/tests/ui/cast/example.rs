// What `cast` accepts.
//@run

use core::num::NonZero;
use kelson::zerocopy::{try_transmute, FromBytes, Immutable, KnownLayout, TryFromBytes};
use kelson::{cast, const_cast};

const PAGE_SIZE: usize = 4096;

/// Pointers have 32 bits or more, so every `u32` is a `usize`.
const fn pages(count: u32) -> usize {
    cast!(count => usize) * PAGE_SIZE
}

/// The offset in a page has to fit in sixteen bits, which is known when this is built.
const OFFSET_MASK: u16 = const_cast!(PAGE_SIZE - 1 => u16);

/// A header as it comes from the wire.
#[derive(FromBytes, KnownLayout, Immutable)]
#[zerocopy(crate = "kelson::zerocopy")]
#[repr(C)]
struct Header {
    kind: u8,
    flags: u8,
    length: [u8; 2],
}

#[derive(TryFromBytes, Debug, PartialEq)]
#[zerocopy(crate = "kelson::zerocopy")]
#[repr(u8)]
enum Kind {
    Data = 1,
    Control = 2,
}

fn main() {
    assert_eq!(pages(2), 0x2000);
    assert_eq!(OFFSET_MASK, 0xfff);
    assert_eq!(cast!(NonZero::<u8>::MAX => NonZero<u64>).get(), 255);

    // Neither of these needs `unsafe`, nor does either copy more than it has to.
    let (header, rest) = Header::ref_from_prefix(&[2, 0, 0, 8, 99]).unwrap();
    assert_eq!((u16::from_be_bytes(header.length), header.flags, rest), (8, 0, &[99][..]));
    let kind: Result<Kind, _> = try_transmute!(header.kind);
    assert!(kind.unwrap() == Kind::Control && Kind::Data as u8 == 1);
    assert!(try_transmute!(7u8).map(|kind: Kind| kind).is_err());
}
