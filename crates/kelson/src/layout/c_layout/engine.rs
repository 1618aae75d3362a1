// SPDX-License-Identifier: MIT OR Apache-2.0

//! Where C puts the members of a struct or union.
//!
//! These are the rules of the System V psABIs and of AAPCS, as far as GCC and Clang agree on them,
//! with GNU's `packed` and `aligned` and with `#pragma pack`. Everything is `const`.
//!
//! ```
//! use kelson::c_layout::engine::{lay_out, Abi, Member, Record};
//!
//! // struct __attribute__((packed)) { uint8_t tag; int a : 3; int : 7; uint32_t tail; };
//! const MEMBERS: &[Member; 4] = &[
//!     Member::of::<u8>(),
//!     Member::bits_of::<i32>(3),
//!     Member::bits_of::<i32>(7).unnamed(),
//!     Member::of::<u32>(),
//! ];
//! const RECORD: Record = Record::new(Abi::SYSTEM_V).packed();
//!
//! let layout = lay_out(RECORD, MEMBERS).unwrap();
//! assert_eq!((layout.size, layout.align), (7, 1));
//! assert_eq!(layout.position, [0, 8, 11, 24]);
//! ```
//!
//! # The rules
//!
//! Positions are counted in bits, because bit-fields have no other.
//!
//! *Alignment of a plain member* (System V AMD64 psABI and i386 psABI, "Aggregates and Unions";
//! AAPCS64 and AAPCS32, "Composite Types"): that of its type; 1 where the record or the member is
//! packed; at least what the member asks for (GNU `aligned`); at most the `N` of `pack(N)`.
//! It goes to the next position that is aligned so. In a union it goes to 0.
//!
//! *A bit-field* (System V AMD64 psABI, "Bit-Fields"; AAPCS64, "Bit-fields"; GCC's
//! `PCC_BITFIELD_TYPE_MATTERS`) goes to the next free bit, unless it would then touch more units of
//! the size of its type than one, counted from multiples of the type's alignment: then to the next
//! such multiple. That also gives i386, where `long long` has 8 bytes and an alignment of 4.
//! Where the record or the member is packed, or `pack(N)` is in force, always to the next free
//! bit. An alignment that the member asks for is obeyed first.
//!
//! *A bit-field of width 0* closes the unit: the position advances to the alignment of its type,
//! whatever is packed.
//!
//! *Alignment of the record*: the largest of its members'; at least what the record asks for. A
//! named bit-field counts with the alignment of its type, at most `N` in `pack(N)`, else 1 where
//! it is packed. An unnamed one counts in AAPCS alone, and so does one of width 0, there with the
//! full alignment of its type.
//!
//! *Size*: the end of the last member, in a union of the longest, rounded up to the alignment.
//!
//! *Bit order* is not a question of layout: a bit-field at position `p` of width `w` has the bits
//! `p..p + w`, which count from the least significant bit of each byte where bytes are little-endian,
//! and from the most significant one where they are big-endian. See [`Abi::big_endian`].
//!
//! # What is refused
//!
//! A record that GCC and Clang lay out in different ways is a [`Mistake`], and so is what C does
//! not accept. Compilers for Windows and UEFI have rules of their own, which are not here.

mod describe;

pub use describe::{
    Abi,
    Kind,
    Member,
    Record,
    Support, //
};

/// Where everything is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layout<const N: usize> {
    /// The size of the record, in bytes.
    pub size: usize,
    /// The alignment of the record.
    pub align: usize,
    /// The position of each member, in bits from the start.
    pub position: [u64; N],
    /// The end of each member, in bits from the start. One that is absent ends where the one before does.
    pub end: [u64; N],
}

