// SPDX-License-Identifier: MIT OR Apache-2.0

//! An allocator that knows what it gave out, and fails when told to.

use kelson::alloc::{AllocError, Allocator, Flags, __GFP_ZERO};
use std::alloc::Layout;
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::ptr::NonNull;

/// Checks that every layout is the one it gave out, and that memory is not given back twice.
pub(crate) enum Checked {}

thread_local! {
    /// What is allocated, by address.
    static LIVE: RefCell<HashMap<usize, Layout>> = RefCell::default();
    /// How many allocations may succeed.
    static BUDGET: Cell<usize> = const { Cell::new(usize::MAX) };
    /// The flags of the last allocation.
    static FLAGS: Cell<Option<Flags>> = const { Cell::new(None) };
}

/// How many allocations this thread has.
pub(crate) fn live() -> usize {
    LIVE.with_borrow(HashMap::len)
}

/// The layouts of this thread's allocations.
pub(crate) fn layouts() -> Vec<Layout> {
    LIVE.with_borrow(|live| live.values().copied().collect())
}

/// The flags of this thread's last allocation.
pub(crate) fn last_flags() -> Option<Flags> {
    FLAGS.get()
}

/// Runs a function of which only the first `count` allocations succeed.
pub(crate) fn with_budget<R>(count: usize, run: impl FnOnce() -> R) -> R {
    BUDGET.set(count);
    let result = run();
    BUDGET.set(usize::MAX);
    result
}

fn spend(flags: Flags) -> Result<(), AllocError> {
    FLAGS.set(Some(flags));
    let left = BUDGET.get().checked_sub(1).ok_or(AllocError)?;
    if BUDGET.get() != usize::MAX {
        BUDGET.set(left);
    }
    Ok(())
}

fn gave_out(memory: NonNull<u8>, layout: Layout) {
    assert_eq!(memory.as_ptr() as usize % layout.align(), 0);
    LIVE.with_borrow_mut(|live| live.insert(memory.as_ptr() as usize, layout));
}

fn takes_back(memory: NonNull<u8>, layout: Layout) {
    let known = LIVE.with_borrow_mut(|live| live.remove(&(memory.as_ptr() as usize)));
    assert_eq!(known, Some(layout), "freed with another layout, or twice");
}

// SAFETY: the memory is that of `std::alloc`, which keeps the promises.
unsafe impl Allocator for Checked {
    unsafe fn allocate(layout: Layout, flags: Flags) -> Result<NonNull<u8>, AllocError> {
        assert_ne!(layout.size(), 0);
        spend(flags)?;
        // SAFETY: the size is not zero.
        let memory = unsafe { std::alloc::alloc(layout) };
        let memory = NonNull::new(memory).ok_or(AllocError)?;
        // Nothing may rely on what is in new memory, unless it says so.
        let byte = if flags.contains(__GFP_ZERO) { 0 } else { 0xa5 };
        // SAFETY: it has just been allocated, with that size.
        unsafe { memory.as_ptr().write_bytes(byte, layout.size()) };
        gave_out(memory, layout);
        Ok(memory)
    }

    unsafe fn reallocate(
        memory: NonNull<u8>,
        old: Layout,
        new: Layout,
        flags: Flags,
    ) -> Result<NonNull<u8>, AllocError> {
        assert!(new.size() != 0 && new.align() == old.align());
        // SAFETY: the caller promises the same.
        let moved = unsafe { Self::allocate(new, flags) }?;
        // SAFETY: both are allocated, and so many bytes fit both. They are not the same memory.
        unsafe { memory.copy_to_nonoverlapping(moved, old.size().min(new.size())) };
        // SAFETY: the old memory is not used any more.
        unsafe { Self::free(memory, old) };
        Ok(moved)
    }

    unsafe fn free(memory: NonNull<u8>, layout: Layout) {
        takes_back(memory, layout);
        // SAFETY: it was allocated by `allocate`, with this layout, and not freed before.
        unsafe { std::alloc::dealloc(memory.as_ptr(), layout) };
    }
}

/// Counts how often it is dropped.
#[derive(Clone, Debug)]
pub(crate) struct Counted<'a>(pub(crate) &'a Cell<u32>);

impl Drop for Counted<'_> {
    fn drop(&mut self) {
        self.0.set(self.0.get() + 1);
    }
}

/// Panics when it is dropped, and counts too.
pub(crate) struct Bomb<'a>(pub(crate) &'a Cell<u32>);

impl Drop for Bomb<'_> {
    fn drop(&mut self) {
        self.0.set(self.0.get() + 1);
        panic!("bomb");
    }
}

/// Runs what is expected to panic.
pub(crate) fn panics(run: impl FnOnce()) {
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(run)).expect_err("it does not panic");
}
