// SPDX-License-Identifier: MIT OR Apache-2.0

//! Types with the layout that C gives them: what the attribute [`c_layout`](macro@crate::c_layout)
//! generates is made of these.
//!
//! [`engine`] is where C puts members, for programs that want to know that without declaring a type.

#[doc(hidden)]
pub mod bits;
pub mod engine;
#[doc(hidden)]
pub mod enums;
mod flexible;
mod packed;
#[doc(hidden)]
pub mod plan;

pub use bits::{
    Base,
    OutOfRange, //
};
pub use enums::Enum;
pub use flexible::FlexibleArray;
pub use packed::Packed;

/// Gives a struct, union or enum the layout that C gives it.
///
/// ```
/// use core::mem::{align_of, offset_of, size_of};
/// use kelson::c_layout;
///
/// // struct regs {
/// //     uint8_t tag;
/// //     struct vector { int lanes[4]; } __attribute__((aligned(16))) vector;
/// //     uint32_t tail __attribute__((aligned(8)));
/// //     unsigned int mode : 3;
/// //     int delta : 5;
/// // } __attribute__((packed, aligned(64)));
/// #[c_layout(align(16))]
/// #[derive(Clone, Copy, Debug, Default, PartialEq)]
/// pub struct Vector {
///     pub lanes: [i32; 4],
/// }
///
/// #[c_layout(packed, align(64))]
/// #[derive(Clone, Copy, Debug, Default, PartialEq)]
/// pub struct Regs {
///     pub tag: u8,
///     pub vector: Vector,
///     #[align(8)]
///     pub tail: u32,
///     #[bits(3)]
///     pub mode: u32,
///     #[bits(5)]
///     pub delta: i32,
/// }
///
/// assert_eq!((size_of::<Regs>(), align_of::<Regs>()), (64, 64));
/// assert_eq!((offset_of!(Regs, vector), offset_of!(Regs, tail)), (1, 24));
///
/// let mut regs = Regs::new(1, Vector::default(), 7, 5, -16);
/// let tail = &mut regs.tail; // a reference to a packed field
/// tail.set(tail.get() + 1);
/// regs.set_delta(15);
/// assert_eq!((regs.mode(), regs.delta(), regs.tail.get()), (5, 15, 8));
/// ```
///
/// # Syntax
///
/// On a struct or union, `#[c_layout(..)]` with any of
///
/// - `packed`: GNU's `__attribute__((packed))`;
/// - `pack(N)`: `#pragma pack(N)`;
/// - `align(N)`: GNU's `__attribute__((aligned(N)))`; here and elsewhere `N` is a constant expression;
/// - `no_new`: without the function `new`.
///
/// On their members
///
/// - `#[bits(N)]`: a bit-field, of an integer of up to 64 bits, `bool`, or an enum of `c_layout`. One
///   without a name is called `__`; `#[bits(0)] __: u32` ends the unit before it;
/// - `#[align(N)]` and `#[packed]`, as in C;
/// - `#[native]`: in a packed record, the field is a `T` and not a [`Packed<T>`], which does not
///   compile unless it is aligned;
/// - `field: anon!(struct { .. })` or `anon!(union { .. })`: members without a name. Options of its own
///   go before it, `anon!(#[c_layout(packed)] union { .. })`. `pack(N)` is in force inside too;
/// - `field: [T]`, the last one: a flexible array, and `#[counted_by(len)]` on it.
///
/// On an enum without data, `#[c_layout]`, or `#[c_layout(packed)]` for the smallest integer.
///
/// The attribute stands before `derive`, which otherwise sees the members and not the fields.
///
/// # Generated code
///
/// *A struct* has the fields in their order. In a record that is `packed` or has `pack(N)`, and under
/// `#[packed]`, a field is a [`Packed<T>`], except where the type is known by its name to have an
/// alignment of 1 (`u8`, `i8`, `bool`, `c_char` and its like, arrays of them). Padding is bytes, zero at
/// first. Only `new` makes one elsewhere, with the named members in their order; it is as visible as
/// the members if they are all alike, else private.
///
/// *A bit-field* `a` of type `T` is the functions `a(&self) -> T`, `set_a(&mut self, T)`,
/// `with_a(self, T) -> Self`, `try_set_a(&mut self, T) -> Result<(), OutOfRange>`, and the constants
/// `A_BIT`, its first bit, and `A_WIDTH`. As in C, what does not fit is cut off; `try_set_a` says so instead.
///
/// *A union* has its fields. For bit-fields there are `a` and `set_a`, unsafe.
///
/// *A member of `anon!`* is reached by its name alone: `x()` and `x_mut()`, and for bit-fields `a()` and
/// `set_a()`, unsafe if a union is on the way. The type of `field` in `Outer` is called `Outer_field`.
///
/// *A flexible array* `rest` is, given a pointer to the record, `rest_ptr`, `rest_mut_ptr`, `rest_slice` and
/// `rest_slice_mut`, unsafe, and `rest_size(len)`, the size with so many elements.
///
/// *An enum* is a constant per value, of a type that has all the values of its integer: C may put any
/// there. `from_raw`, `raw` and `is_known` convert and ask. It is `Copy`, `Eq`, and `Debug` by name.
///
/// All of these functions are `const`. The derives of
/// `Debug`, `Default`, `Hash`, `Ord`, `PartialEq` and `PartialOrd` go by the members with a name. All others
/// see the fields: those of `zerocopy` hold, because there is no padding but bytes.
///
/// # Reserved names
///
/// Those that start with two underscores, for fields and associated constants.
///
/// # What does not compile
///
/// Records that GCC and Clang lay out in different ways, records for compilers with Microsoft's rules,
/// and bit-fields for targets where they were not compared with C's. See [`engine`].
///
/// # What it does not do
///
/// A record passed *by value* to a C function is passed as what it is in Rust, where padding and
/// bit-fields are bytes. Pass pointers.
///
/// # Why it is sound
///
/// The type is a plain `repr(C)` one of fields, so nothing rests on the engine but what C finds: were it
/// wrong, the fields would be elsewhere and as safe. That the compiler put them where the engine says
/// is asserted for each type. The bytes of bit-fields have no invalid values, because [`Base`] has none
/// but for `bool`, of which one bit is read.
///
/// # Cost
///
/// None: the accessors of bit-fields are the instructions of masks written by hand, and `Packed` is a
/// field of a `repr(packed)` struct.
pub use kelson_macros::c_layout;
