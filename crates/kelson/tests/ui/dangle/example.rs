// The example of the book's page.
//@run
use kelson::{Dangle, Release};
use std::ops::Deref;
use std::ptr::NonNull;

/// A box of one's own. It has no `Drop`: its field has.
struct MyBox<T>(Dangle<T>);

enum Free {}

impl<T> Release<T> for Free {
    unsafe fn release(value: NonNull<T>) {
        // SAFETY: `MyBox::new` made it of a `Box`, and this is called once.
        drop(unsafe { Box::from_raw(value.as_ptr()) });
    }
}

impl<T> MyBox<T> {
    fn new(value: T) -> Self {
        let value = NonNull::from(Box::leak(Box::new(value)));
        // SAFETY: `Free` drops the value, and does nothing else with it.
        MyBox(unsafe { Dangle::new::<Free>(value) })
    }
}

impl<T> Deref for MyBox<T> {
    type Target = T;
    fn deref(&self) -> &T {
        // SAFETY: the value is there as long as `self` is.
        unsafe { self.0.as_ptr().as_ref() }
    }
}

fn main() {
    // As with `Box`: `number` is gone when `boxed` is dropped, which does not look at it.
    let (boxed, number);
    number = 5;
    boxed = MyBox::new(&number);
    assert_eq!(**boxed, 5);
}
