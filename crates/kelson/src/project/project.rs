// SPDX-License-Identifier: MIT OR Apache-2.0

//! From a pointer to a whole to a pointer to a part of it, for every kind of pointer.
//!
//! `&raw mut (*p).ring.head` is for raw pointers only, needs `unsafe` and valid memory behind `p`,
//! and follows `Deref` and `Index` wherever a type has them. [`project!`](crate::project) is for
//! every type that implements [`Project`], is safe, reads no memory, and follows nothing.
//!
//! # Why it is sound
//!
//! Everything rests on one claim: an [`Off<T, F>`](Off) is the offset of a field or of an element
//! of type `F` in every valid `T`. Safe code can make one by `project!` only, for its constructor
//! is unsafe. The macro makes one for each step of a path:
//!
//! - *A step is one field or one element.* The macro reads the path itself and passes on a name, a
//!   number or an index, so no call and no operator gets into the place expression. An index is
//!   evaluated outside the `unsafe` block, so it cannot do there what needs one.
//! - *Nothing overloaded is called.* The place is evaluated in a constant, where a call of `Deref`,
//!   `DerefMut`, `Index` or `IndexMut` is an error. With nightly's constant traits it would be
//!   none; there `&raw mut` refuses `Deref` alone, and rustc's lint on references made from
//!   raw pointers, which the macro makes an error, refuses `DerefMut`.
//! - *The place is inside the value.* The value that is projected in the constant is not
//!   initialized, so to follow a `Box` or a reference in it is an error of evaluation, and so is
//!   an index out of bounds. [`Off::new`] asserts it once more.
//! - *The field is one that safe code can borrow.* The macro borrows it in a closure that is never
//!   called. That is an error for fields of packed structs, and for fields of unions unless the user
//!   wrote `unsafe` around `project!`. Fields that are private to another module are errors at once.
//!   The fields of enums cannot be named by a path.
//! - *`T` and `F` are exact.* [`Off::new`] takes `*mut` pointers, and `Off` is invariant in both
//!   parameters. With less, a field of type `&'static str` would pass for one of type `&'a str`,
//!   and a `Cell` would let a short reference in where a long one is expected.
//! - *Pins are projected step by step.* `Pin<&mut T>` needs `T:` [`Structural`](crate::init::Structural), and as each step
//!   is a projection of its own, so does every type on the way.

pub use core::option::Option;
pub use core::primitive::usize;
use core::{
    marker::PhantomData,
    mem::MaybeUninit, //
};
pub use kelson_macros::project as expand;

/// A pointer-like type, and what it points to.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be projected",
    label = "not a pointer that `project!` knows",
    note = "it projects raw pointers, `NonNull`, `&MaybeUninit`, `&mut MaybeUninit`, `&Cell`, `&UnsafeCell`, pinned references, and types that implement `Projectable` and `Project`",
    note = "a plain reference needs no macro: write `&value.field`"
)]
pub trait Projectable: Sized {
    /// The type whose fields or elements a path names.
    type Target: ?Sized;
}

/// A pointer-like type that can be projected to a field or an element of type `F`.
///
/// Bounds on `F` say which fields: a handle that reads device memory may want `F: Copy`.
///
/// ```
/// use core::marker::PhantomData;
/// use kelson::{project, Project, Projectable};
///
/// /// Memory of a device, which is read and written by volatile accesses only.
/// struct Io<'a, T> {
///     at: *mut T,
///     device: PhantomData<&'a ()>,
/// }
///
/// impl<T: Copy> Io<'_, T> {
///     fn read(self) -> T {
///         // SAFETY: an `Io` points to a `T` in the window of the device.
///         unsafe { self.at.read_volatile() }
///     }
/// }
///
/// impl<T> Projectable for Io<'_, T> {
///     type Target = T;
/// }
///
/// impl<'a, T, F> Project<F> for Io<'a, T> {
///     type Output = Io<'a, F>;
///
///     unsafe fn project(self, offset: usize) -> Io<'a, F> {
///         Io { at: self.at.wrapping_byte_add(offset).cast(), device: PhantomData }
///     }
/// }
///
/// #[repr(C)]
/// struct Regs {
///     status: u32,
///     rings: [Ring; 4],
/// }
/// #[repr(C)]
/// struct Ring {
///     head: u32,
///     tail: u32,
/// }
///
/// # let mut window = Regs { status: 0, rings: [const { Ring { head: 3, tail: 4 } }; 4] };
/// let regs = Io { at: &raw mut window, device: PhantomData };
/// assert_eq!(project!(regs, .rings[2].tail).read(), 4);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be projected",
    label = "not a pointer that `project!` knows",
    note = "it projects raw pointers, `NonNull`, `&MaybeUninit`, `&mut MaybeUninit`, `&Cell`, `&UnsafeCell`, pinned references, and types that implement `Projectable` and `Project`",
    note = "a plain reference needs no macro: write `&value.field`"
)]
pub trait Project<F>: Projectable {
    /// The same kind of pointer, to the field.
    type Output;

