// SPDX-License-Identifier: MIT OR Apache-2.0

//! The entries of the kernel's XArray, as `include/linux/xarray.h` encodes them.

use core::ffi::c_void;
use kelson::{
    word::Uint,
    Word, //
};

/// Bit 0 is set in a value; internal entries end in 10; what ends in 00 is a pointer.
#[derive(kelson::Word)]
enum Entry<'a> {
    #[tag(0b1)]
    Value(Uint<{ usize::BITS - 1 }>),
    #[tag(0b00)]
    Page(&'a u32),
}

/// As the kernel's functions of these names, in terms of the address.
fn xa_mk_value(value: usize) -> usize {
    value << 1 | 1
}

fn xa_to_value(entry: *mut c_void) -> usize {
    entry.addr() >> 1
}

fn xa_is_value(entry: *mut c_void) -> bool {
    entry.addr() & 1 != 0
}

fn xa_is_internal(entry: *mut c_void) -> bool {
    entry.addr() & 3 == 2
}

#[test]
fn values_and_pointers_are_those_of_the_xarray() {
    for value in [0, 1, 2, 3, 4, 1 << 30, usize::MAX >> 2, usize::MAX >> 1] {
        let entry = Word::new(Entry::Value(Uint::new(value).unwrap()));
        let raw = entry.as_raw();
        assert_eq!(raw.addr(), xa_mk_value(value));
        assert!(xa_is_value(raw) && !xa_is_internal(raw) && !raw.is_null());
        assert_eq!(xa_to_value(raw), value);
        assert!(matches!(entry.as_ref(), EntryRef::Value(same) if same.get() == value));
    }
    let numbers = [1u32, 2, 3, 4];
    for number in &numbers {
        let raw = Word::new(Entry::Page(number)).into_raw();
        assert_eq!(raw.addr(), (&raw const *number).addr());
        assert!(!xa_is_value(raw) && !xa_is_internal(raw));
        // SAFETY: it is a word of this enum.
        let entry = unsafe { Word::<Entry<'_>>::ref_from_raw(raw) };
        assert!(matches!(entry, EntryRef::Page(same) if same == number));
    }
}
