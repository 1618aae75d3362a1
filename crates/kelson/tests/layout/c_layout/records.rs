// SPDX-License-Identifier: MIT OR Apache-2.0

//! Structs that are packed, aligned, or contain what is.

use core::mem::{align_of, offset_of, size_of};
use kelson::{c_layout, c_layout::Packed};

/// `struct al16 { int x[4]; } __attribute__((aligned(16)));`
#[c_layout(align(16))]
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Al16 {
    pub x: [i32; 4],
}

#[c_layout(packed, align(64))]
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Xregs {
    pub tag: u8,
    pub i387: Al16,
    #[align(8)]
    pub tail: u32,
    #[bits(3)]
    pub a: u32,
    #[bits(5)]
    pub s: i32,
}

#[test]
fn a_packed_struct_is_aligned_and_contains_aligned_members() {
    assert_eq!((size_of::<Xregs>(), align_of::<Xregs>()), (64, 64));
    assert_eq!(offset_of!(Xregs, tag), 0);
    assert_eq!(offset_of!(Xregs, i387), 1);
    assert_eq!(offset_of!(Xregs, tail), 24);
    assert_eq!((Xregs::A_BIT, Xregs::A_WIDTH), (28 * 8, 3));
    assert_eq!((Xregs::S_BIT, Xregs::S_WIDTH), (28 * 8 + 3, 5));
}

#[test]
fn values_go_in_and_out() {
    const REGS: Xregs = Xregs::new(1, Al16::new([1, 2, 3, 4]), 7, 5, -16);
    let mut regs = REGS;
    assert_eq!(regs.i387.get().x, [1, 2, 3, 4]);
    assert_eq!((regs.tail.get(), regs.a(), regs.s()), (7, 5, -16));
    // A reference to the field, which rustc refuses for a field of a `repr(packed)` struct.
    let tail: &mut Packed<u32> = &mut regs.tail;
    tail.set(9);
    regs.set_s(15);
    regs.tag = 3;
    assert_eq!(regs, Xregs::new(3, Al16::new([1, 2, 3, 4]), 9, 5, 15));
    assert_ne!(regs, REGS);
}

#[test]
fn debug_shows_members_and_not_bytes() {
    let regs = Xregs::new(1, Al16::default(), 7, 5, -16);
    assert_eq!(
        format!("{regs:?}"),
        "Xregs { tag: 1, i387: Al16 { x: [0, 0, 0, 0] }, tail: 7, a: 5, s: -16 }"
    );
}

const PAGE: usize = 4096;

mod config {
    pub(crate) const LINE: u32 = 64;
}

#[c_layout(align(PAGE))]
#[derive(Clone, Copy)]
pub struct Paged {
    pub first: u8,
    #[align(config::LINE)]
    pub second: u8,
}

#[test]
fn alignments_may_be_constants() {
    assert_eq!((size_of::<Paged>(), align_of::<Paged>()), (4096, 4096));
    assert_eq!(offset_of!(Paged, second), 64);
    // What is where its type may be borrowed is itself.
    let paged = Paged::new(1, 2);
    let second: &u8 = &paged.second;
    assert_eq!(*second, 2);
}

#[c_layout(pack(2))]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Two {
    pub a: u8,
    pub b: u64,
    #[align(8)]
    pub c: u16,
    #[native]
    pub d: u16,
}

#[test]
fn pack_is_a_limit() {
    assert_eq!((size_of::<Two>(), align_of::<Two>()), (14, 2));
    assert_eq!(offset_of!(Two, b), 2);
    assert_eq!(offset_of!(Two, c), 10);
    let two = Two::new(1, 2, 3, 4);
    let d: &u16 = &two.d;
    assert_eq!((*d, two.b.get()), (4, 2));
    assert!(Two::new(1, 2, 3, 5) > two);
    assert_eq!(two.max(Two::default()), two);
}

#[c_layout]
#[derive(Clone, Copy)]
pub struct OneIsPacked {
    pub a: u8,
    #[packed]
    pub b: u32,
    pub c: u16,
}

#[test]
fn one_member_may_be_packed() {
    assert_eq!(
        (size_of::<OneIsPacked>(), align_of::<OneIsPacked>()),
        (8, 2)
    );
    assert_eq!(
        (offset_of!(OneIsPacked, b), offset_of!(OneIsPacked, c)),
        (1, 6)
    );
    let c: &u16 = &OneIsPacked::new(1, 2, 3).c;
    assert_eq!(*c, 3);
}

