// SPDX-License-Identifier: MIT OR Apache-2.0

//! A crate of a domain gives methods to types of other crates and to primitive ones.

//@run
//@compile-flags: -K coherence-domain=linux

impl Vec<u8> {
    const RADIX: u32 = 16;

    fn hex(&self) -> String {
        self.iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

impl u32 {
    const fn twice(self) -> u32 {
        self * 2
    }
}

const LIMIT: u32 = 21_u32.twice();

fn main() {
    println!("{} {} {LIMIT}", vec![1_u8, 0xfe].hex(), Vec::<u8>::RADIX);
}
