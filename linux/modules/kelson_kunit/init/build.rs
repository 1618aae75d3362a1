// SPDX-License-Identifier: MIT OR Apache-2.0

//! Structs whose fields are initialized one by one, from what the kernel allocates.

use core::cell::Cell;
use kelson::{
    build,
    init::{
        lazy,
        value,
        zeroed,
        InPlace,
        Init,
        Uninit, //
    },
    pinned,
    stack, //
};
use kernel::prelude::*;

/// Counts how many of it there are.
struct Live<'a>(&'a Cell<u32>);

impl<'a> Live<'a> {
    fn new(count: &'a Cell<u32>) -> Self {
        count.set(count.get() + 1);
        Live(count)
    }
}

impl Drop for Live<'_> {
    fn drop(&mut self) {
        self.0.set(self.0.get() - 1);
    }
}

struct Ring<'a> {
    slots: KVec<u64>,
    name: KBox<[u8; 4]>,
    live: Live<'a>,
    mask: usize,
}

fn ring(order: u32, count: &Cell<u32>) -> Result<Ring<'_>> {
    Ok(build!(Ring, |r| {
        r.live = Live::new(count);
        if order == 0 {
            r.slots = KVec::new();
        } else {
            r.slots = KVec::from_elem(7, 1usize.checked_shl(order).ok_or(EINVAL)?, GFP_KERNEL)?;
        }
        r.mask = r.slots.len().wrapping_sub(1);
        r.name = KBox::new(*b"ring", GFP_KERNEL)?;
    }))
}

#[pinned]
struct Device<'a> {
    first: Live<'a>,
    number: u32,
    second: Live<'a>,
    buffer: [u8; 512],
}

fn device<'o, 'a>(
    out: Uninit<'o, Device<'a>>,
    name: &str,
    count: &'a Cell<u32>,
) -> Result<InPlace<'o, Device<'a>>> {
    Ok(build!(out => Device, |d| {
        d.first = Live::new(count);
        match name.strip_prefix("sd") {
            Some(number) => d.number = number.parse::<u32>().map_err(|_| EINVAL)?,
            None => d.number <- value(0),
        }
        d.buffer <- zeroed();
        if d.number > 9 {
            return Err(ENODEV);
        }
        d.second = Live::new(count);
    }))
}

fn recipe<'a>(name: &'a str, count: &'a Cell<u32>) -> impl Init<Device<'a>, Error> + 'a {
    lazy(move |out| device(out, name, count))
}

cases! { build:
    fn a_value_from_branches() {
        let count = Cell::new(0);
        for (order, slots) in [(0, 0), (3, 8)] {
            let ring = ring(order, &count);
            expect_eq!(count.get(), 1);
            expect_eq!(ring.as_ref().map(|ring| ring.slots.len()).ok(), Some(slots));
            expect_eq!(ring.as_ref().map(|ring| ring.mask).ok(), Some(slots.wrapping_sub(1)));
            expect_eq!(ring.map(|ring| *ring.name).ok(), Some(*b"ring"));
            expect_eq!(count.get(), 0);
        }
    }

    fn what_is_initialized_is_dropped_on_the_way_out() {
        let count = Cell::new(0);
        expect_eq!(ring(64, &count).err(), Some(EINVAL));
        expect_eq!(count.get(), 0);
    }

    fn in_a_place() {
        fn number(name: &str, count: &Cell<u32>) -> Result<(u32, u32)> {
            stack!(let device =? recipe(name, count));
            expect!(device.buffer.iter().all(|byte| *byte == 0));
            Ok((device.number, count.get()))
        }
        let count = Cell::new(0);
        expect_eq!(number("sd7", &count), Ok((7, 2)));
        expect_eq!(number("hd", &count), Ok((0, 2)));
        expect_eq!(number("sdx", &count), Err(EINVAL));
        expect_eq!(number("sd10", &count), Err(ENODEV));
        expect_eq!(count.get(), 0);
    }
}