    /// Moves the pointer to the field.
    ///
    /// # Safety
    ///
    /// Every valid [`Target`](Projectable::Target) has a field of type `F` at `offset` bytes from
    /// its start, which safe code that has a reference to the whole can borrow. Of an array or a
    /// slice, what `self` points to has an element there.
    unsafe fn project(self, offset: usize) -> Self::Output;
}

/// A pointer-like type that points to a slice and knows its length.
///
/// It can be projected by `[try: index]`.
///
/// # Safety
///
/// [`len`](Self::len) is the number of elements that [`Project::project`] may rely on: an index is
/// compared with it and with nothing else.
pub unsafe trait SliceHandle: Projectable {
    /// The number of elements.
    fn len(&self) -> usize;

    /// Whether there are no elements.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// The place of a part within a whole of type `T`, in bytes from its start, as a handle.
///
/// What [`offset_of_val!`](crate::offset_of_val) is made of, for pointers that are not places:
///
/// ```
/// use kelson::{project, Offset};
///
/// # #[repr(C)]
/// # struct Ring { head: u32, tail: u32 }
/// let ring: *const Ring = core::ptr::null();
/// assert_eq!(project!(Offset::in_target_of(&ring), .tail).bytes(), 4);
/// ```
pub struct Offset<T: ?Sized> {
    bytes: usize,
    whole: PhantomData<*mut T>,
}

impl<T: ?Sized> Offset<T> {
    /// The start of what `handle` points to.
    #[inline(always)]
    pub const fn in_target_of<P: Projectable<Target = T>>(_handle: &P) -> Self {
        Offset {
            bytes: 0,
            whole: PhantomData,
        }
    }

    /// The start of what a raw pointer points to.
    #[doc(hidden)]
    #[inline(always)]
    pub const fn in_place(_place: *const T) -> Self {
        Offset {
            bytes: 0,
            whole: PhantomData,
        }
    }

    /// The distance in bytes from where the first [`Offset`] was made.
    #[inline(always)]
    pub const fn bytes(self) -> usize {
        self.bytes
    }
}

impl<T: ?Sized> Clone for Offset<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: ?Sized> Copy for Offset<T> {}

impl<T: ?Sized> Projectable for Offset<T> {
    type Target = T;
}

impl<T: ?Sized, F> Project<F> for Offset<T> {
    type Output = Offset<F>;

