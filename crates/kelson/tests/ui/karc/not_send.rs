// A shared pointer lets two threads at its value, and either may drop it.
use kelson::alloc::KArc;
use std::cell::Cell;
use std::sync::MutexGuard;

fn send<T: Send>() {}

fn main() {
    send::<KArc<Cell<u8>>>(); //~ E0277
    send::<KArc<MutexGuard<'static, u8>>>(); //~ E0277
}
