// SPDX-License-Identifier: MIT OR Apache-2.0

//! What may be the payload of a variant.

/// A value that fits in a word and leaves its lowest bits to a tag.
///
/// | payload | bits that it leaves | not zero | `Ref<'a>` | `Mut<'a>` |
/// |---|---|---|---|---|
/// | `Box<T>`, [`KBox<T>`](crate::alloc::KBox) | those of the alignment | yes | `&'a T` | `&'a mut T` |
/// | these two as `Pin<Box<T>>` | the same | yes | `Pin<&'a T>` | `Pin<&'a mut T>` |
/// | `Arc<T>`, `Rc<T>`, [`KArc<T>`](crate::alloc::KArc) | the same | yes | [`Borrowed<'a, Arc<T>>`](super::Borrowed) | as `Ref` |
/// | `&'x T` | the same | yes | `&'x T` | `&'x T` |
/// | `&'x mut T` | the same | yes | `&'a T` | `&'a mut T` |
/// | `NonNull<T>` | the same; checked when the word is made | yes | itself | itself |
/// | `Option` of any of these | the same | no | `Option<Ref>` | `Option<Mut>` |
/// | `u8` `u16` `u32` `i8` `i16` `i32` `bool` `char` | the rest of the word | no | itself | itself |
/// | [`Uint<N>`](super::Uint), a `usize` of `N` bits | the rest of the word | no | itself | itself |
/// | `()`, `PhantomData<T>`, [`Zst<T>`](super::Zst) | all | no | itself, `&'a T` | itself, `&'a mut T` |
///
/// `Box`, `Rc` and `Arc` need the feature `alloc`. In the kernel the kernel crate's own `KBox<T>`
/// and `Arc<T>` are slots as well; of the latter `Ref` is an `ArcBorrow`.
///
/// Implement it for a pointer type of your own, such as one that C code counts:
///
/// ```
/// use core::ptr::NonNull;
/// use kelson::{Slot, Word};
///
/// #[repr(C)]
/// struct device {
///     refcount: u32,
/// }
///
/// /// Owns a reference to a device, which C code aligns to 8 bytes.
/// struct Device(NonNull<device>);
///
/// // SAFETY: C gives no null and no other alignment. Nothing here panics, and there is no way to
/// // change a device but by C's functions.
/// unsafe impl Slot for Device {
///     const BITS: u32 = 3;
///     const NONZERO: bool = true;
///     type Ref<'a> = &'a device;
///     type Mut<'a> = &'a device;
///
///     fn into_word(self, _bits: u32) -> *mut () {
///         core::mem::ManuallyDrop::new(self).0.as_ptr().cast()
///     }
///
///     unsafe fn from_word(word: *mut (), _bits: u32) -> Self {
///         // SAFETY: it is what `into_word` returned.
///         Device(unsafe { NonNull::new_unchecked(word.cast()) })
///     }
///
///     unsafe fn view<'a>(word: *mut (), _bits: u32) -> &'a device {
///         // SAFETY: the word holds a reference to the device for as long as it is borrowed.
///         unsafe { &*word.cast() }
///     }
///
///     unsafe fn view_mut<'a>(word: *mut (), _bits: u32) -> &'a device {
///         // SAFETY: the same.
///         unsafe { &*word.cast() }
///     }
/// }
///
/// #[derive(kelson::Word)]
/// enum Owner {
///     Device(Device),
///     Cpu(u16),
///     Nobody,
/// }
/// # #[repr(align(8))]
/// # struct Aligned(device);
/// # let mut aligned = Aligned(device { refcount: 1 });
/// # let owner = Word::new(Owner::Device(Device(NonNull::from(&mut aligned.0))));
/// # assert!(matches!(owner.as_ref(), OwnerRef::Device(device { refcount: 1 })));
/// ```
///
/// # Safety
///
/// - What `into_word(bits)` returns has zeros in the lowest `bits` bits, for each `bits` up to
///   `BITS`; and is not null if `NONZERO`.
/// - `from_word` with that pointer and the same `bits` gives the value back. If `Self` is `Copy`
///   it may do so any number of times.
/// - `view` and `view_mut` give no more than `&'a Self` and `&'a mut Self` would. In particular
///   what `view` gives may be had by several threads if `Self` is `Sync`, and any number of times
///   at once; and what either gives may be leaked.
/// - The same holds whatever the lowest `bits` bits of the pointer are, if `IGNORES_TAG`.
/// - `from_word`, `view` and `view_mut` do not panic. `into_word` may, and then there is no value.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the payload of a word",
    label = "not a thin pointer, a number of at most 32 bits or a `Uint<N>`",
    note = "a payload leaves its lowest bits to the tag: implement `kelson::Slot` for a pointer type of your own, and put anything else in a box"
)]
pub unsafe trait Slot: Sized {
    /// How many bits it can leave to a tag.
    const BITS: u32;

    /// That its word is never zero, so that it may have tag zero.
    const NONZERO: bool;

    /// That the other functions do not look at the lowest `bits` bits, as those of a number shift them out. They may be the
    /// tag then, which need not be taken off first.
    const IGNORES_TAG: bool = false;

    /// Why there can be no value of this type in a word, if so.
    const REFUSED: Option<&'static str> = None;

    /// What a shared reference to it is good for.
    type Ref<'a>
    where
        Self: 'a;

    /// What a mutable reference to it is good for.
    type Mut<'a>
    where
        Self: 'a;

    /// The word of the value, with the lowest `bits` bits zero. The word owns the value.
    fn into_word(self, bits: u32) -> *mut ();

    /// Takes the value back.
    ///
    /// # Safety
    ///
    /// - `word` is from `into_word` with the same `bits`; or differs from that in the lowest `bits`
    ///   bits, if `IGNORES_TAG`.
    /// - It is not used afterwards, unless `Self` is `Copy`.
    unsafe fn from_word(word: *mut (), bits: u32) -> Self;

    /// Borrows the value.
    ///
    /// # Safety
    ///
    /// - `word` is from `into_word` with the same `bits`; or differs from that in the lowest `bits`
    ///   bits, if `IGNORES_TAG`.
    /// - During `'a` nobody calls `from_word` or `view_mut` with it, unless `Self` is `Copy`.
    unsafe fn view<'a>(word: *mut (), bits: u32) -> Self::Ref<'a>
    where
        Self: 'a;

    /// Borrows the value mutably.
    ///
    /// # Safety
    ///
    /// - `word` is from `into_word` with the same `bits`; or differs from that in the lowest `bits`
    ///   bits, if `IGNORES_TAG`.
    /// - During `'a` nobody else uses it, unless `Self` is `Copy`.
    unsafe fn view_mut<'a>(word: *mut (), bits: u32) -> Self::Mut<'a>
    where
        Self: 'a;
}
