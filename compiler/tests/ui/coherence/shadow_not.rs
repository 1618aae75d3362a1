// SPDX-License-Identifier: MIT OR Apache-2.0

//! Where nothing else can be meant, nothing is in the way: other types, traits that are not in scope, methods of one
//! domain that come before each other, paths.

//@run
//@aux-build: names.rs

extern crate names;

use std::rc::Rc;

mod elsewhere {
    pub trait Hex {
        fn hex(&self) -> &'static str;
    }

    impl Hex for Vec<u8> {
        fn hex(&self) -> &'static str {
            "trait"
        }
    }

    impl Hex for Vec<u16> {
        fn hex(&self) -> &'static str {
            "trait, of others"
        }
    }

    pub fn here(bytes: &Vec<u8>, others: &Vec<u16>) {
        println!("{} {} {}", Hex::hex(bytes), <Vec<u8> as Hex>::hex(bytes), others.hex());
    }
}

fn main() {
    let bytes = vec![1_u8];
    println!("{} {} {}", bytes.hex(), bytes.sum_up(), bytes[..].sum_up());
    println!("{:?} {:?}", bytes.as_slice().first(), names::first_of!(vec![2_u16]));
    println!("{} {}", Rc::new(3).shown(), Vec::<u8>::LEAST);
    elsewhere::here(&bytes, &vec![1]);
}
