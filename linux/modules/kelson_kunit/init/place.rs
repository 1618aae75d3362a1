// SPDX-License-Identifier: MIT OR Apache-2.0

//! Out parameters, the stack and static memory as places.

use kelson::init::{
    from_pin_init,
    lazy,
    to_pin_init,
    zeroed,
    InPlace,
    StaticPlace,
    Uninit,
    Vacant, //
};
use kelson::{
    init,
    pinned,
    stack, //
};
use kernel::{
    new_mutex,
    prelude::*,
    sync::Mutex,
};

/// Far larger than a kernel's stack.
#[pinned]
struct Large {
    lock: Mutex<u32>,
    bytes: [u8; 1 << 20],
    at: usize,
}

impl Large {
    fn new<'o>(out: Uninit<'o, Self>, fill: Option<u8>) -> Result<InPlace<'o, Self>> {
        let fill = fill.ok_or(EINVAL)?;
        let at = out.as_ptr() as usize;
        Ok(init!(out => Large {
            lock <- from_pin_init(new_mutex!(1)),
            mut bytes <- zeroed(),
            _: bytes[1 << 19] = fill,
            at,
        }))
    }
}

static PLACE: StaticPlace<[u32; 64]> = StaticPlace::new();

cases! { place:
    fn an_out_parameter_is_the_place_itself() {
        let large = KBox::pin_init(to_pin_init(lazy(|out| Large::new(out, Some(7)))), GFP_KERNEL);
        let Ok(large) = large else {
            expect!(false);
            return;
        };
        expect_eq!(large.at, core::ptr::from_ref(&*large) as usize);
        expect_eq!((large.bytes[1 << 19], large.bytes[0]), (7, 0));
        expect_eq!(*large.lock.lock(), 1);
    }

    fn a_function_may_fail_before_it_builds() {
        let large = KBox::pin_init(to_pin_init(lazy(|out| Large::new(out, None))), GFP_KERNEL);
        expect!(large.is_err_and(|error| error == EINVAL));
    }

    fn a_lock_lives_on_the_stack() {
        stack!(let lock = from_pin_init(new_mutex!(3)));
        *lock.lock() += 1;
        expect_eq!(*lock.lock(), 4);
    }

    fn a_static_is_filled_once() {
        expect!(PLACE.get().is_none());
        let filled = PLACE.vacant().map(|place| place.init(zeroed()));
        expect!(filled.is_some_and(|table| table[63] == 0));
        expect!(PLACE.vacant().is_none() && PLACE.get().is_some());
    }
}
