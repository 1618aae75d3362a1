// SPDX-License-Identifier: MIT OR Apache-2.0

// What every program of the comparison begins with; the types and their table follow. The C half writes single
// members over bytes of one kind, and so does Rust.

use std::mem::{align_of, offset_of, size_of};

/// What C has to say of a type.
#[repr(C)]
struct C {
    size: usize,
    set: Option<unsafe extern "C" fn(*mut u8, u32, u64)>,
    get: Option<unsafe extern "C" fn(*const u8, u32) -> u64>,
}

unsafe impl Sync for C {}

/// What Rust has to say of it.
struct Rust {
    size: usize,
    /// Sizes, alignments and offsets, in the order of the generator's places.
    numbers: &'static [usize],
    /// Of each leaf, how many bits it has, and whether they have a sign.
    leaves: &'static [(u32, bool)],
    /// Bytes that are a value of the type when repeated.
    backgrounds: &'static [u8],
    set: unsafe fn(*mut u8, u32, u64),
    get: unsafe fn(*const u8, u32) -> u64,
    /// Makes a value of the members of another with `new`, where that is tried.
    new: Option<unsafe fn(*const u8, *mut u8)>,
}

const ROOM: usize = 8192;

#[repr(C, align(4096))]
struct Room([u8; ROOM]);

/// How a value of so many bits comes back as 64.
fn extended(value: u64, bits: u32, signed: bool) -> u64 {
    let shift = 64 - bits;
    match signed {
        true => ((value << shift) as i64 >> shift) as u64,
        false => value << shift >> shift,
    }
}

/// Compares the numbers on standard output later, and the values here.
fn compare(number: usize, rust: &Rust, sides: &[(&str, &C)]) -> u64 {
    use std::io::Write;
    let out = &mut std::io::stdout().lock();
    write!(out, "numbers {number}").unwrap();
    for of in rust.numbers {
        write!(out, " {of}").unwrap();
    }
    writeln!(out).unwrap();
    let mut leaves = 0;
    let (mut by_c, mut by_rust) = (Room([0; ROOM]), Room([0; ROOM]));
    for (side, c) in sides {
        // The numbers show that; what would be written is not in the right place.
        if c.size != rust.size || c.size > ROOM / 2 {
            continue;
        }
        // Behind the type nothing may be written either.
        let end = c.size + 64;
        let (c_set, c_get) = (c.set.unwrap(), c.get.unwrap());
        if let Some(new) = rust.new {
            let (mut from, mut to) = (Room([0; ROOM]), Room([0; ROOM]));
            for (leaf, (bits, _)) in rust.leaves.iter().enumerate() {
                let value = 0x9e37_79b9_7f4a_7c15_u64.wrapping_mul(leaf as u64 + 3 + number as u64);
                unsafe { c_set(from.0.as_mut_ptr(), leaf as u32, extended(value, *bits, false)) };
            }
            unsafe { new(from.0.as_ptr(), to.0.as_mut_ptr()) };
            if from.0 != to.0 {
                writeln!(out, "new {number} {:02x?} in {side} becomes {:02x?}", &from.0[..c.size.min(32)], &to.0[..c.size.min(32)]).unwrap();
            }
        }
        for (leaf, (bits, signed)) in rust.leaves.iter().enumerate() {
            leaves += 1;
            let leaf = leaf as u32;
            let mut random = 0x9e37_79b9_7f4a_7c15_u64.wrapping_mul(u64::from(leaf) + 1 + number as u64);
            random ^= random >> 29;
            for value in [!0, random, !random, 1 << (bits - 1), 0] {
                let value = extended(value, *bits, false);
                let expected = extended(value, *bits, *signed);
                for background in rust.backgrounds {
                    by_c.0[..end].fill(*background);
                    by_rust.0[..end].fill(*background);
                    unsafe { c_set(by_c.0.as_mut_ptr(), leaf, value) };
                    unsafe { (rust.set)(by_rust.0.as_mut_ptr(), leaf, value) };
                    let (c_bytes, rust_bytes) = (&by_c.0[..end], &by_rust.0[..end]);
                    let read_by_c = unsafe { c_get(by_rust.0.as_ptr(), leaf) };
                    let read_by_rust = unsafe { (rust.get)(by_c.0.as_ptr(), leaf) };
                    let what = if c_bytes != rust_bytes {
                        format!("becomes {:02x?} by {side} and {:02x?} by Rust", &c_bytes[..c.size.min(32)], &rust_bytes[..c.size.min(32)])
                    } else if read_by_c != expected {
                        format!("written by Rust is read by {side} as {read_by_c:#x}")
                    } else if read_by_rust != expected {
                        format!("written by {side} is read by Rust as {read_by_rust:#x}")
                    } else {
                        continue;
                    };
                    writeln!(out, "value {number} {leaf} {value:#x} over bytes of {background:#x} {what}").unwrap();
                }
            }
        }
    }
    leaves
}

/// A scalar, by its bits.
trait Leaf: Copy {
    fn of(value: u64) -> Self;
    fn to(self) -> u64;
}

macro_rules! leaf_of_int {
    ($($type:ident)*) => { $(
        impl Leaf for $type {
            fn of(value: u64) -> Self { value as $type }
            fn to(self) -> u64 { self as u64 }
        }
    )* };
}

leaf_of_int!(u8 i8 u16 i16 u32 i32 u64 i64 i128);

macro_rules! leaf_of_enum {
    ($name:ident $base:ident) => {
        impl Leaf for $name {
            fn of(value: u64) -> Self { $name::from_raw(value as $base) }
            fn to(self) -> u64 { let raw: $base = self.raw(); raw as u64 }
        }
    };
}

impl Leaf for bool {
    fn of(value: u64) -> Self { value != 0 }
    fn to(self) -> u64 { u64::from(self) }
}

impl Leaf for f32 {
    fn of(value: u64) -> Self { f32::from_bits(value as u32) }
    fn to(self) -> u64 { u64::from(self.to_bits()) }
}

impl Leaf for f64 {
    fn of(value: u64) -> Self { f64::from_bits(value) }
    fn to(self) -> u64 { self.to_bits() }
}

impl Leaf for *mut u8 {
    fn of(value: u64) -> Self { value as usize as *mut u8 }
    fn to(self) -> u64 { self as usize as u64 }
}

/// A field that is a scalar, packed or not.
trait Field {
    fn load(&self) -> u64;
    fn store(&mut self, value: u64);
}

impl<T: Leaf> Field for T {
    fn load(&self) -> u64 { self.to() }
    fn store(&mut self, value: u64) { *self = T::of(value) }
}

impl<T: Leaf> Field for kelson::c_layout::Packed<T> {
    fn load(&self) -> u64 { self.get().to() }
    fn store(&mut self, value: u64) { self.set(T::of(value)) }
}

/// A value out of a field that is one or a packed one.
unsafe fn take<F, T>(field: *const F) -> T {
    assert_eq!(size_of::<F>(), size_of::<T>());
    unsafe { field.cast::<T>().read_unaligned() }
}

unsafe fn put<F, T>(field: *mut F, value: T) {
    assert_eq!(size_of::<F>(), size_of::<T>());
    unsafe { field.cast::<T>().write_unaligned(value) }
}
