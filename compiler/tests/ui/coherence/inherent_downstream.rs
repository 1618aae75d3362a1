// SPDX-License-Identifier: MIT OR Apache-2.0

//! Whoever uses a crate of a domain needs no option to use its methods; every kind of type has them.

//@run
//@aux-build: dump.rs

extern crate dump;

use std::any::Any;
use std::cell::Cell;

const LIMIT: u32 = 21_u32.twice();
static WIDE: [u8; [1, 2, 3].width()] = [0; 3];

fn generic<T: Copy>(values: &[T]) -> (T, T) {
    values.ends()
}

fn main() {
    println!("{} {}", vec![1_u8, 255].hex(), Vec::<u8>::RADIX);
    println!("{} {}", Vec::<u8>::of_one(3).pairs(), vec!["a", "b"].pairs());
    println!("{LIMIT} {} {:?}", WIDE.len(), generic(&[1, 2, 3]));
    println!("{} {:?}", "abc".shout(), (1, "x").swapped());
    println!("{}", (&raw const LIMIT_U16).is_even());
    let any: Box<dyn Any> = Box::new(1);
    println!("{} {}", any.kind(), Cell::new(1_u8).bump());
    println!("{}", dump::used_here());
    let path: fn(&Vec<u8>) -> String = Vec::<u8>::hex;
    println!("{}", path(&vec![9]));
}

static LIMIT_U16: u16 = 0;
