// Nor is a step one through an operator that a constant may call, even if the crate allows the lint.
#![feature(const_trait_impl, const_convert)]
#![allow(dangerous_implicit_autorefs)]
use core::cell::Cell;
use core::ops::{Deref, DerefMut};
use kelson::project;

#[repr(C)]
struct View {
    flag: bool,
}

/// Lets others read it as a `View`, and has a number that is a `bool` now and then.
#[repr(C)]
struct Shared(u8);

impl const Deref for Shared {
    type Target = View;

    fn deref(&self) -> &View {
        unsafe { &*(&raw const *self).cast() }
    }
}

#[repr(C)]
struct Changed(u8);

impl const Deref for Changed {
    type Target = View;

    fn deref(&self) -> &View {
        unsafe { &*(&raw const *self).cast() }
    }
}

impl const DerefMut for Changed {
    fn deref_mut(&mut self) -> &mut View {
        unsafe { &mut *(&raw mut *self).cast() }
    }
}

fn main() {
    let shared = Cell::new(Shared(2));
    project!(&shared, .0).set(3);
    let changed = Cell::new(Changed(2));
    project!(&changed, .0).set(3);
    project!(&changed, .flag).set(true); //~ ERROR: implicit autoref creates a reference to the dereference of a raw pointer
    assert_eq!(shared.into_inner().flag, changed.into_inner().flag);
}
