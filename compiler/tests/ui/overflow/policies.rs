// SPDX-License-Identifier: MIT OR Apache-2.0

//! The nearest attribute says what an overflow does; the option says it for the rest.

//@run
//@compile-flags: -K overflow-checks=wrap

use std::hint::black_box as hide;

fn wraps() -> u8 {
    hide(255_u8) + 1
}

#[kelsonc::overflow(report)]
mod reporting {
    pub fn reports() -> u8 {
        let closure = || std::hint::black_box(255_u8) + 2;
        closure()
    }

    #[kelsonc::overflow(panic)]
    pub fn panics() -> u8 {
        std::hint::black_box(255_u8) + 3
    }
}

struct Counter(u8);

#[kelsonc::overflow(report, once)]
impl Counter {
    fn next(&mut self) -> u8 {
        self.0 += 100;
        self.0
    }
}

fn main() {
    assert_eq!((wraps(), reporting::reports()), (0, 1));
    std::panic::set_hook(Box::new(|_| ()));
    assert!(std::panic::catch_unwind(reporting::panics).is_err());
    let mut counter = Counter(0);
    assert_eq!((0..9).fold(0, |_, _| counter.next()), 132);
}
