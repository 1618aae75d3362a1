// The value in a place is pinned: no code moves it out.
//@no-rustfix
use kelson::init::Uninit;
use std::marker::PhantomPinned;

fn taken<'o>(out: Uninit<'o, PhantomPinned>) -> PhantomPinned {
    let mut done = out.write(PhantomPinned);
    std::mem::replace(&mut *done.as_mut(), PhantomPinned) //~ ERROR: cannot borrow
}

fn moved<'o>(out: Uninit<'o, String>) -> String {
    let done = out.write(String::new());
    *done //~ ERROR: cannot move out of dereference
}

fn near_miss<'o>(out: Uninit<'o, String>) -> String {
    let mut done = out.write(String::new());
    std::mem::take(&mut *done.as_mut())
}

fn main() {}
