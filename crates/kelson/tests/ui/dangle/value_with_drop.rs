// The drop of the value looks at what it borrows, so that has to be there, as with `Box`.
use kelson::{Dangle, Release, ThinDangle};
use std::ptr::NonNull;

struct MyBox<T>(Dangle<T>);
struct MyThinBox<T>(ThinDangle<T>);

impl<T> MyBox<T> {
    fn new<R: Release<T>>(value: T) -> Self {
        // SAFETY: not run.
        MyBox(unsafe { Dangle::new::<R>(NonNull::from(Box::leak(Box::new(value)))) })
    }
}

impl<T> MyThinBox<T> {
    fn new(_: T) -> Self {
        unimplemented!()
    }
}

enum Leak {}

impl<T> Release<T> for Leak {
    unsafe fn release(_: NonNull<T>) {}
}

struct Logged<'a>(&'a u32);

impl Drop for Logged<'_> {
    fn drop(&mut self) {
        println!("{}", self.0);
    }
}

fn main() {
    let (of_std, boxed, thin, one, two, three);
    (one, two, three) = (5, 6, 7);
    of_std = Box::new(Logged(&one)); //~ E0597
    boxed = MyBox::new::<Leak>(Logged(&two)); //~ E0597
    thin = MyThinBox::new(Logged(&three)); //~ E0597
    let _ = (of_std.0, boxed.0.as_ptr(), thin.0.as_ptr());
}
