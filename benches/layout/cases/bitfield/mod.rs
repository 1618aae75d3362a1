// SPDX-License-Identifier: MIT OR Apache-2.0

//! One register, by five means: masks written by hand, `kelson::bitfield!`, and three crates.
//!
//! | bits | field |
//! |---|---|
//! | 31:24 | `count`, a number |
//! | 19:18 | `power`, an enum with a value for each of the four |
//! | 16 | `enable`, a flag |
//! | 11:8 | `rate`, a number |

pub mod bilge;
pub mod bitbybit;
pub mod bitfield_struct;
pub mod hand;
pub mod kelson;

use std::hint::black_box;

/// How many registers a measurement goes over.
const WORDS: usize = 4096;

/// Reports the time per register of each means and kind of access.
pub fn measure(report: &mut dyn FnMut(&str, f64), least: &dyn Fn(&mut dyn FnMut()) -> f64) {
    let start: Vec<u32> = (0..WORDS as u32)
        .map(|n| n.wrapping_mul(0x9e37_79b9))
        .collect();
    let wanted = (hand::sum(&start), updated(&start, hand::update));
    let all: [(&str, fn(&[u32]) -> u32, fn(&mut [u32])); 5] = [
        ("hand", hand::sum, hand::update),
        ("kelson", kelson::sum, kelson::update),
        ("bilge", bilge::sum, bilge::update),
        ("bitbybit", bitbybit::sum, bitbybit::update),
        (
            "bitfield_struct",
            bitfield_struct::sum,
            bitfield_struct::update,
        ),
    ];
    for (name, sum, update) in all {
        // What does not do the same is not compared.
        assert_eq!((sum(&start), updated(&start, update)), wanted, "{name}");
        let mut words = start.clone();
        let read = least(&mut || {
            black_box(sum(black_box(&words)));
        });
        let write = least(&mut || update(black_box(&mut words)));
        report(&format!("{name}_sum"), read / WORDS as f64);
        report(&format!("{name}_update"), write / WORDS as f64);
    }
}

fn updated(start: &[u32], update: fn(&mut [u32])) -> Vec<u32> {
    let mut words = start.to_vec();
    update(&mut words);
    words
}
