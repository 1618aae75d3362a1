// SPDX-License-Identifier: MIT OR Apache-2.0

//! Payloads that are values: small numbers, and types without any bytes. Their words are addresses
//! without provenance, which nobody dereferences.

use super::Slot;
use core::{
    fmt,
    marker::PhantomData,
    mem,
    ptr::{
        self,
        NonNull, //
    },
};

const REFUSED: &str = "has more bits than a word";

macro_rules! small {
    ($($ty:ty: $width:expr, $value:ident => $number:expr, $bits:ident => $back:expr;)+) => {$(
        // SAFETY: it is a number of so many bits, with the tag's zeros below. Who shifts by no more
        // than what is left shifts nothing out.
        unsafe impl Slot for $ty {
            const BITS: u32 = usize::BITS.saturating_sub($width);
            const NONZERO: bool = false;
            const IGNORES_TAG: bool = true;
            const REFUSED: Option<&'static str> =
                if $width > usize::BITS { Some(REFUSED) } else { None };

            #[inline(always)]
            fn into_word(self, bits: u32) -> *mut () {
                let $value = self;
                let number: usize = $number;
                ptr::without_provenance_mut(number << bits)
            }

            #[inline(always)]
            unsafe fn from_word(word: *mut (), bits: u32) -> Self {
                let $bits = word.addr() >> bits;
                $back
            }

            views_are_copies!();
        }
    )+};
}

small! {
    u8: 8, value => value.into(), bits => bits as u8;
    u16: 16, value => value.into(), bits => bits as u16;
    u32: 32, value => value as usize, bits => bits as u32;
    // Without the sign, so that the bits above the number are zero.
    i8: 8, value => value as u8 as usize, bits => bits as u8 as i8;
    i16: 16, value => value as u16 as usize, bits => bits as u16 as i16;
    i32: 32, value => value as u32 as usize, bits => bits as u32 as i32;
    bool: 1, value => value.into(), bits => bits != 0;
    // SAFETY: it was a `char`.
    char: 21, value => value as usize, bits => unsafe { char::from_u32_unchecked(bits as u32) };
}

/// A `usize` of which only the lowest `BITS` bits may be set, so that the rest of the word is free.
///
/// ```
/// use kelson::word::Uint;
///
/// type Frame = Uint<52>;
/// # #[cfg(target_pointer_width = "64")] {
/// assert_eq!(Frame::new(7).map(Frame::get), Some(7));
/// assert!(Frame::new(1 << 52).is_none());
/// # }
/// ```
///
/// # Invariants
///
/// It is at most [`MAX`](Self::MAX).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[repr(transparent)]
pub struct Uint<const BITS: u32>(usize);

impl<const BITS: u32> Uint<BITS> {
    /// The greatest value.
    pub const MAX: Self = {
        assert!(BITS <= usize::BITS, "a `Uint` has no more bits than a word");
        Uint(if BITS == 0 {
            0
        } else {
            usize::MAX >> (usize::BITS - BITS)
        })
    };

    /// The value, if it is one.
    #[inline]
    pub const fn new(value: usize) -> Option<Self> {
        if value <= Self::MAX.0 {
            // INVARIANT: as has just been seen.
            Some(Uint(value))
        } else {
            None
        }
    }

    /// The number.
    #[inline]
    pub const fn get(self) -> usize {
        // SAFETY: by the invariant. What is compiled next to it may rely on it.
        unsafe { core::hint::assert_unchecked(self.0 <= Self::MAX.0) };
        self.0
    }
}

impl<const BITS: u32> fmt::Debug for Uint<BITS> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

// SAFETY: by its invariant it is a number of so many bits, with the tag's zeros below.
unsafe impl<const N: u32> Slot for Uint<N> {
    // Not all of them: the processor shifts by less than a word has bits.
    const BITS: u32 = usize::BITS.saturating_sub(if N == 0 { 1 } else { N });
    const NONZERO: bool = false;
    const IGNORES_TAG: bool = true;
    const REFUSED: Option<&'static str> = if N > usize::BITS { Some(REFUSED) } else { None };

    #[inline(always)]
    fn into_word(self, bits: u32) -> *mut () {
        ptr::without_provenance_mut(self.0 << bits)
    }

    #[inline(always)]
    unsafe fn from_word(word: *mut (), bits: u32) -> Self {
        // INVARIANT: it was a `Uint`.
        Uint(word.addr() >> bits)
    }

    views_are_copies!();
}

// SAFETY: there is one value, and no bits to it.
unsafe impl Slot for () {
    const BITS: u32 = usize::BITS - 1;
    const NONZERO: bool = false;

    #[inline(always)]
    fn into_word(self, _bits: u32) -> *mut () {
        ptr::null_mut()
    }

    #[inline(always)]
    unsafe fn from_word(_word: *mut (), _bits: u32) -> Self {}

    views_are_copies!();
}

// SAFETY: there is one value, and no bits to it.
unsafe impl<T: ?Sized> Slot for PhantomData<T> {
    const BITS: u32 = usize::BITS - 1;
    const NONZERO: bool = false;

    #[inline(always)]
    fn into_word(self, _bits: u32) -> *mut () {
        ptr::null_mut()
    }

    #[inline(always)]
    unsafe fn from_word(_word: *mut (), _bits: u32) -> Self {
        PhantomData
    }

    views_are_copies!();
}

/// A value of a type without any bytes: a token, a guard of something global.
///
/// The type is a payload as any other: the value is dropped when the word is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Debug)]
#[repr(transparent)]
pub struct Zst<T>(pub T);

// SAFETY: a value without bytes is anywhere that is aligned and not null. That there is one follows
// from its having been moved in; `into_word` forgets it, `from_word` makes it again, and a view is a
// reference to it. Other types are refused.
unsafe impl<T> Slot for Zst<T> {
    const BITS: u32 = usize::BITS - 1;
    const NONZERO: bool = false;
    const REFUSED: Option<&'static str> = if size_of::<T>() == 0 {
        None
    } else {
        Some("is a `Zst` of a type that has bytes")
    };
    type Ref<'a>
        = &'a T
    where
        Self: 'a;
    type Mut<'a>
        = &'a mut T
    where
        Self: 'a;

    #[inline(always)]
    fn into_word(self, _bits: u32) -> *mut () {
        mem::forget(self);
        ptr::null_mut()
    }

    #[inline(always)]
    unsafe fn from_word(_word: *mut (), _bits: u32) -> Self {
        // SAFETY: there is a value, by the caller's promise, and it has no bytes.
        Zst(unsafe { NonNull::dangling().read() })
    }

    #[inline(always)]
    unsafe fn view<'a>(_word: *mut (), _bits: u32) -> &'a T
    where
        Self: 'a,
    {
        // SAFETY: there is a value during `'a`, by the caller's promise, and it has no bytes.
        unsafe { NonNull::dangling().as_ref() }
    }

    #[inline(always)]
    unsafe fn view_mut<'a>(_word: *mut (), _bits: u32) -> &'a mut T
    where
        Self: 'a,
    {
        // SAFETY: the same, and nobody else uses it.
        unsafe { NonNull::dangling().as_mut() }
    }
}
