// What is on the stack is pinned there, as long as the variable.
use kelson::init::Init;
use kelson::{init, pinned, stack};
use std::marker::PhantomPinned;
use std::pin::Pin;

#[pinned]
struct Timer {
    expires: u64,
    _pin: PhantomPinned,
}

fn timer() -> impl Init<Timer> {
    init!(Timer { expires: 0, _pin: PhantomPinned })
}

fn moved() -> Timer {
    stack!(let timer = timer());
    *timer //~ ERROR: cannot move out of dereference
}

fn returned<'a>() -> Pin<&'a mut Timer> {
    stack!(let timer = timer());
    timer //~ E0515
    //~^ E0515
}

fn reached() {
    stack!(let timer = timer());
    let _ = __stack_place; //~ ERROR: cannot find value `__stack_place` in this scope
}

fn main() {}
