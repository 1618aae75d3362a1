// SPDX-License-Identifier: MIT OR Apache-2.0

//! A gate behind which there is no check yet stays shut: whoever writes it would believe that there is one.

//@compile-flags: -K edition=kernel

#[core::contracts::requires(divisor != 0)] //~ E0658
fn divide(number: u8, divisor: u8) -> u8 {
    number / divisor
}

fn main() {
    divide(8, 2);
}
