// SPDX-License-Identifier: MIT OR Apache-2.0

//! Measures, and prints a name and a number of nanoseconds per line.

use std::hint::black_box;
use std::time::{Duration, Instant};

fn main() {
    let mut report = |name: &str, nanoseconds: f64| println!("{name} {nanoseconds}");
    bench_layout::bitfield::measure(&mut report, &|work| least(work));
    bench_layout::word::measure(&mut report, &|work| least(work));
}

/// The time of the fastest of many runs, in nanoseconds.
fn least(work: &mut dyn FnMut()) -> f64 {
    let mut least = Duration::MAX;
    for _ in 0..200 {
        let start = Instant::now();
        black_box(&mut *work)();
        least = least.min(start.elapsed());
    }
    least.as_nanos() as f64
}
