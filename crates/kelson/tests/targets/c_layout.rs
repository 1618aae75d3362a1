// SPDX-License-Identifier: MIT OR Apache-2.0

//! Records where C has another order of bits, or another alignment of 8 bytes.
//!
//! The numbers and the bytes are those of the C in the comments, by Clang for each target.

use core::ffi::c_longlong;
use core::mem::offset_of;
use kelson::c_layout;

/// `struct { unsigned a : 3; int b : 5; unsigned c : 12; uint64_t d : 36; _Bool e : 1; uint16_t f; }`
#[c_layout]
struct Bits {
    #[bits(3)]
    a: u32,
    #[bits(5)]
    b: i32,
    #[bits(12)]
    c: u32,
    #[bits(36)]
    d: u64,
    #[bits(1)]
    e: bool,
    f: u16,
}

const BITS: Bits = Bits::new(5, -2, 0xabc, 0x9_1234_5678, true, 0x0102);

/// `struct { uint8_t t; unsigned a : 3; uint64_t b : 59; int c : 27; uint32_t x; }`, packed and aligned to 8.
#[c_layout(packed, align(8))]
struct Straddles {
    t: u8,
    #[bits(3)]
    a: u32,
    #[bits(59)]
    b: u64,
    #[bits(27)]
    c: i32,
    x: u32,
}

const STRADDLES: Straddles =
    Straddles::new(0x7f, 5, 0x5e3_77bb_97f4_a7c1, -0x345_6789, 0x0102_0304);

/// `struct { uint8_t t; uint64_t w; uint8_t u; }`
#[c_layout]
struct Wide {
    t: u8,
    w: u64,
    u: u8,
}

/// `struct { char t; long long w; }`
#[c_layout]
struct LongLong {
    t: i8,
    w: c_longlong,
}

/// `struct { uint64_t w __attribute__((aligned(8))); }`
#[c_layout]
struct Member {
    #[align(8)]
    w: u64,
}

/// `struct { uint8_t t; unsigned long w; void *p; }`
#[c_layout]
struct Long {
    t: u8,
    w: core::ffi::c_ulong,
    p: *mut u8,
}

/// The first eight bytes, which are all that has a value.
const fn head(bits: Bits) -> [u8; 8] {
    // SAFETY: a record of `c_layout` has no uninitialized bytes, and is larger than this.
    unsafe { *(&raw const bits).cast() }
}

const fn all(straddles: Straddles) -> [u8; 24] {
    // SAFETY: as above, and that is its size.
    unsafe { core::mem::transmute(straddles) }
}

const fn same(one: &[u8], other: &[u8]) -> bool {
    let mut at = 0;
    while at < one.len() && at < other.len() && one[at] == other[at] {
        at += 1;
    }
    one.len() == other.len() && at == one.len()
}

// The first bit-field is in the highest bits of its byte where bytes are big-endian, and in the lowest elsewhere.
#[cfg(target_endian = "big")]
const _: () = {
    assert!(same(
        &head(BITS),
        &[0xbe, 0xab, 0xc9, 0x12, 0x34, 0x56, 0x78, 0x80]
    ));
    assert!(same(
        &all(STRADDLES),
        &[
            0x7f, 0xb7, 0x8d, 0xde, 0xee, 0x5f, 0xd2, 0x9f, 0x06, 0x5d, 0x4c, 0x3b, 0x80, 0x01,
            0x02, 0x03, 0x04, 0, 0, 0, 0, 0, 0, 0,
        ]
    ));
};

#[cfg(target_endian = "little")]
const _: () = {
    assert!(same(
        &head(BITS),
        &[0xf5, 0xbc, 0x8a, 0x67, 0x45, 0x23, 0x91, 0x01]
    ));
    assert!(same(
        &all(STRADDLES),
        &[
            0x7f, 0x0d, 0x3e, 0xa5, 0xbf, 0xdc, 0xbd, 0x1b, 0xef, 0x1d, 0xa6, 0x2e, 0x01, 0x04,
            0x03, 0x02, 0x01, 0, 0, 0, 0, 0, 0, 0,
        ]
    ));
};

// What is written is read, and positions count from the start in either order.
const _: () = {
    assert!(BITS.a() == 5 && BITS.b() == -2 && BITS.c() == 0xabc);
    assert!(BITS.d() == 0x9_1234_5678 && BITS.e() && BITS.f == 0x0102);
    assert!(BITS.with_b(15).b() == 15 && BITS.with_d(0).c() == 0xabc);
    assert!(STRADDLES.b() == 0x5e3_77bb_97f4_a7c1 && STRADDLES.c() == -0x345_6789);
    assert!(Bits::A_BIT == 0 && Bits::D_BIT == 20 && Bits::E_BIT == 56);
    assert!(Straddles::B_BIT == 11 && Straddles::C_BIT == 70);
    assert!(offset_of!(Bits, f) == 8 && offset_of!(Straddles, x) == 13);
    assert!(size_of::<Straddles>() == 24 && align_of::<Straddles>() == 8);
};

// In a record of i386, integers of 8 bytes are aligned to 4, unless they ask for more.
const _: () = {
    let eight = if cfg!(target_arch = "x86") { 4 } else { 8 };
    assert!(align_of::<Bits>() == eight && size_of::<Bits>() == 8 + eight);
    assert!(align_of::<Wide>() == eight && size_of::<Wide>() == 8 + 2 * eight);
    assert!(offset_of!(Wide, w) == eight && offset_of!(Wide, u) == 8 + eight);
    assert!(offset_of!(LongLong, w) == eight && size_of::<LongLong>() == 8 + eight);
    assert!(align_of::<Member>() == 8 && size_of::<Member>() == 8);
};

// `long` is as wide as a pointer.
const _: () = {
    let word = size_of::<usize>();
    assert!(offset_of!(Long, w) == word && offset_of!(Long, p) == 2 * word);
    assert!(size_of::<Long>() == 3 * word && align_of::<Long>() == word);
};
