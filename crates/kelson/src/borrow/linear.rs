// SPDX-License-Identifier: MIT OR Apache-2.0

//! `Linear`: a value that must be used up. A program in which it may be dropped does not build.

use core::{
    fmt,
    marker::PhantomData,
    mem::ManuallyDrop,
    ops::{
        Deref,
        DerefMut, //
    },
};

/// A value that must be used up by [`consume`](Linear::consume), and may not be dropped.
///
/// For what has to end in one of several ways, of which none can be the one that happens by
/// itself: a transaction is committed or rolled back, a request is completed or requeued.
///
/// ```
/// use kelson::{linear, Linear};
///
/// linear! {
///     /// How a transaction ends.
///     pub Ended: "a transaction ends by `commit` or `roll_back`";
/// }
///
/// pub struct Transaction {
///     log: Linear<Vec<u32>, Ended>,
/// }
///
/// impl Transaction {
///     pub fn begin() -> Self {
///         Transaction { log: Linear::new(Vec::new()) }
///     }
///
///     pub fn write(&mut self, value: u32) {
///         self.log.push(value);
///     }
///
///     pub fn commit(self, to: &mut Vec<u32>) {
///         to.append(&mut self.log.consume());
///     }
///
///     pub fn roll_back(self) {
///         self.log.consume();
///     }
/// }
///
/// let mut disk = Vec::new();
/// let mut transaction = Transaction::begin();
/// transaction.write(7);
/// transaction.commit(&mut disk);
/// assert_eq!(disk, [7]);
/// ```
///
/// Where panics abort, as in the kernel, the compiler refuses a program in which some path drops
/// it. Where they unwind, as in most programs on the host, every call between `new` and `consume`
/// is such a path, so there it is checked at run time, by a panic: see the table on the feature's
/// page.
///
/// # Cost
///
/// None: it is the value.
#[must_use = "a linear value is used up by `consume`, or by a method of its owner that does"]
#[repr(transparent)]
pub struct Linear<T, M: Obligation = Consumed> {
    value: ManuallyDrop<T>,
    _obligation: PhantomData<fn() -> M>,
}

/// What is to be said when a [`Linear`] value is dropped, and when. [`linear!`](crate::linear)
/// implements it.
pub trait Obligation {
    /// What has to be done.
    const MESSAGE: &'static str;

    /// Whether a program that may drop the value does not build.
    const AT_BUILD: bool;

    /// Evaluated if the value may be dropped. Where that must not build, it cannot be evaluated.
    const DROPPED: ();
}

/// The [`Obligation`] of a [`Linear`] that names none.
pub enum Consumed {}

impl Obligation for Consumed {
    const MESSAGE: &'static str = "a linear value is dropped; use it up by `consume`";
    const AT_BUILD: bool = cfg!(panic = "abort");
    const DROPPED: () = if Self::AT_BUILD {
        panic!("a linear value is dropped; use it up by `consume`")
    };
}

impl<T, M: Obligation> Linear<T, M> {
    /// Makes a value linear.
    #[inline]
    pub const fn new(value: T) -> Self {
        Linear {
            value: ManuallyDrop::new(value),
            _obligation: PhantomData,
        }
    }

    /// Uses it up: what is left is a value like any other.
    #[inline]
    pub fn consume(self) -> T {
        let mut this = ManuallyDrop::new(self);
        // SAFETY: the value is taken once: `this` is not used again, nor dropped.
        unsafe { ManuallyDrop::take(&mut this.value) }
    }

    /// Says that an option is empty, as it is after `take` or `replace`.
    ///
    /// The compiler does not look into an `Option`: one that was emptied by `take` is still one
    /// that may hold something, and may not be dropped.
    ///
    /// ```
    /// use kelson::Linear;
    ///
    /// let mut slot: Option<Linear<u32>> = Some(Linear::new(7));
    /// let seven = slot.take().map(Linear::consume);
    /// Linear::expect_none(slot);
    /// assert_eq!(seven, Some(7));
    /// ```
    ///
    /// # Panics
    ///
    /// When there is something in it.
    #[inline]
    pub fn expect_none(option: Option<Self>) {
        let option = ManuallyDrop::new(option);
        assert!(option.is_none(), "{}", M::MESSAGE);
    }
}

impl<T, M: Obligation> Drop for Linear<T, M> {
    #[inline]
    fn drop(&mut self) {
        // Evaluated when the compiler needs this function, which is when something is left that
        // drops a value of this type.
        let () = M::DROPPED;
        panic!("{}", M::MESSAGE);
    }
}

impl<T, M: Obligation> Deref for Linear<T, M> {
    type Target = T;

    #[inline]
    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T, M: Obligation> DerefMut for Linear<T, M> {
    #[inline]
    fn deref_mut(&mut self) -> &mut T {
        &mut self.value
    }
}

impl<T: fmt::Debug, M: Obligation> fmt::Debug for Linear<T, M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Linear").field(&**self).finish()
    }
}

/// Names what has to be done with a [`Linear`](crate::Linear) value, for the message when it is
/// dropped.
///
/// ```
/// kelson::linear! {
///     /// How a request ends.
///     pub(crate) Answered: "a request ends by `complete` or `requeue`";
/// }
///
/// struct Request(kelson::Linear<u32, Answered>);
///
/// impl Request {
///     fn complete(self) -> u32 {
///         self.0.consume()
///     }
/// }
///
/// assert_eq!(Request(kelson::Linear::new(3)).complete(), 3);
/// ```
///
/// Whether it is the build that fails follows from whether panics abort in the crate that writes
/// this.
#[macro_export]
macro_rules! linear {
    ($($(#[$attr:meta])* $vis:vis $name:ident: $message:literal);+ $(;)?) => {$(
        $(#[$attr])*
        $vis enum $name {}

        impl $crate::Obligation for $name {
            const MESSAGE: &'static $crate::__private::core::primitive::str = $message;
            const AT_BUILD: $crate::__private::core::primitive::bool = $crate::__private::core::cfg!(panic = "abort");
            // Here and not in the library, so that the error is at the user's own words.
            const DROPPED: () = if Self::AT_BUILD {
                $crate::__private::core::panic!($message)
            };
        }
    )+};
}
