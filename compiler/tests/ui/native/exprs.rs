// SPDX-License-Identifier: MIT OR Apache-2.0

//! Attributes on expressions: conditions, lints, and what formatters are told.

//@run
//@compile-flags: -K edition=kernel

fn main() {
    let parity = #[allow(clippy::manual_is_multiple_of)] { 7 % 2 == 0 };
    let log = #[rustfmt::skip] [
        1,0,
        0,1,
    ];
    let value = (#[expect(overflowing_literals)] 300_u8) as u32;
    println!("{parity} {log:?} {value}");
    println!("{:?}", [#[cfg(any())] 1, #[cfg(all())] 2]);
}