    #[inline(always)]
    unsafe fn project(self, offset: usize) -> Offset<F> {
        Offset {
            bytes: self.bytes + offset,
            whole: PhantomData,
        }
    }
}

/// Goes from a pointer to a struct, tuple or array to a pointer to a part of it.
///
/// ```
/// use core::mem::MaybeUninit;
/// use kelson::project;
///
/// struct Ring {
///     head: u32,
///     slots: [(u64, u16); 8],
/// }
///
/// // Of what may not be initialized, in safe code.
/// let mut ring = MaybeUninit::<Ring>::uninit();
/// project!(&mut ring, .head).write(7);
/// project!(&mut ring, .slots[2].1).write(42);
///
/// // Of a raw pointer, which need not be valid; a wrong index is `None`.
/// let pointer: *const Ring = ring.as_ptr();
/// let length = |slot: usize| project!(pointer, .slots[try: slot].1);
/// // SAFETY: it was written above.
/// assert_eq!(length(2).map(|length| unsafe { length.read() }), Some(42));
/// assert_eq!(length(8), None);
/// ```
///
/// # Syntax
///
/// `project!(POINTER, PATH)`. A path is a sequence of
///
/// | step | to |
/// |---|---|
/// | `.name`, `.0` | a field; `.0.1` is two steps |
/// | `[INDEX]` | an element of an array, by a constant; generic parameters may be used |
/// | `[try: INDEX]` | an element of an array or a slice, by a value that is compared with the length when the program runs |
///
/// With `[try: ..]` in the path the whole is an `Option`, and `None` if an index is too large.
///
/// The pointer is moved, as by a function call. It may be any type that implements [`Project`]:
///
/// | pointer | gives |
/// |---|---|
/// | `*const T`, `*mut T`, `NonNull<T>` | the same to the field |
/// | `&MaybeUninit<T>`, `&mut MaybeUninit<T>`, `&Cell<T>`, `&UnsafeCell<T>` | the same to the field |
/// | `Pin<&T>`, `Pin<&mut T>`, where `T:` [`Structural`](crate::init::Structural) | the same to the field |
/// | a type of yours | what its [`Project`] says |
///
/// A field of a union needs `unsafe` around the macro: whether the field is valid where the pointer
/// says so is for you to know.
///
/// # Cost
///
/// An addition of a constant, made part of the address where the pointer is used; no memory is
/// touched. A step by `[try: ..]` is a comparison and a multiplication. Without optimization the
/// size of `T` has no influence on the stack either.
///
/// # What it does not catch
///
/// A raw pointer that does not point to a `T` is projected like any other.
#[macro_export]
macro_rules! project {
    ($pointer:expr, $($path:tt)*) => {
        $crate::__private::project::expand!($crate, $pointer, $($path)*)
    };
    ($pointer:expr) => {
        $crate::__private::core::compile_error!(
            "expected a comma and a path after the pointer\n\nhelp: write it as in `project!(pointer, .ring[2].head)`"
        )
    };
}

/// The offset of a part within a value, whose type need not be named.
///
/// ```
/// use kelson::offset_of_val;
///
/// # #[repr(C)]
/// # struct Ring { head: u32, slots: [(u8, u64); 4] }
/// fn place_of_slot(ring: *const Ring, slot: usize) -> Option<usize> {
///     offset_of_val!(*ring, .slots[try: slot])
/// }
///
/// let ring = Ring { head: 0, slots: [(1, 2); 4] };
/// assert_eq!(offset_of_val!(ring, .slots[0]), 8);
/// assert_eq!(place_of_slot(&ring, 3), Some(56));
/// assert_eq!(place_of_slot(&ring, 4), None);
/// ```
///
/// The value is a place, such as a variable, a field, or `*pointer`, and is not read. The path is
/// that of [`project!`](crate::project), and the result an `Option` if there is a `[try: ..]` in it.
/// For the offset in what another kind of pointer points to, see [`Offset`].
///
/// # Cost
///
/// None: it is a constant, but for `[try: ..]`.
#[macro_export]
macro_rules! offset_of_val {
    ($place:expr, $($path:tt)*) => {
        $crate::__private::project::Bytes::bytes($crate::__private::project::expand!(
            $crate,
            ($crate::Offset::in_place(&raw const $place)),
            $($path)*
        ))
    };
    ($place:expr) => {
        $crate::__private::core::compile_error!(
            "expected a comma and a path after the value\n\nhelp: write it as in `offset_of_val!(value, .ring[2].head)`"
        )
    };
}

/// What `offset_of_val!` makes of an [`Offset`], or of an `Option` of one.
pub trait Bytes {
    /// A number, or an `Option` of one.
    type Output;

