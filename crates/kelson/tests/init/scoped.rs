// SPDX-License-Identifier: MIT OR Apache-2.0

//! Registrations that cannot be leaked; what is refused is in `tests/ui/scoped`.

#![allow(
    clippy::forget_non_drop,
    reason = "to forget a proof is as harmless as to drop it, which is what is tested"
)]

use super::log::{log, node, take, Failed, Node, Part};
use kelson::init::{
    array, scoped, scoped_from_raw, try_with, value, with, InPlace, Scoped, ScopedInit, Uninit,
};
use kelson::{init, pinned};
use std::cell::{Cell, RefCell};
use std::marker::{PhantomData, PhantomPinned};
use std::pin::Pin;

type Handler<'a> = dyn Fn(u32) + 'a;

thread_local! {
    static HANDLERS: RefCell<Vec<*const Handler<'static>>> = const { RefCell::new(Vec::new()) };
}

fn interrupt(line: u32) {
    let handlers = HANDLERS.with(|handlers| handlers.borrow().clone());
    for handler in handlers {
        // SAFETY: a handler is in the list as long as its `Registration` exists.
        unsafe { (*handler)(line) }
    }
}

/// In the shape of the kernel's irq registration: the handler is called as long as this exists.
#[pinned(drop)]
struct Registration<'a> {
    handler: *const Handler<'static>,
    _handler: PhantomData<&'a ()>,
    _pin: PhantomPinned,
}

impl<'a> Registration<'a> {
    fn new(handler: &'a Handler<'a>) -> impl ScopedInit<'a, Self, Failed> {
        let init = move |slot: *mut Self| {
            // SAFETY: only the lifetime changes, and the registration is gone before it ends.
            let handler = unsafe {
                std::mem::transmute::<*const Handler<'a>, *const Handler<'static>>(handler)
            };
            if HANDLERS.with(|handlers| handlers.borrow().len() == 3) {
                return Err(Failed(16));
            }
            HANDLERS.with(|handlers| handlers.borrow_mut().push(handler));
            let registration = Registration {
                handler,
                _handler: PhantomData,
                _pin: PhantomPinned,
            };
            // SAFETY: the place is vacant.
            unsafe { slot.write(registration) };
            Ok(())
        };
        // SAFETY: there is a value after `Ok`, and nothing to drop otherwise. The place drops it
        // before `'a` ends, and that removes the handler.
        unsafe { scoped_from_raw(init) }
    }
}

impl kelson::init::PinnedDrop for Registration<'_> {
    fn drop(self: Pin<&mut Self>, _: kelson::init::Dropping<Self>) {
        HANDLERS.with(|handlers| {
            handlers
                .borrow_mut()
                .retain(|h| !std::ptr::eq(*h, self.handler))
        });
        log("unregistered");
    }
}

#[test]
fn a_handler_that_borrows_is_called_as_long_as_it_is_registered() {
    let seen = Cell::new(0);
    let handler = |line| seen.set(seen.get() + line);
    let result = try_with(Registration::new(&handler), |_| {
        interrupt(3);
        interrupt(4);
        "done"
    });
    interrupt(5);
    assert_eq!((result, seen.get()), (Ok("done"), 7));
    assert_eq!(take(), ["unregistered"]);
}

#[test]
fn a_panic_unregisters() {
    let panicked = std::panic::catch_unwind(|| {
        let _ = try_with(Registration::new(&|_| ()), |_| panic!("on purpose"));
    });
    assert!(panicked.is_err());
    assert_eq!(take(), ["unregistered"]);
    interrupt(1);
}

#[pinned]
struct Device<'a> {
    part: Part,
    irq: Registration<'a>,
    node: Node,
    number: u32,
}

impl<'a> Device<'a> {
    fn new(handler: &'a Handler<'a>, number: &'a str) -> impl ScopedInit<'a, Self, Failed> {
        scoped(move |out: Uninit<'_, Self, Scoped<'a>>| {
            Ok(init!(out => Device {
                part: Part("part"),
                irq <-? Registration::new(handler),
                // What relies on less than it gets is welcome.
                node <- node("node"),
                number: number.parse()?,
            }))
        })
    }
}

#[test]
fn a_field_of_a_scoped_value_is_a_scoped_place() {
    let seen = Cell::new(0);
    let handler = |line| seen.set(seen.get() + line);
    let result = try_with(Device::new(&handler, "6"), |device| {
        interrupt(2);
        device.number + seen.get()
    });
    assert_eq!(result, Ok(8));
    assert_eq!(take(), ["drop part", "unregistered", "drop node node"]);
}

#[test]
fn an_error_after_registration_unregisters() {
    let result = try_with(Device::new(&|_| panic!("nobody calls"), "x"), |_| ());
    assert_eq!(result, Err(Failed(1)));
    interrupt(1);
    assert_eq!(take(), ["drop node node", "unregistered", "drop part"]);
}

#[test]
fn arrays_of_registrations_are_scoped_too() {
    let seen = Cell::new(0);
    let handler = |line| seen.set(seen.get() + line);
    let all: Result<u32, Failed> = try_with(
        array::<_, _>(|_| Registration::new(&handler)),
        |registrations: Pin<&mut [Registration<'_>; 3]>| {
            interrupt(5);
            registrations.len() as u32
        },
    );
    assert_eq!((all, seen.get()), (Ok(3), 15));
    let too_many = try_with(
        array::<_, _>(|_| Registration::new(&handler)),
        |_: Pin<&mut [Registration<'_>; 4]>| (),
    );
    assert_eq!(too_many, Err(Failed(16)));
    interrupt(1);
    assert_eq!((seen.get(), take().len()), (15, 6));
}

#[test]
fn what_relies_on_pinning_only_is_welcome() {
    assert_eq!(with(value(5), |number| *number), 5);
    assert!(with(node("with"), |node| node.is_at_home()));
    take();
}

#[test]
fn a_proof_of_a_scoped_place_may_be_forgotten() {
    let result = try_with(
        scoped(|out: Uninit<'_, Registration<'_>, Scoped<'_>>| {
            std::mem::forget(out.try_init(Registration::new(&|_| ())));
            Err::<InPlace<'_, _, _>, _>(Failed(2))
        }),
        |_| (),
    );
    assert_eq!(result, Err(Failed(2)));
    assert_eq!(take(), ["unregistered"]);
}
