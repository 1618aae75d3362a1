// SPDX-License-Identifier: MIT OR Apache-2.0

//! Out parameters: the right to build one value in one place, and the proof that it was done.
//!
//! ```
//! use kelson::init::{self, InPlace, Uninit};
//!
//! struct Node {
//!     this: *const Node,
//!     tag: u32,
//! }
//!
//! impl Node {
//!     fn new<'o>(out: Uninit<'o, Self>, tag: u32) -> Result<InPlace<'o, Self>, &'static str> {
//!         if tag == 0 {
//!             return Err("a tag is not zero");
//!         }
//!         let this = out.as_ptr().cast_const();
//!         Ok(out.write(Node { this, tag }))
//!     }
//! }
//!
//! # #[cfg(feature = "alloc")] {
//! use kelson::init::Emplace;
//!
//! let node = Box::<Node>::try_emplace(init::lazy(|out| Node::new(out, 7))).unwrap();
//! assert!(core::ptr::eq(node.this, &*node) && node.tag == 7);
//! # }
//! ```
//!
//! # Why it is sound
//!
//! - *The proof is a value.* An [`InPlace`] has private fields, so only [`Uninit::assume_init`]
//!   makes one, and that is unsafe or called by what wrote the value. There is no hidden name that a
//!   user's item could shadow, and no type that an opaque alias could be made to stand for.
//! - *A proof is for its own place.* The brand `'o` is invariant, and whoever runs code on a place
//!   accepts only code that works for every `'o` ([`build_at`]). A proof of another place has
//!   another brand, so it cannot be returned, and cannot leave through a variable that lives
//!   longer.
//! - *A proof may be forgotten.* The value belongs to the frame that [`build_at`] keeps on its own
//!   stack, not to the proof. When the code then returns an error or panics, the frame drops
//!   the value before the memory goes back to its owner.
//! - *A construction may be left hanging.* `init!` works across `.await`. If the future is leaked
//!   halfway, its fields stay alive with nobody to drop them. While fields are being built the
//!   frame is *busy*; a frame that ends busy aborts, because the memory cannot be given back.

use super::init::Initializer;
use core::{
    cell::Cell,
    convert::Infallible,
    marker::PhantomData,
    mem,
    ops::Deref,
    pin::Pin,
    ptr::{self, NonNull},
};

/// What a place promises for the value in it.
///
/// Implemented by [`Pinned`] and [`Scoped`] only.
pub trait Guarantee: sealed::Sealed {}

/// The guarantee of [`Pin`]: the value does not move, and its memory is not reused before it was
/// dropped. It may be leaked.
pub enum Pinned {}

/// The guarantee of [`Pinned`], and the value is dropped before `'s` ends: it cannot be leaked.
pub struct Scoped<'s>(Invariant<'s>);

impl Guarantee for Pinned {}
impl Guarantee for Scoped<'_> {}

mod sealed {
    pub trait Sealed {}
    impl Sealed for super::Pinned {}
    impl Sealed for super::Scoped<'_> {}
}

/// A lifetime that stands for itself only.
type Invariant<'o> = PhantomData<fn(&'o ()) -> &'o ()>;

/// Exclusive access to a `T` in a place with the guarantee `G`, which stands for itself only.
type Holds<T, G> = PhantomData<(*mut T, fn(G) -> G)>;

/// An out parameter: the exclusive right to build a `T` in the place called `'o`.
///
/// A function that builds its result in place takes a `Uninit<'o, T>` and returns an
/// [`InPlace<'o, T>`](InPlace), alone or in a `Result`.
///
/// # Invariants
///
/// - `ptr` is valid for reads and writes of a `T`, aligned, exclusively ours during `'o`, and holds
///   no value that anybody has to drop. The memory has the guarantee `G` once there is one.
/// - `state` belongs to the frame that made this `Uninit`, which will drop the value at `ptr` if it
///   is `Full` and the construction failed.
pub struct Uninit<'o, T: ?Sized, G: Guarantee = Pinned> {
    ptr: NonNull<T>,
    state: &'o Cell<State>,
    _brand: Invariant<'o>,
    _guarantee: Holds<T, G>,
}

