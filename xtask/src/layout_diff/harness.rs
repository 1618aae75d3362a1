// SPDX-License-Identifier: MIT OR Apache-2.0

// What every program of the comparison begins with; the types and their table follow. The C half writes single
// members over bytes of one kind, and so does Rust.

use std::mem::{align_of, offset_of, size_of};

/// What C has to say of a type.
#[repr(C)]
struct C {
    size: usize,
    /// The size with some elements of the flexible array, or 0 where there is none.
    with_elements: usize,
    set: Option<unsafe extern "C" fn(*mut u8, u32, u64)>,
    get: Option<unsafe extern "C" fn(*const u8, u32) -> u64>,
}

unsafe impl Sync for C {}

/// What Rust has to say of it.
struct Rust {
    size: usize,
    /// Sizes, alignments and offsets, in the order of the generator's places.
    numbers: &'static [usize],
    with_elements: usize,
    leaves: &'static [Shape],
    /// How many of them are in the record itself; the others are in elements of its flexible array.
    own: usize,
    /// Bytes that are a value of the type when repeated.
    backgrounds: &'static [u8],
    /// Writes a leaf, and says whether it took the value.
    set: unsafe fn(*mut u8, u32, How, u64) -> bool,
    get: unsafe fn(*const u8, u32) -> u64,
    /// Makes a value of the members of another with `new`. A union has none.
    new: Option<unsafe fn(*const u8, *mut u8)>,
}

/// What a leaf is like.
struct Shape {
    bits: u32,
    signed: bool,
    /// How many bits its type has.
    width: u32,
    hows: &'static [How],
}

/// A function that writes a bit-field. A field has but one way.
#[derive(Clone, Copy, Debug, PartialEq)]
enum How {
    Set,
    With,
    TrySet,
}

use How::*;

const ROOM: usize = 8192;

/// So many bytes behind the type nothing may be written either.
const BEHIND: usize = 64;

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
    for (side, c) in sides {
        // The numbers show that; what would be written is not in the right place.
        if c.size != rust.size || c.size.max(c.with_elements) > ROOM / 2 {
            continue;
        }
        if c.with_elements != rust.with_elements {
            let (c, rust) = (c.with_elements, rust.with_elements);
            writeln!(out, "elements {number} {c} bytes by {side} and {rust} by Rust").unwrap();
        }
        if let Some(new) = rust.new {
            let (mut from, mut to) = (Room([0; ROOM]), Room([0; ROOM]));
            for (leaf, shape) in rust.leaves[..rust.own].iter().enumerate() {
                let value = 0x9e37_79b9_7f4a_7c15_u64.wrapping_mul(leaf as u64 + 3 + number as u64);
                unsafe { c.set.unwrap()(from.0.as_mut_ptr(), leaf as u32, extended(value, shape.bits, false)) };
            }
            unsafe { new(from.0.as_ptr(), to.0.as_mut_ptr()) };
            if from.0 != to.0 {
                writeln!(out, "new {number} {:02x?} in {side} becomes {:02x?}", &from.0[..c.size.min(32)], &to.0[..c.size.min(32)]).unwrap();
            }
        }
        for leaf in 0..rust.leaves.len() {
            leaves += 1;
            if let Some(why) = value(number, rust, side, c, leaf) {
                writeln!(out, "value {number} {leaf} {why}").unwrap();
            }
        }
    }
    leaves
}

/// Writes and reads a leaf by both sides, and says what is wrong first.
fn value(number: usize, rust: &Rust, side: &str, c: &C, leaf: usize) -> Option<String> {
    let Shape { bits, signed, width, hows } = rust.leaves[leaf];
    let end = c.size.max(c.with_elements) + BEHIND;
    let (c_set, c_get) = (c.set.unwrap(), c.get.unwrap());
    let (mut by_c, mut by_rust) = (Room([0; ROOM]), Room([0; ROOM]));
    let mut random = 0x9e37_79b9_7f4a_7c15_u64.wrapping_mul(leaf as u64 + 1 + number as u64);
    random ^= random >> 29;
    let leaf = leaf as u32;
    for bits_of_value in [!0, random, !random, 1 << (bits - 1), 0] {
        let value = extended(bits_of_value, bits, false);
        let expected = extended(value, bits, signed);
        for background in rust.backgrounds {
            by_c.0[..end].fill(*background);
            unsafe { c_set(by_c.0.as_mut_ptr(), leaf, value) };
            let read_by_rust = unsafe { (rust.get)(by_c.0.as_ptr(), leaf) };
            if read_by_rust != expected {
                return Some(format!("{value:#x} over bytes of {background:#x} written by {side} is read by Rust as {read_by_rust:#x}"));
            }
            for how in hows {
                let given = match how {
                    // What does not fit is refused; a negative value does.
                    TrySet => expected,
                    // It is cut off, except that a `bool` is either.
                    _ if bits > 1 => bits_of_value,
                    _ => value,
                };
                by_rust.0[..end].fill(*background);
                let taken = unsafe { (rust.set)(by_rust.0.as_mut_ptr(), leaf, *how, given) };
                let (c_bytes, rust_bytes) = (&by_c.0[..end], &by_rust.0[..end]);
                let read_by_c = unsafe { c_get(by_rust.0.as_ptr(), leaf) };
                let what = format!("{given:#x} over bytes of {background:#x} by `{how:?}`");
                if !taken {
                    return Some(format!("{what} is refused"));
                } else if c_bytes != rust_bytes {
                    let size = end - BEHIND;
                    let shown = if c_bytes[..size] == rust_bytes[..size] { end } else { size.min(32) };
                    return Some(format!("{what} becomes {:02x?} by {side} and {:02x?} by Rust", &c_bytes[..shown], &rust_bytes[..shown]));
                } else if read_by_c != expected {
                    return Some(format!("{what} written by Rust is read by {side} as {read_by_c:#x}"));
                }
                if *how == TrySet && bits < width {
                    let beyond = expected ^ 1 << bits;
                    by_rust.0[..end].fill(*background);
                    let taken = unsafe { (rust.set)(by_rust.0.as_mut_ptr(), leaf, *how, beyond) };
                    if taken || by_rust.0[..end].iter().any(|byte| byte != background) {
                        return Some(format!("{beyond:#x} over bytes of {background:#x} is not refused by `{how:?}`"));
                    }
                }
            }
        }
    }
    None
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
