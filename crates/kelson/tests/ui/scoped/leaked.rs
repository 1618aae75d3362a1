// What relies on being dropped in time is not built where it could be leaked: in a box, a variable, or a value in one.
use kelson::init::{scoped_from_raw, with, Emplace, Init, ScopedInit};
use kelson::{init, pinned, stack};
use std::marker::{PhantomData, PhantomPinned};

struct Registration<'a>(PhantomData<&'a ()>, PhantomPinned);

impl<'a> Registration<'a> {
    fn new(_: &'a dyn Fn()) -> impl ScopedInit<'a, Self> {
        let init = |slot: *mut Self| {
            unsafe { slot.write(Registration(PhantomData, PhantomPinned)) };
            Ok(())
        };
        unsafe { scoped_from_raw(init) }
    }
}

fn boxed(handler: &dyn Fn()) {
    let registration = Box::<Registration<'_>>::emplace(Registration::new(handler)); //~ ERROR: expected an initializer of `Registration<'_>` for any place that is pinned
    std::mem::forget(registration);
}

fn on_the_stack(handler: &dyn Fn()) {
    stack!(let registration = Registration::new(handler)); //~ ERROR: for any place that is pinned
}

#[pinned]
struct Device<'a> {
    irq: Registration<'a>,
}

fn in_a_field<'a>(handler: &'a dyn Fn()) -> impl Init<Device<'a>> {
    init!(Device {
        irq <- Registration::new(handler), //~ ERROR: does not initialize a `Registration<'_>` in place
    })
}

fn near_miss(handler: &dyn Fn()) {
    with(Registration::new(handler), |_| ());
}

fn main() {}