/// The proof that the place called `'o` holds a `T`, and pinned access to that value.
///
/// It does not own the value: the place does, so dropping or forgetting the proof is harmless.
///
/// # Invariants
///
/// `ptr` is the place called `'o`; it holds a value, to which nobody else has access.
pub struct InPlace<'o, T: ?Sized, G: Guarantee = Pinned> {
    ptr: NonNull<T>,
    _brand: Invariant<'o>,
    _guarantee: Holds<T, G>,
}

impl<'o, T: ?Sized, G: Guarantee> Uninit<'o, T, G> {
    /// Builds the value by an initializer that cannot fail.
    #[inline]
    pub fn init(self, initializer: impl Initializer<T, Infallible, G>) -> InPlace<'o, T, G> {
        match self.try_init(initializer) {
            Ok(done) => done,
            Err(never) => match never {},
        }
    }

    /// Builds the value by an initializer; the place is lost when that fails.
    #[inline]
    pub fn try_init<E>(
        self,
        initializer: impl Initializer<T, E, G>,
    ) -> Result<InPlace<'o, T, G>, E> {
        self.attempt(initializer).map_err(|(error, _)| error)
    }

    /// Builds the value by an initializer; the place comes back when that fails.
    #[inline]
    pub fn attempt<E>(
        self,
        initializer: impl Initializer<T, E, G>,
    ) -> Result<InPlace<'o, T, G>, (E, Self)> {
        // SAFETY: by the invariant of `Uninit` the place is ours and vacant, and has `G`.
        match unsafe { initializer.run(self.ptr.as_ptr()) } {
            // SAFETY: `Ok` means that the initializer left a value there.
            Ok(()) => Ok(unsafe { self.assume_init() }),
            // The initializer left the place vacant, so the invariant holds again.
            Err(error) => Err((error, self)),
        }
    }

    /// Builds the value by a function that gets the raw place.
    ///
    /// # Safety
    ///
    /// When `f` returns `Ok`, the place holds a value. When it returns `Err` or unwinds, the place
    /// holds none: what had been built is dropped.
    #[inline]
    pub unsafe fn init_with<E>(
        self,
        f: impl FnOnce(*mut T) -> Result<(), E>,
    ) -> Result<InPlace<'o, T, G>, E> {
        f(self.ptr.as_ptr())?;
        // SAFETY: as the caller promises.
        Ok(unsafe { self.assume_init() })
    }

    /// The address of the place, which will be that of the value.
    #[inline]
    pub fn as_ptr(&self) -> *mut T {
        self.ptr.as_ptr()
    }

    /// Declares the value built.
    ///
    /// # Safety
    ///
    /// The place holds a value that nobody else will drop.
    #[inline]
    pub unsafe fn assume_init(self) -> InPlace<'o, T, G> {
        self.state.set(State::Full);
        // INVARIANT: the caller says that there is a value; the right to the place ends here.
        InPlace {
            ptr: self.ptr,
            _brand: PhantomData,
            _guarantee: PhantomData,
        }
    }

    /// Starts to build the value part by part.
    #[doc(hidden)]
    #[inline(always)]
    pub fn begin(self) -> Building<'o, T, G> {
        self.state.set(State::Busy);
        Building(self)
    }
}

impl<'o, T, G: Guarantee> Uninit<'o, T, G> {
    /// Moves a value in.
    #[inline]
    pub fn write(self, value: T) -> InPlace<'o, T, G> {
        // SAFETY:
        // - by the invariant of `Uninit` the place may be written and holds nothing to drop;
        // - afterwards it holds a value.
        unsafe {
            self.ptr.as_ptr().write(value);
            self.assume_init()
        }
    }
}

impl<T: ?Sized, G: Guarantee> InPlace<'_, T, G> {
    /// Pinned access to the value.
    #[inline]
    pub fn as_mut(&mut self) -> Pin<&mut T> {
        // SAFETY: by the invariant there is a value that only we can reach, and every `Guarantee`
        // is at least that of `Pin`.
        unsafe { Pin::new_unchecked(self.ptr.as_mut()) }
    }
}

