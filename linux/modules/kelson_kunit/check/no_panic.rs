// SPDX-License-Identifier: MIT OR Apache-2.0

//! The mark changes no meaning; what it proves is for `cargo kelson prove` to say, on the module.

use kelson::no_panic;
use kernel::prelude::*;

#[no_panic]
const fn half(of: u32) -> u32 {
    of / 2
}

struct Ring<T>([T; 4]);

impl<T: Copy> Ring<T> {
    #[no_panic]
    #[inline(never)]
    fn get(&self, index: usize) -> T {
        self.0[index % 4]
    }
}

trait Poll {
    #[no_panic]
    fn poll(&mut self) -> usize {
        1
    }
}

impl Poll for Ring<u8> {}

impl Poll for Ring<u16> {
    #[no_panic]
    fn poll(&mut self) -> usize {
        usize::from(self.0[0])
    }
}

/// A handler as C would have it, in a table of functions.
#[no_panic]
extern "C" fn handler(irq: c_int) -> c_int {
    irq.saturating_add(1)
}

cases! { no_panic:
    fn marked_functions_work_as_unmarked() {
        const HALF: u32 = half(9);
        expect_eq!(HALF, 4);
        expect_eq!(Ring([1, 2, 3, 4]).get(core::hint::black_box(6)), 3);
        expect_eq!(Ring([0u8; 4]).poll(), 1);
        expect_eq!(Ring([5u16; 4]).poll(), 5);
    }

    fn marked_functions_may_be_called_by_pointer() {
        let table: [extern "C" fn(c_int) -> c_int; 1] = core::hint::black_box([handler]);
        expect_eq!(table[0](i32::MAX), i32::MAX);
    }
}
