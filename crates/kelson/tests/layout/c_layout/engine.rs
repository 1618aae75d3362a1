// SPDX-License-Identifier: MIT OR Apache-2.0

//! The engine by itself, for targets that are not at hand, and what it refuses.

use kelson::c_layout::engine::{lay_out, Abi, Layout, Member, Mistake, Record, Support};

const STRUCT: Record = Record::new(Abi::SYSTEM_V);

fn fits<const N: usize>(record: Record, members: [Member; N]) -> Layout<N> {
    lay_out(record, &members).unwrap()
}

fn refused<const N: usize>(record: Record, members: [Member; N]) -> Mistake {
    lay_out(record, &members).unwrap_err()
}

/// `struct { char c; int : 5; char d; }` and `struct { char c; int : 0; char d; }`.
#[test]
fn unnamed_ones_count_on_arm_only() {
    let unnamed = [
        Member::field(1, 1),
        Member::bits(4, 4, 5).unnamed(),
        Member::field(1, 1),
    ];
    let zero = [
        Member::field(1, 1),
        Member::bits(4, 4, 0),
        Member::field(1, 1),
    ];
    let arm = Record::new(Abi::AAPCS);
    assert_eq!(
        (fits(STRUCT, unnamed).size, fits(STRUCT, unnamed).align),
        (3, 1)
    );
    assert_eq!((fits(arm, unnamed).size, fits(arm, unnamed).align), (4, 4));
    assert_eq!((fits(STRUCT, zero).size, fits(STRUCT, zero).align), (5, 1));
    assert_eq!((fits(arm, zero).size, fits(arm, zero).align), (8, 4));
    // The one of width 0 keeps its alignment where all is packed, the other does not.
    assert_eq!(fits(arm.packed(), unnamed).align, 1);
    assert_eq!(fits(arm.packed(), zero).align, 4);
    assert_eq!(fits(arm.packed().pack(2), unnamed).align, 2);
}

/// `struct { int a; long long b : 40, c : 57; }` on i386, where `long long` is aligned to 4.
#[test]
fn a_unit_may_be_aligned_to_less_than_its_size() {
    let layout = fits(
        STRUCT,
        [
            Member::field(4, 4),
            Member::bits(8, 4, 40),
            Member::bits(8, 4, 57),
        ],
    );
    assert_eq!(layout.position, [0, 32, 96]);
    assert_eq!((layout.size, layout.align), (20, 4));
}

#[test]
fn a_union_is_as_long_as_its_longest_member() {
    let members = [
        Member::field(3, 1),
        Member::bits(4, 4, 30),
        Member::bits(2, 2, 9),
    ];
    let layout = fits(STRUCT.union(), members);
    assert_eq!((layout.size, layout.align), (4, 4));
    assert_eq!((layout.position, layout.end), ([0; 3], [24, 30, 9]));
    assert_eq!(fits(STRUCT.union().packed(), members).align, 1);
}

#[test]
fn what_is_absent_takes_no_room() {
    let layout = fits(
        STRUCT,
        [Member::field(1, 1), Member::ABSENT, Member::field(4, 4)],
    );
    assert_eq!((layout.position, layout.end), ([0, 8, 32], [8, 8, 64]));
}

#[test]
fn mistakes_are_named() {
    let byte = Member::field(1, 1);
    let bits = Member::bits(4, 4, 3);
    assert_eq!(refused(STRUCT.pack(3), [byte]), Mistake::Pack);
    assert_eq!(refused(STRUCT.align(3), [byte]), Mistake::Align);
    assert_eq!(refused(STRUCT.align(1 << 29), [byte]), Mistake::Align);
    assert_eq!(
        refused(STRUCT, [byte, byte.aligned(6)]),
        Mistake::MemberAlign(1)
    );
    assert_eq!(refused(STRUCT, [Member::bits(1, 1, 9)]), Mistake::Width(0));
    assert_eq!(refused(STRUCT, [bits.width(1)]), Mistake::Width(0));
    assert_eq!(
        refused(STRUCT, [Member::bits(4, 4, 0).named()]),
        Mistake::NamedZeroWidth(0)
    );
    assert_eq!(
        refused(STRUCT, [Member::bits(4, 8, 3)]),
        Mistake::OveralignedBase(0)
    );
    assert_eq!(refused(STRUCT, [Member::bits(3, 1, 3)]), Mistake::Base(0));
    assert_eq!(
        refused(STRUCT, [bits.aligned(2)]),
        Mistake::BitFieldAlign(0)
    );
    assert_eq!(
        refused(STRUCT.pack(2), [bits.aligned(4)]),
        Mistake::BitFieldAlign(0)
    );
    assert_eq!(fits(STRUCT.packed(), [bits.aligned(2)]).align, 2);
    // `long long` on i386.
    let long = Member::bits(8, 4, 64);
    assert_eq!(
        refused(STRUCT.pack(8), [long.aligned(1)]),
        Mistake::BitFieldAlign(0)
    );
    assert_eq!(fits(STRUCT.pack(8), [long.aligned(8)]).align, 8);
    assert_eq!(
        refused(STRUCT, [bits.unnamed().aligned(8)]),
        Mistake::UnnamedAlign(0)
    );
    let flexible = Member::flexible::<u8>();
    assert_eq!(refused(STRUCT, [flexible, byte]), Mistake::Flexible(0));
    assert_eq!(
        refused(STRUCT.union(), [byte, flexible]),
        Mistake::Flexible(1)
    );
    assert_eq!(fits(STRUCT, [byte, flexible, Member::ABSENT]).size, 1);
}

#[test]
fn sizes_do_not_overflow() {
    let huge = Member::field(usize::MAX, 1);
    assert_eq!(refused(STRUCT, [huge]), Mistake::Size);
    let big = Member::field(isize::MAX as usize / 8, 1);
    assert_eq!(
        refused(STRUCT, [big, big, big, big, big, big, big, big, big]),
        Mistake::Size
    );
}

#[test]
fn targets_may_be_refused() {
    let with = |support| {
        Record::new(Abi {
            support,
            ..Abi::SYSTEM_V
        })
    };
    let plain = [Member::field(1, 1)];
    let bits = [Member::bits(4, 4, 3)];
    assert_eq!(refused(with(Support::Microsoft), plain), Mistake::Microsoft);
    assert_eq!(fits(with(Support::NoBitFields), plain).size, 1);
    assert_eq!(
        refused(with(Support::NoBitFields), bits),
        Mistake::UnknownBitFields(0)
    );
}
