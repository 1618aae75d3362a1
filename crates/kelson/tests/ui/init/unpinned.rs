// A field that must not move is built only in a type that promises not to move it.
use kelson::init::Init;
use kelson::{init, pinned};
use std::marker::PhantomPinned;

#[pinned]
struct Timer {
    expires: u64,
    _pin: PhantomPinned,
}

fn timer() -> impl Init<Timer> {
    init!(Timer { expires: 0, _pin: PhantomPinned })
}

struct Watchdog {
    timer: Timer,
}

fn watchdog() -> impl Init<Watchdog> {
    init!(Watchdog {
        timer <- timer(), //~ ERROR: `Timer` has to stay where it is
    })
}

#[pinned]
struct NearMiss {
    timer: Timer,
}

fn near_miss() -> impl Init<NearMiss> {
    init!(NearMiss { timer <- timer() })
}

fn main() {}