/// Why a record has no layout.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mistake {
    /// The target has the rules of Microsoft's compilers.
    Microsoft,
    /// The member is a bit-field, and the target's bit-fields were never compared with C.
    UnknownBitFields(usize),
    /// The `N` of `pack(N)` is not 1, 2, 4, 8 or 16.
    Pack,
    /// The alignment that the record asks for is no power of two up to [`MAX_ALIGN`].
    Align,
    /// The alignment that the member asks for is no power of two up to [`MAX_ALIGN`].
    MemberAlign(usize),
    /// The bit-field is wider than its type.
    Width(usize),
    /// The bit-field has a name and no width.
    NamedZeroWidth(usize),
    /// The type of the bit-field is aligned to more than its size, where GCC and Clang differ.
    OveralignedBase(usize),
    /// The bit-field has a size that is none of C's integers.
    Base(usize),
    /// The bit-field asks for an alignment in a way in which GCC and Clang differ: below that of
    /// its type, below the size where a type is aligned to less than that, or above that of `pack(N)`.
    BitFieldAlign(usize),
    /// The bit-field asks for an alignment and has no name.
    UnnamedAlign(usize),
    /// The flexible array is not the last member of a struct.
    Flexible(usize),
    /// The record has 2^60 bytes or more.
    Size,
}

/// The largest alignment: that of ELF as GCC has it, which `repr(align)` has too.
pub const MAX_ALIGN: usize = 1 << 28;

/// Where C puts the members.
pub const fn lay_out<const N: usize>(
    record: Record,
    members: &[Member; N],
) -> Result<Layout<N>, Mistake> {
    let mut layout = Layout {
        size: 0,
        align: 1,
        position: [0; N],
        end: [0; N],
    };
    if let Err(mistake) = check_record(&record) {
        return Err(mistake);
    }
    // The first bit that is free, and the end of the longest member.
    let mut free = 0;
    let mut longest = 0;
    let mut index = 0;
    while index < N {
        let member = &members[index];
        if let Err(mistake) = check_member(&record, members, index) {
            return Err(mistake);
        }
        let start = match place(&record, member, free) {
            Some(start) => start,
            None => return Err(Mistake::Size),
        };
        let end = match start.checked_add(bits(member)) {
            Some(end) if end < MAX_BITS => end,
            _ => return Err(Mistake::Size),
        };
        layout.position[index] = start;
        layout.end[index] = end;
        layout.align = max(layout.align, share(&record, member));
        longest = if end > longest { end } else { longest };
        free = if record.union { 0 } else { end };
        index += 1;
    }
    layout.align = max(layout.align, record.align);
    let end = if record.union { longest } else { free };
    layout.size = match up(end, layout.align as u64 * 8) {
        Some(end) if end / 8 <= isize::MAX as u64 => (end / 8) as usize,
        _ => return Err(Mistake::Size),
    };
    Ok(layout)
}

/// Positions stay below this, so that rounding them up cannot overflow.
const MAX_BITS: u64 = 1 << 62;

/// How many bits the member takes.
const fn bits(member: &Member) -> u64 {
    match member.kind {
        // Below `MAX_BITS`, or as good as above it.
        Kind::Field if (member.size as u64) < MAX_BITS / 8 => member.size as u64 * 8,
        Kind::Field => MAX_BITS,
        Kind::Bits(width) => width as u64,
        Kind::Flexible | Kind::Absent => 0,
    }
}

/// The position of the member, where `free` is the first bit that is free.
const fn place(record: &Record, member: &Member, free: u64) -> Option<u64> {
    if record.union {
        return Some(0);
    }
    let natural = member.align as u64 * 8;
    match member.kind {
        Kind::Absent => Some(free),
        Kind::Field | Kind::Flexible => up(free, share(record, member) as u64 * 8),
        Kind::Bits(0) => up(free, natural),
        Kind::Bits(width) => {
            let free = match up(free, max(member.requested, 1) as u64 * member_unit(member)) {
                Some(free) => free,
                None => return None,
            };
            if record.packed || member.packed || record.pack != 0 {
                return Some(free);
            }
            match free.checked_rem(natural) {
                Some(before) if before + width as u64 > member.size as u64 * 8 => up(free, natural),
                Some(_) => Some(free),
                None => None,
            }
        }
    }
}

