// SPDX-License-Identifier: MIT OR Apache-2.0

//! Ranges are stored in the order of the machine's bytes, of which the highest has the free values.

use kelson::pat::OutOfRange;
use kelson::{pat, Alignment, PowerOfTwo};

type Port = pat!(u16 is 1..=0x1234);
type Nanos = pat!(u32 is 0..=999_999_999);
type Nice = pat!(i32 is -20..=19);
type Errno = pat!(isize is -4095..0);
type Offset = pat!(i64 is -0x0102_0304_0506_0708..=0x0102_0304_0506_0708);
type Index = pat!(usize is 0..0x1000_0000);
type NotZero = pat!(usize is 1..);
type Letter = pat!(char is 'a'..='z');

// What is stored is read.
const _: () = {
    assert!(Port::MIN.get() == 1 && Port::MAX.get() == 0x1234);
    assert!(Nanos::MIN.get() == 0 && Nanos::MAX.get() == 999_999_999);
    assert!(Nanos::of::<0x0102_0304>().get() == 0x0102_0304);
    assert!(Nice::MIN.get() == -20 && Nice::MAX.get() == 19);
    assert!(Errno::MIN.get() == -4095 && Errno::MAX.get() == -1);
    assert!(Offset::MIN.get() == -0x0102_0304_0506_0708);
    assert!(Offset::MAX.get() == 0x0102_0304_0506_0708);
    assert!(Index::MAX.get() == 0x0fff_ffff && NotZero::MAX.get() == usize::MAX);
    assert!(matches!(Letter::new('k'), Some(letter) if letter.get() == 'k'));
    assert!(Nanos::new(1_000_000_000).is_none() && Nice::new(-21).is_none());
    assert!(Nanos::MAX.wrapping_add(1).get() == 0 && Nice::MIN.checked_sub(1).is_none());
    assert!(pat!(7 in Index).saturating_add(usize::MAX).get() == 0x0fff_ffff);
    // On all machines: 2^28 is a `usize`, and no value of the range.
    assert!(Index::new(0x1000_0000).is_none());
};

// The bytes are those of the integer.
const _: () = {
    // SAFETY: it is laid out as a `u32`.
    let bytes: [u8; 4] = unsafe { core::mem::transmute(Nanos::of::<0x0102_0304>()) };
    assert!(u32::from_ne_bytes(bytes) == 0x0102_0304);
    assert!(bytes[0] == if cfg!(target_endian = "big") { 1 } else { 4 });
    // SAFETY: as an `i64`.
    let bytes: [u8; 8] = unsafe { core::mem::transmute(Offset::MIN) };
    assert!(i64::from_ne_bytes(bytes) == -0x0102_0304_0506_0708);
};

// `None` takes a value that is free, and that is none of the range.
const _: () = {
    assert!(size_of::<Option<Port>>() == 2 && size_of::<Option<Nanos>>() == 4);
    assert!(size_of::<Option<Nice>>() == 4 && size_of::<Option<Offset>>() == 8);
    assert!(size_of::<Option<Errno>>() == size_of::<usize>());
    assert!(size_of::<Option<Index>>() == size_of::<usize>());
    assert!(size_of::<Option<NotZero>>() == size_of::<usize>());
    assert!(size_of::<Option<Letter>>() == 4);
    assert!(
        align_of::<Offset>() == align_of::<i64>() && align_of::<Index>() == align_of::<usize>()
    );
    let none = None::<pat!(u32 is 0..=0x00ff_ffff)>;
    let highest = if cfg!(target_endian = "big") { 0 } else { 3 };
    // SAFETY: it has four bytes, and this one says that there is no value; the others need not be initialized.
    assert!(unsafe { *(&raw const none).cast::<u8>().add(highest) } != 0);
};

// There are as many powers of two as `usize` has bits.
const _: () = {
    let last = usize::BITS - 1;
    assert!(matches!(PowerOfTwo::<usize>::from_log2(last), Some(top) if top.get() == 1 << last));
    assert!(PowerOfTwo::<usize>::from_log2(usize::BITS).is_none());
    assert!(PowerOfTwo::<usize>::at_least((1 << last) + 1).is_none());
    assert!(PowerOfTwo::<usize>::of::<4096>().log2() == 12);
    assert!(matches!(PowerOfTwo::<u64>::from_log2(63), Some(top) if top.get() == 1 << 63));
    assert!(size_of::<Option<PowerOfTwo<usize>>>() == size_of::<usize>());
    assert!(size_of::<Option<PowerOfTwo<u64>>>() == 8);
    // SAFETY: it is laid out as a `u32`.
    let bytes: [u8; 4] = unsafe { core::mem::transmute(PowerOfTwo::<u32>::of::<0x0100_0000>()) };
    assert!(bytes[0] == cfg!(target_endian = "big") as u8);
};

const _: () = {
    assert!(Alignment::of::<u64>().get() == align_of::<u64>());
    assert!(Alignment::of::<*const u8>().get() == size_of::<usize>());
    assert!(size_of::<Option<Alignment>>() == size_of::<usize>());
    assert!(matches!(Alignment::new(4096), Some(page) if page.align_up(usize::MAX).is_none()));
    assert!(
        matches!(Alignment::new(4096), Some(page) if page.align_down(usize::MAX) == usize::MAX - 4095)
    );
    assert!(size_of::<OutOfRange>() == 0);
};
