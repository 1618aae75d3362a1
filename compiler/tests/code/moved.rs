// SPDX-License-Identifier: MIT OR Apache-2.0

//! Uses bodies of the standard library with checks in them. Compiled again and again with more and more constants at the end.

use std::collections::HashMap;

fn main() {
    let mut doubled = HashMap::new();
    for number in 0..std::hint::black_box(3_u64) {
        doubled.insert(format!("{number}"), number * 2);
    }
    let mut values: Vec<u64> = doubled.into_values().collect();
    values.sort();
    println!("{values:?}");
}