    /// The distance in bytes.
    fn bytes(self) -> Self::Output;
}

impl<T: ?Sized> Bytes for Offset<T> {
    type Output = usize;

    #[inline(always)]
    fn bytes(self) -> usize {
        self.bytes
    }
}

impl<T: ?Sized> Bytes for Option<Offset<T>> {
    type Output = Option<usize>;

    #[inline(always)]
    fn bytes(self) -> Option<usize> {
        self.map(Offset::bytes)
    }
}

/// The offset of a field or an element of type `F` in every valid `T`.
///
/// # Invariants
///
/// It is one, of a part that safe code with a reference to the whole can borrow.
pub struct Off<T: ?Sized, F> {
    bytes: usize,
    // Invariant in both: see "Why it is sound".
    types: PhantomData<(*mut T, *mut F)>,
}

impl<T, F> Off<T, F> {
    /// The distance of two pointers.
    ///
    /// # Safety
    ///
    /// `part` is `&raw mut` of one field or one element of `*whole`, reached without a dereference.
    #[inline(always)]
    pub const unsafe fn new(whole: *mut T, part: *mut F) -> Self {
        // SAFETY: both point into the same value.
        let bytes = unsafe { part.byte_offset_from(whole) };
        assert!(bytes >= 0 && bytes as usize + size_of::<F>() <= size_of::<T>());
        // INVARIANT: by the requirement.
        Off {
            bytes: bytes as usize,
            types: PhantomData,
        }
    }
}

/// A value to project in a constant.
pub const fn uninit<T>() -> MaybeUninit<T> {
    MaybeUninit::uninit()
}

/// Where such a value starts.
pub const fn start<T>(value: &mut MaybeUninit<T>) -> *mut T {
    value.as_mut_ptr()
}

/// Gives the offset back, having `borrow` type-checked for the type that `_whole` points to.
pub const fn checked<T: ?Sized, F, B>(_whole: *mut T, offset: Off<T, F>, _borrow: B) -> Off<T, F>
where
    B: FnOnce(&T) + Copy,
{
    offset
}

/// The pointer itself. That a pointer goes through here gives an error about it the place of the
/// call, where the same error about the call's result is too, so that they are one.
#[inline(always)]
pub const fn it<P>(pointer: P) -> P {
    pointer
}

/// One step by a constant offset.
#[inline(always)]
pub fn step<P: Project<F>, F>(pointer: P, to: Off<P::Target, F>) -> P::Output {
    // SAFETY: the invariant of `Off`.
    unsafe { pointer.project(to.bytes) }
}

/// An array, or a slice behind a handle that knows its length.
///
/// # Safety
///
/// What such a handle points to consists of that many elements, one after the other.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no elements that `project!` can number",
    label = "`[try: ..]` is for arrays and slices, and this is `{Self}`"
)]
pub unsafe trait Elements<P> {
    /// The type of an element.
    type Element;

    /// How many there are behind `handle`.
    fn count(handle: &P) -> usize;
}

// SAFETY: that is what an array is.
unsafe impl<P, T, const N: usize> Elements<P> for [T; N] {
    type Element = T;

    #[inline(always)]
    fn count(_handle: &P) -> usize {
        N
    }
}

// SAFETY: that is what a slice is, and a `SliceHandle` knows the number.
unsafe impl<P: SliceHandle<Target = [T]>, T> Elements<P> for [T] {
    type Element = T;

    #[inline(always)]
    fn count(handle: &P) -> usize {
        handle.len()
    }
}

/// One step by an index that is not known before the program runs.
#[inline(always)]
pub fn element<P, T>(pointer: P, index: usize) -> Option<P::Output>
where
    P: Project<T>,
    P::Target: Elements<P, Element = T>,
{
    if index < P::Target::count(&pointer) {
        // SAFETY: by the promise of `Elements`, this is where the element is.
        // OVERFLOW: there is none in an object that exists. A raw pointer may have any length.
        Some(unsafe { pointer.project(index.wrapping_mul(size_of::<T>())) })
    } else {
        None
    }
}
