// SPDX-License-Identifier: MIT OR Apache-2.0

//! Traits whose methods can be called at compile time, in generic code too.

//@run
//@compile-flags: -K edition=kernel

use std::marker::Destruct;

const trait Register {
    fn offset(&self) -> usize;
}

struct Control;

struct Status;

const impl Register for Control {
    fn offset(&self) -> usize {
        0
    }
}

const impl Register for Status {
    fn offset(&self) -> usize {
        4
    }
}

const fn distance<A: [const] Register + [const] Destruct, B: [const] Register + [const] Destruct>(
    a: A,
    b: B,
) -> usize {
    b.offset() - a.offset()
}

const DISTANCE: usize = distance(Control, Status);

fn main() {
    println!("{DISTANCE} {}", distance(Control, Status));
}
