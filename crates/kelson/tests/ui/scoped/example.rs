//@run
use kelson::init::{scoped_from_raw, with, ScopedInit};
use std::cell::Cell;
use std::marker::{PhantomData, PhantomPinned};

thread_local! {
    /// Whom the "hardware" calls.
    static HANDLER: Cell<Option<*const dyn Fn(u32)>> = const { Cell::new(None) };
}

fn interrupt(line: u32) {
    if let Some(handler) = HANDLER.get() {
        // SAFETY: a handler is there only as long as its `Registration`.
        unsafe { (*handler)(line) }
    }
}

/// The handler is called as long as this exists.
struct Registration<'a>(PhantomData<&'a ()>, PhantomPinned);

impl<'a> Registration<'a> {
    // Not `unsafe`, and no word about `mem::forget`.
    fn new(handler: &'a (dyn Fn(u32) + 'a)) -> impl ScopedInit<'a, Self> {
        let init = move |slot: *mut Self| {
            // SAFETY: only the lifetime changes, and the registration is gone before it ends.
            let handler =
                unsafe { std::mem::transmute::<*const (dyn Fn(u32) + 'a), *const dyn Fn(u32)>(handler) };
            HANDLER.set(Some(handler));
            // SAFETY: the place is vacant.
            unsafe { slot.write(Registration(PhantomData, PhantomPinned)) };
            Ok(())
        };
        // SAFETY: there is a value afterwards. Whoever has the place drops it before `'a` ends.
        unsafe { scoped_from_raw(init) }
    }
}

impl Drop for Registration<'_> {
    fn drop(&mut self) {
        HANDLER.set(None);
    }
}

fn main() {
    let seen = Cell::new(0);
    with(Registration::new(&|line| seen.set(seen.get() + line)), |_registration| {
        interrupt(3);
        interrupt(4);
    });
    interrupt(5);
    assert_eq!(seen.get(), 7);
}