/// What a requested alignment of 1 means in bits: nothing, where none is requested.
const fn member_unit(member: &Member) -> u64 {
    if member.requested == 0 {
        1
    } else {
        8
    }
}

/// The alignment that the member has, and so at least its record.
const fn share(record: &Record, member: &Member) -> usize {
    let packed = record.packed || member.packed;
    let limit = if record.pack == 0 {
        usize::MAX
    } else {
        record.pack
    };
    match member.kind {
        Kind::Absent => 1,
        Kind::Field | Kind::Flexible => {
            let natural = if packed { 1 } else { member.align };
            min(max(natural, member.requested), limit)
        }
        Kind::Bits(0) if record.abi.zero_width_aligns => member.align,
        Kind::Bits(0) => 1,
        Kind::Bits(_) if !member.named && !record.abi.unnamed_aligns => 1,
        Kind::Bits(_) => {
            // `pack(N)` is stronger than `packed` here, in both compilers.
            let natural = if packed && record.pack == 0 {
                1
            } else {
                min(member.align, limit)
            };
            max(natural, member.requested)
        }
    }
}

const fn check_record(record: &Record) -> Result<(), Mistake> {
    if matches!(record.abi.support, Support::Microsoft) {
        return Err(Mistake::Microsoft);
    }
    if !matches!(record.pack, 0 | 1 | 2 | 4 | 8 | 16) {
        return Err(Mistake::Pack);
    }
    if record.align != 0 && !is_alignment(record.align) {
        return Err(Mistake::Align);
    }
    Ok(())
}

const fn check_member<const N: usize>(
    record: &Record,
    members: &[Member; N],
    index: usize,
) -> Result<(), Mistake> {
    let member = &members[index];
    let requested = member.requested;
    if requested != 0 && !is_alignment(requested) {
        return Err(Mistake::MemberAlign(index));
    }
    match member.kind {
        Kind::Absent | Kind::Field => Ok(()),
        Kind::Flexible => {
            let mut later = index + 1;
            while later < N {
                if !matches!(members[later].kind, Kind::Absent) {
                    return Err(Mistake::Flexible(index));
                }
                later += 1;
            }
            if record.union {
                return Err(Mistake::Flexible(index));
            }
            Ok(())
        }
        Kind::Bits(width) => {
            if !matches!(record.abi.support, Support::Full) {
                return Err(Mistake::UnknownBitFields(index));
            }
            if !matches!(member.size, 1 | 2 | 4 | 8) || !member.align.is_power_of_two() {
                return Err(Mistake::Base(index));
            }
            if member.align > member.size {
                return Err(Mistake::OveralignedBase(index));
            }
            if width > member.width {
                return Err(Mistake::Width(index));
            }
            if width == 0 && member.named {
                return Err(Mistake::NamedZeroWidth(index));
            }
            if requested == 0 {
                return Ok(());
            }
            if !member.named {
                return Err(Mistake::UnnamedAlign(index));
            }
            let packed = record.packed || member.packed;
            let below = record.pack == 0 && !packed && requested < member.align;
            let above = record.pack != 0 && requested > record.pack;
            // The i386's `long long`: GCC then goes by 8, the alignment that it has by itself.
            let by_itself = member.align < member.size && requested < member.size;
            if below || above || by_itself {
                return Err(Mistake::BitFieldAlign(index));
            }
            Ok(())
        }
    }
}

const fn is_alignment(align: usize) -> bool {
    align.is_power_of_two() && align <= MAX_ALIGN
}

/// The next multiple of `unit`, which is not 0.
const fn up(position: u64, unit: u64) -> Option<u64> {
    // Without a division that can panic: the kernel's objtool knows not all panics of `core`.
    position.checked_next_multiple_of(unit)
}

const fn max(a: usize, b: usize) -> usize {
    if a > b {
        a
    } else {
        b
    }
}

const fn min(a: usize, b: usize) -> usize {
    if a < b {
        a
    } else {
        b
    }
}