/// It points to its like, and borrows.
#[c_layout(packed)]
pub struct Node<'a> {
    pub kind: u8,
    pub next: *mut Node<'a>,
    pub same: Option<&'a Self>,
    pub name: &'a str,
    pub drops: Option<Box<u8>>,
}

#[test]
fn members_may_borrow_and_own() {
    assert_eq!(size_of::<Node<'_>>(), 1 + 5 * size_of::<usize>());
    let text = String::from("eth0");
    let node = Node::new(1, core::ptr::null_mut(), None, &text, Some(Box::new(4)));
    assert_eq!(node.name.get(), "eth0");
    assert_eq!(node.drops.into_inner(), Some(Box::new(4)));
}

#[c_layout(packed)]
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Configured {
    pub a: u8,
    #[cfg(any())]
    pub never: NoSuchType,
    #[cfg(any())]
    #[bits(3)]
    pub not_here: u8,
    #[bits(3)]
    #[cfg(not(any()))]
    pub here: u8,
    #[cfg(not(windows))]
    pub always: u16,
}

#[test]
fn members_depend_on_the_configuration() {
    assert_eq!(size_of::<Configured>(), 4);
    assert_eq!(offset_of!(Configured, always), 2);
    assert_eq!(Configured::HERE_BIT, 8);
    assert_eq!(
        format!("{:?}", Configured::new(1, 2, 3)),
        "Configured { a: 1, here: 2, always: 3 }"
    );
}

#[c_layout]
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Empty {}

#[c_layout(packed, no_new)]
#[derive(Clone, Copy)]
pub struct Private {
    r#type: u16,
    pub value: u8,
}

impl Private {
    fn new() -> Self {
        Private {
            r#type: Packed::new(7),
            value: 1,
            __align: [],
            __before_type: [],
            __before_value: [],
            __tail: [],
        }
    }
}

#[test]
fn odd_ones() {
    assert_eq!((size_of::<Empty>(), align_of::<Empty>()), (0, 1));
    assert_eq!(Private::new().r#type, 7);
    assert_eq!(size_of::<Private>(), 3);
}

#[test]
fn bytes_are_all_initialized() {
    use kelson::zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout};

    #[c_layout(packed, align(8))]
    #[derive(Clone, Copy, Debug, FromBytes, IntoBytes, KnownLayout, Immutable)]
    #[zerocopy(crate = "kelson::zerocopy")]
    struct Wire {
        kind: u8,
        length: u32,
        #[bits(12)]
        flags: u16,
    }

    let wire = Wire::new(1, 0x0504_0302, 0xfff);
    assert_eq!(wire.as_bytes(), &[1, 2, 3, 4, 5, 0xff, 0xf, 0]);
    assert_eq!(Wire::read_from_bytes(&[9; 8]).unwrap().length, 0x0909_0909);
}

#[test]
fn zeroes_are_a_value() {
    use kelson::init::Zeroable;

    #[c_layout(packed, align(8))]
    #[derive(Zeroable)]
    struct Zero {
        a: u8,
        b: u32,
        #[bits(3)]
        c: u8,
    }
    fn is_zeroable<T: Zeroable>() {}
    is_zeroable::<Zero>();
}

#[test]
fn a_packed_record_is_unaligned() {
    use kelson::init::Zeroable;
    use kelson::zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout, Unaligned};

    #[c_layout(packed)]
    #[derive(Clone, Copy, FromBytes, IntoBytes, KnownLayout, Immutable, Unaligned, Zeroable)]
    #[zerocopy(crate = "kelson::zerocopy")]
    struct Wire {
        kind: u8,
        length: u32,
    }

    fn is_zeroable<T: Zeroable>() {}
    is_zeroable::<Wire>();
    let bytes = [0, 1, 2, 0, 0, 0, 3];
    let (first, rest) = Wire::ref_from_prefix(&bytes[1..6]).unwrap();
    assert_eq!((first.kind, first.length.get(), rest.len()), (1, 2, 0));
    let (shifted, rest) = Wire::ref_from_prefix(&bytes).unwrap();
    assert_eq!(
        (shifted.kind, shifted.length.get(), rest),
        (0, 0x201, &[0, 3][..])
    );
}
