// SPDX-License-Identifier: MIT OR Apache-2.0

//! Places on the stack.

use super::emplace::Vacant;
use core::{
    mem::MaybeUninit,
    pin::Pin, //
};

/// Declares a variable that is a pinned value on the stack, built there by an initializer.
///
/// ```
/// use kelson::{init, stack};
/// use kelson::init::value;
///
/// struct Table([u32; 64]);
///
/// stack!(let table = init!(Table { 0: [7; 64] }));
/// assert_eq!(table.0[63], 7);
///
/// stack!(let mut number: u32 = value(5));
/// *number += 1;
/// assert_eq!(*number, 6);
/// ```
///
/// An initializer that can fail takes `=?`, which passes the error on like `?`:
///
/// ```
/// use kelson::init::{lazy, InPlace, Uninit};
/// use kelson::stack;
///
/// struct Port(u16);
///
/// impl Port {
///     fn open<'o>(out: Uninit<'o, Self>, number: u16) -> Result<InPlace<'o, Self>, &'static str> {
///         match number {
///             0 => Err("there is no port 0"),
///             _ => Ok(out.write(Port(number))),
///         }
///     }
/// }
///
/// fn run(number: u16) -> Result<u16, &'static str> {
///     stack!(let port =? lazy(|out| Port::open(out, number)));
///     Ok(port.0)
/// }
///
/// assert_eq!(run(80), Ok(80));
/// assert_eq!(run(0), Err("there is no port 0"));
/// ```
///
/// # Syntax
///
/// `stack!(let NAME = INITIALIZER)` or `stack!(let NAME =? INITIALIZER)`, with `mut` before the name
/// and `: TYPE` after it, if wanted. The variable is a `Pin<&mut TYPE>`.
///
/// # Cost
///
/// A flag, whether there is a value to drop, where initialization can fail; the optimizer removes it
/// where it cannot.
#[macro_export]
macro_rules! stack {
    (let mut $name:ident $(: $type:ty)? = ? $initializer:expr $(,)?) => {
        $crate::stack!(@ [mut] $name, [$($type)?], try_init, $initializer, [?]);
    };
    (let $name:ident $(: $type:ty)? = ? $initializer:expr $(,)?) => {
        $crate::stack!(@ [] $name, [$($type)?], try_init, $initializer, [?]);
    };
    (let mut $name:ident $(: $type:ty)? = $initializer:expr $(,)?) => {
        $crate::stack!(@ [mut] $name, [$($type)?], init, $initializer, []);
    };
    (let $name:ident $(: $type:ty)? = $initializer:expr $(,)?) => {
        $crate::stack!(@ [] $name, [$($type)?], init, $initializer, []);
    };
    (@ [$($mutable:tt)?] $name:ident, [$($type:ty)?], $init:ident, $initializer:expr, [$($question:tt)?]) => {
        let mut __stack_memory = $crate::init::StackMemory $(::<$type>)? ::new();
        let mut __stack_place = $crate::init::StackPlace::new(&mut __stack_memory);
        // SAFETY: only this macro can name the variables, so they are not moved. They go out of
        // scope no earlier than the result, which borrows from them, and the value is dropped then.
        // In a coroutine that is leaked, the memory is leaked with it.
        let __stack_place = unsafe { __stack_place.slot() };
        let $($mutable)? $name = $crate::init::Vacant::$init(__stack_place, $initializer) $($question)?;
    };
    ($($other:tt)*) => {
        $crate::__private::core::compile_error!(
            "expected `let`, a name, and an initializer\n\nhelp: write it as in `stack!(let x = initializer)`, or with `=?` for one that can fail"
        )
    };
}

/// Memory for a value in a variable; [`stack!`](crate::stack) declares one.
pub struct StackMemory<T>(MaybeUninit<T>);

impl<T> StackMemory<T> {
    /// Memory without a value.
    #[inline(always)]
    #[expect(
        clippy::new_without_default,
        reason = "the macro is the only one to make it"
    )]
    pub const fn new() -> Self {
        StackMemory(MaybeUninit::uninit())
    }
}

/// The owner of the value in a [`StackMemory`].
///
/// A variable of its own: others get pointers to the memory, but never to the flag, so the optimizer
/// knows what the flag is.
///
/// # Invariants
///
/// If `is_full`, there is a value in `memory`.
pub struct StackPlace<'m, T> {
    memory: &'m mut StackMemory<T>,
    is_full: bool,
}

impl<'m, T> StackPlace<'m, T> {
    /// The owner of a value that is not there yet.
    #[inline(always)]
    pub fn new(memory: &'m mut StackMemory<T>) -> Self {
        StackPlace {
            memory,
            is_full: false,
        }
    }

    /// The memory, to build a value in.
    ///
    /// # Safety
    ///
    /// `self` is dropped, and before its memory is used for anything else. In between, nobody uses
    /// it but by what this returns.
    #[inline(always)]
    pub unsafe fn slot<'p>(&'p mut self) -> StackSlot<'p, 'm, T> {
        StackSlot(self)
    }
}

impl<T> Drop for StackPlace<'_, T> {
    #[inline]
    fn drop(&mut self) {
        if self.is_full {
            // SAFETY: by the invariant there is a value, and this happens once.
            unsafe { self.memory.0.assume_init_drop() }
        }
    }
}

/// A [`StackPlace`] whose memory stays where it is.
pub struct StackSlot<'p, 'm, T>(&'p mut StackPlace<'m, T>);

// SAFETY: the memory is that of a variable, which stays where it is, as the caller of `slot`
// promised. It is borrowed exclusively, and drops the value before it goes away; until it is
// full, it drops nothing.
unsafe impl<'p, T> Vacant for StackSlot<'p, '_, T> {
    type Value = T;
    type Filled = Pin<&'p mut T>;

    #[inline(always)]
    fn slot(&mut self) -> *mut T {
        self.0.memory.0.as_mut_ptr()
    }

    #[inline(always)]
    unsafe fn filled(self) -> Pin<&'p mut T> {
        // INVARIANT: the caller built a value.
        self.0.is_full = true;
        // SAFETY: there is a value, and it stays where it is until the place drops it.
        unsafe { Pin::new_unchecked(self.0.memory.0.assume_init_mut()) }
    }
}
