// SPDX-License-Identifier: MIT OR Apache-2.0

//! An attribute of a name that no feature has would mean nothing, wherever it stands.

//@compile-flags: -K attributes=on

#[kelsonc::overflw(wrap)] //~ ERROR: there is no attribute `kelsonc::overflw`
fn misspelt() {}

struct Packet {
    #[kelsonc::bits(3)] //~ ERROR: there is no attribute `kelsonc::bits`
    _version: u8,
}

// Those that there are.
#[allow(unused_attributes)]
#[kelsonc::overflow(wrap)]
fn known() {}

// Another tool's business.
#[rustfmt::skip]
fn other() {}

fn main() {
    misspelt();
    known();
    other();
}
