// SPDX-License-Identifier: MIT OR Apache-2.0

//! The mark changes no meaning; what it proves is tested with the prover.

use kelson::no_panic;

#[no_panic]
const fn half(of: u32) -> u32 {
    of / 2
}

struct Ring<T>([T; 4]);

impl<T: Copy> Ring<T> {
    #[no_panic]
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
        #![allow(clippy::needless_return, reason = "a `return` is what is tested")]
        return usize::from(self.0[0]);
    }
}

#[test]
fn marked_functions_work_as_unmarked() {
    const HALF: u32 = half(9);
    assert_eq!(HALF, 4);
    assert_eq!(Ring([1, 2, 3, 4]).get(6), 3);
    assert_eq!(Ring([0u8; 4]).poll(), 1);
    assert_eq!(Ring([5u16; 4]).poll(), 5);
}
