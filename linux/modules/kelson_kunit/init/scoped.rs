// SPDX-License-Identifier: MIT OR Apache-2.0

//! A timer that calls a closure on its owner's stack, without a contract about `mem::forget`.

use core::sync::atomic::{
    AtomicU32,
    Ordering, //
};
use kelson::init::{
    scoped_from_raw,
    with,
    Dropping,
    PinnedDrop,
    ScopedInit, //
};
use kelson::pinned;
use kernel::{
    bindings,
    prelude::*,
    static_lock_class,
    types::Opaque, //
};

/// What a timer calls, from its interrupt.
type Handler<'a> = dyn Fn() + Sync + 'a;

/// Calls the handler once, unless it is dropped before.
#[pinned(drop)]
#[repr(C)]
struct Timer<'a> {
    // The first field, so that the callback finds the whole.
    timer: Opaque<bindings::timer_list>,
    handler: &'a Handler<'a>,
}

/// # Safety
///
/// `timer` is the first field of a [`Timer`].
unsafe extern "C" fn fire(timer: *mut bindings::timer_list) {
    // SAFETY:
    // - `timer` is that of a `Timer`, which starts with it;
    // - the timer is shut down before the `Timer` goes away, so it exists, and with it the handler.
    let this = unsafe { &*timer.cast::<Timer<'_>>() };
    (this.handler)();
}

impl<'a> Timer<'a> {
    /// Starts a timer on the stack, where every scoped place is.
    fn start(handler: &'a Handler<'a>, after: usize) -> impl ScopedInit<'a, Self> {
        let key = static_lock_class!();
        let init = move |slot: *mut Self| {
            // SAFETY:
            // - the fields are in a vacant place, and `Opaque` has no requirements of its own;
            // - the timer stays where it is, and is shut down when it is dropped, which is before
            //   `'a` ends. Then nobody calls the handler any more;
            // - name and key are static.
            unsafe {
                (&raw mut (*slot).handler).write(handler);
                let timer = Opaque::cast_into(&raw const (*slot).timer);
                #[cfg(CONFIG_DEBUG_OBJECTS_TIMERS)]
                bindings::timer_init_key_on_stack(
                    timer,
                    Some(fire),
                    0,
                    c"kelson_timer".as_ptr().cast(),
                    key.as_ptr(),
                );
                #[cfg(not(CONFIG_DEBUG_OBJECTS_TIMERS))]
                bindings::timer_init_key(
                    timer,
                    Some(fire),
                    0,
                    c"kelson_timer".as_ptr().cast(),
                    key.as_ptr(),
                );
                bindings::mod_timer(timer, (&raw const bindings::jiffies).read_volatile() + after);
            }
            Ok(())
        };
        // SAFETY: there is a value afterwards, which relies on being dropped before `'a` ends.
        unsafe { scoped_from_raw(init) }
    }
}

impl PinnedDrop for Timer<'_> {
    fn drop(self: Pin<&mut Self>, _: Dropping<Self>) {
        let timer = self.timer.get();
        // SAFETY: the timer was initialized; this waits for a callback that is running.
        unsafe {
            bindings::timer_shutdown_sync(timer);
            #[cfg(CONFIG_DEBUG_OBJECTS_TIMERS)]
            bindings::timer_destroy_on_stack(timer);
        }
    }
}

fn sleep(milliseconds: u32) {
    // SAFETY: KUnit's threads may sleep.
    unsafe { bindings::msleep(milliseconds) }
}

cases! { scoped:
    fn a_timer_calls_a_closure_that_borrows() {
        let calls = AtomicU32::new(0);
        let handler = || {
            calls.fetch_add(1, Ordering::Relaxed);
        };
        let seen = with(Timer::start(&handler, 1), |_timer| {
            for _ in 0..200 {
                if calls.load(Ordering::Relaxed) != 0 {
                    break;
                }
                sleep(10);
            }
            calls.load(Ordering::Relaxed)
        });
        expect_eq!(seen, 1);
    }

    fn a_timer_does_not_outlive_its_scope() {
        let calls = AtomicU32::new(0);
        let handler = || {
            calls.fetch_add(1, Ordering::Relaxed);
        };
        // Longer than the test takes, and shorter than it waits.
        with(Timer::start(&handler, 20), |_timer| ());
        sleep(500);
        expect_eq!(calls.load(Ordering::Relaxed), 0);
    }
}
