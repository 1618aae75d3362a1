// What is behind a reference to a type that contains one may change, and nothing else is different.
//@ ir-has: plain noalias
//@ ir-has: plain dereferenceable
//@ ir-lacks: mutable noalias
//@ ir-lacks: mutable dereferenceable
//@ ir-has: boxed_plain noalias
//@ ir-lacks: boxed noalias
//@ ir-lacks: boxed dereferenceable
//@ ir-lacks: shared noalias
//@ ir-lacks: shared dereferenceable
//@ ir-lacks: unsized_tail noalias
//@ ir-lacks: in_array noalias
//@ ir-lacks: in_option noalias
// In a type that is declared `Unpin`: not on the oldest compiler, as the docs say.
//@ <1.86 ir-has: through_unpin noalias
//@ >=1.95 ir-lacks: through_unpin noalias
//@ >=1.95 ir-lacks: through_unpin dereferenceable
//@ >=1.95 ir-lacks: boxed_unpin noalias
// As core's own does, where there is one.
//@ nightly ir-same: mutable core_mutable
//@ nightly ir-same: shared core_shared
//@ nightly ir-same: boxed core_boxed
//@ nightly ir-same: through_unpin core_through_unpin
// The write through the other reference is seen: the value is read again.
//@ same: read_again reload
#![crate_type = "lib"]
#![cfg_attr(nightly, feature(unsafe_pinned))]
use kelson::UnsafePinned;

pub struct Plain {
    value: u32,
    others: u32,
}

pub struct Pinned {
    value: u32,
    others: UnsafePinned<u32>,
}

pub struct Unpinned(Pinned);

impl Unpin for Unpinned {}

// Each writes another number, or functions that differ in nothing but attributes would become one.
#[no_mangle]
pub fn plain(of: &mut Plain) {
    of.value = 1;
}

#[no_mangle]
pub fn mutable(of: &mut Pinned) {
    of.value = 2;
}

#[no_mangle]
pub fn boxed_plain(of: Box<Plain>) -> u32 {
    let value = of.value;
    core::mem::forget(of);
    value ^ 3
}

#[no_mangle]
pub fn boxed(of: Box<Pinned>) -> u32 {
    let value = of.value;
    core::mem::forget(of);
    value ^ 4
}

#[no_mangle]
pub fn shared(of: &Pinned) -> u32 {
    of.value ^ 5
}

#[no_mangle]
pub fn unsized_tail(of: &mut UnsafePinned<[u32]>) -> usize {
    of.get_mut_unchecked().len() ^ 6
}

#[no_mangle]
pub fn in_array(of: &mut [Pinned; 2]) {
    of[1].value = 7;
}

#[no_mangle]
pub fn in_option(of: &mut (u32, Option<Pinned>)) {
    of.0 = 8;
}

#[no_mangle]
pub fn through_unpin(of: &mut Unpinned) {
    of.0.value = 9;
}

#[no_mangle]
pub fn boxed_unpin(of: Box<Unpinned>) -> u32 {
    let value = of.0.value;
    core::mem::forget(of);
    value ^ 10
}

#[no_mangle]
pub unsafe extern "C" fn read_again(of: &mut Pinned, other: *mut u32) -> u32 {
    let place = of.others.get();
    *place = 11;
    *other = 12;
    *place
}

#[no_mangle]
pub unsafe extern "C" fn reload(of: *mut Pinned, other: *mut u32) -> u32 {
    let place = (&raw mut (*of).others).cast::<u32>();
    *place = 11;
    *other = 12;
    *place
}

#[cfg(nightly)]
mod core_own {
    use core::pin::UnsafePinned;

    pub struct Pinned {
        value: u32,
        others: UnsafePinned<u32>,
    }

    pub struct Unpinned(Pinned);

    impl Unpin for Unpinned {}

    #[no_mangle]
    pub fn core_mutable(of: &mut Pinned) {
        of.value = 13;
    }

    #[no_mangle]
    pub fn core_boxed(of: Box<Pinned>) -> u32 {
        let value = of.value;
        core::mem::forget(of);
        value ^ 14
    }

    #[no_mangle]
    pub fn core_shared(of: &Pinned) -> u32 {
        of.value ^ 15
    }

    #[no_mangle]
    pub fn core_through_unpin(of: &mut Unpinned) {
        of.0.value = 16;
    }
}