impl<T: ?Sized, G: Guarantee> Deref for InPlace<'_, T, G> {
    type Target = T;

    #[inline]
    fn deref(&self) -> &T {
        // SAFETY: by the invariant there is a value that only we can reach.
        unsafe { self.ptr.as_ref() }
    }
}

/// Runs code that builds a value, on memory that the caller owns.
///
/// This is how a smart pointer or a container lends its memory; [`Vacant`](super::Vacant) does
/// it for most.
///
/// # Safety
///
/// - `slot` is not null, valid for reads and writes of a `T`, aligned, not in use by anybody else,
///   and holds no value.
/// - If the result is `Ok`, the caller owns the value and keeps the guarantee `G` for it.
///
/// If the result is `Err`, or on unwinding, `slot` holds no value.
#[inline]
pub unsafe fn build_at<T, E, G, F>(slot: *mut T, f: F) -> Result<(), E>
where
    T: ?Sized,
    G: Guarantee,
    F: for<'o> FnOnce(Uninit<'o, T, G>) -> Result<InPlace<'o, T, G>, E>,
{
    let state = Cell::new(State::Empty);
    let frame = Frame {
        slot,
        state: &state,
    };
    let out = Uninit {
        // SAFETY: the caller says that it is not null.
        ptr: unsafe { NonNull::new_unchecked(slot) },
        state: &state,
        _brand: PhantomData,
        _guarantee: PhantomData,
    };
    match f(out) {
        // `f` works for every brand, so the proof is that of `out`: there is a value, and it is
        // the caller's now.
        Ok(_) => {
            mem::forget(frame);
            Ok(())
        }
        Err(error) => {
            drop(frame);
            Err(error)
        }
    }
}

/// What is in a place, as far as its frame has to know.
#[derive(Clone, Copy)]
enum State {
    /// Nothing.
    Empty,
    /// Perhaps some fields, which whoever builds them will drop.
    Busy,
    /// A value, which is the frame's to drop if the construction fails after all.
    Full,
}

/// The owner of a value under construction. It is forgotten on success.
struct Frame<'a, T: ?Sized> {
    slot: *mut T,
    state: &'a Cell<State>,
}

impl<T: ?Sized> Drop for Frame<'_, T> {
    #[inline]
    fn drop(&mut self) {
        match self.state.get() {
            State::Empty => (),
            // SAFETY: `assume_init` set the state, so there is a value, and nobody else drops it:
            // the proof is gone, with the brand.
            State::Full => unsafe { ptr::drop_in_place(self.slot) },
            State::Busy => abandoned(),
        }
    }
}

/// A half-built value was leaked. Its fields are pinned and alive, so their memory must not go back
/// to its owner, and nobody is left who could drop them.
#[cold]
#[inline(never)]
fn abandoned() -> ! {
    // A panic that would leave an `extern "C"` function aborts.
    extern "C" fn abort() -> ! {
        panic!("a value was leaked while it was being built in place")
    }
    abort()
}

/// A place in which a value is being built part by part. What has been built is dropped by others,
/// before this is: when this is dropped, the place is vacant.
#[doc(hidden)]
pub struct Building<'o, T: ?Sized, G: Guarantee>(Uninit<'o, T, G>);

impl<'o, T: ?Sized, G: Guarantee> Building<'o, T, G> {
    /// The address of the place.
    #[inline(always)]
    pub fn as_ptr(&self) -> *mut T {
        self.0.as_ptr()
    }

    /// Declares the value built.
    ///
    /// # Safety
    ///
    /// The place holds a value that nobody else will drop.
    #[inline(always)]
    pub unsafe fn finish(self) -> InPlace<'o, T, G> {
        let this = mem::ManuallyDrop::new(self);
        // INVARIANT: the caller says that there is a value; the right to the place ends here.
        this.0.state.set(State::Full);
        InPlace {
            ptr: this.0.ptr,
            _brand: PhantomData,
            _guarantee: PhantomData,
        }
    }
}

impl<T: ?Sized, G: Guarantee> Drop for Building<'_, T, G> {
    #[inline(always)]
    fn drop(&mut self) {
        self.0.state.set(State::Empty);
    }
}
