// SPDX-License-Identifier: MIT OR Apache-2.0

//! Values of zero bytes.

use super::init::{
    Init,
    ScopedInit, //
};
use core::{
    cell::{
        Cell,
        UnsafeCell, //
    },
    convert::Infallible,
    marker::{
        PhantomData,
        PhantomPinned, //
    },
    mem::{
        ManuallyDrop,
        MaybeUninit, //
    },
    num::Wrapping,
    ptr::NonNull,
    sync::atomic, //
};

/// A type of which zero bytes are a value.
///
/// May be derived, for a struct whose fields are all `Zeroable`:
///
/// ```
/// use kelson::init::{zeroed, Zeroable};
/// use kelson::init;
///
/// #[derive(Zeroable)]
/// struct Stats {
///     frames: u64,
///     errors: [u32; 8],
///     owner: Option<&'static u8>,
/// }
///
/// # #[cfg(feature = "alloc")] {
/// use kelson::init::Emplace;
///
/// let stats = Box::<Stats>::emplace(init!(Stats { frames: 1, ..zeroed() }));
/// assert!(stats.frames == 1 && stats.errors[7] == 0 && stats.owner.is_none());
/// # }
/// ```
///
/// # Safety
///
/// Memory of zero bytes holds a valid value.
#[diagnostic::on_unimplemented(
    message = "zero bytes may not be a `{Self}`",
    label = "`{Self}` is not `Zeroable`",
    note = "if they are, put `#[derive(kelson::init::Zeroable)]` on it"
)]
pub unsafe trait Zeroable {}

pub use kelson_macros::Zeroable;

/// An initializer that zeroes the place.
///
/// As the tail of [`init!`](macro@crate::init), `..zeroed()`, it gives every field that is not
/// named zero bytes.
#[inline]
pub fn zeroed<T: Zeroable>() -> Zeroed<T> {
    // INVARIANT: as the bound says.
    Zeroed(PhantomData)
}

/// An initializer that zeroes the place; see [`zeroed`].
///
/// # Invariants
///
/// `T` is `Zeroable`.
pub struct Zeroed<T>(PhantomData<fn() -> T>);

// SAFETY: zero bytes are a value, and this cannot fail.
unsafe impl<T: Zeroable> ScopedInit<'_, T> for Zeroed<T> {
    #[inline]
    unsafe fn raw_init(self, slot: *mut T) -> Result<(), Infallible> {
        // SAFETY: the caller gives a vacant place for a `T`.
        unsafe { slot.write_bytes(0, 1) };
        Ok(())
    }
}

// SAFETY: nothing is expected of the place.
unsafe impl<T: Zeroable> Init<T> for Zeroed<T> {}

macro_rules! zeroable {
    ($($(#[$attr:meta])* $({$($generic:tt)*})? $type:ty;)+) => {$(
        $(#[$attr])*
        // SAFETY: as the comment over the list says.
        unsafe impl $(<$($generic)*>)? Zeroable for $type {}
    )+};
}

// Zero is a number, `false`, the first character, and the null pointer.
zeroable! {
    u8; u16; u32; u64; u128; usize;
    i8; i16; i32; i64; i128; isize;
    f32; f64; bool; char;
    {T} *const T;
    {T} *mut T;
    atomic::AtomicBool;
    #[cfg(target_has_atomic = "8")] atomic::AtomicU8;
    #[cfg(target_has_atomic = "8")] atomic::AtomicI8;
    #[cfg(target_has_atomic = "16")] atomic::AtomicU16;
    #[cfg(target_has_atomic = "16")] atomic::AtomicI16;
    #[cfg(target_has_atomic = "32")] atomic::AtomicU32;
    #[cfg(target_has_atomic = "32")] atomic::AtomicI32;
    #[cfg(target_has_atomic = "64")] atomic::AtomicU64;
    #[cfg(target_has_atomic = "64")] atomic::AtomicI64;
    #[cfg(target_has_atomic = "ptr")] atomic::AtomicUsize;
    #[cfg(target_has_atomic = "ptr")] atomic::AtomicIsize;
    #[cfg(target_has_atomic = "ptr")] {T} atomic::AtomicPtr<T>;
}

// These are nothing, or may be anything.
zeroable! {
    ();
    PhantomPinned;
    {T: ?Sized} PhantomData<T>;
    {T} MaybeUninit<T>;
}

// The documentation of `Option` guarantees that zero bytes are `None` of these.
zeroable! {
    {T} Option<&T>;
    {T} Option<&mut T>;
    {T} Option<NonNull<T>>;
    #[cfg(feature = "alloc")] {T} Option<rust_alloc::boxed::Box<T>>;
}

// These are what they contain.
zeroable! {
    {T: Zeroable, const N: usize} [T; N];
    {T: Zeroable + ?Sized} UnsafeCell<T>;
    {T: Zeroable + ?Sized} Cell<T>;
    {T: Zeroable + ?Sized} ManuallyDrop<T>;
    {T: Zeroable} Wrapping<T>;
    {A: Zeroable} (A,);
    {A: Zeroable, B: Zeroable} (A, B);
    {A: Zeroable, B: Zeroable, C: Zeroable} (A, B, C);
}
