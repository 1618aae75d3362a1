// SPDX-License-Identifier: MIT OR Apache-2.0

//! Arithmetic that overflows in a kernel that `-K overflow-checks=report` built: a WARN that names the file and the
//! line, and the kernel goes on with the wrapped value.
//!
//! No `use kernel::prelude::*` here: `-K prelude=+kernel::prelude` does it.

use core::hint::black_box;
use kernel::time::Delta;

#[macro_use]
#[path = "../kelson_kunit/kunit.rs"]
mod kunit;

module! {
    type: Report,
    name: "kelsonc_report",
    authors: ["The Kelson contributors"],
    description: "Overflows that are reported",
    license: "Dual MIT/GPL",
}

struct Report;

impl kernel::Module for Report {
    fn init(_module: &'static ThisModule) -> Result<Self> {
        Ok(Report)
    }
}

/// Lets the test of the console know that the kernel is about to warn, and of which place.
macro_rules! expect_warn {
    ($file:expr, $line:expr) => {
        pr_info!("kelson: expect-warn 1 {}:{}\n", $file, $line)
    };
}

mod report {
    use super::*;

    #[kelsonc::overflow(report, once)]
    fn add_once(left: u8, right: u8) -> u8 {
        left + right
    }

    #[kelsonc::overflow(wrap)]
    fn add_wrapping(left: u8, right: u8) -> u8 {
        left + right
    }

    cases! { report:
        fn a_module_warns_and_goes_on() {
            expect_warn!(file!(), line!() + 1);
            expect_eq!(black_box(u8::MAX) + black_box(3), 2);
            expect_warn!(file!(), line!() + 1);
            expect_eq!(black_box(1u32) << black_box(33), 2);
            expect_warn!(file!(), line!() + 1);
            expect_eq!(-black_box(i32::MIN), i32::MIN);
        }

        fn the_kernels_own_arithmetic_warns() {
            expect_warn!("rust/kernel/time.rs", "");
            let sum = Delta::from_nanos(black_box(i64::MAX)) + Delta::from_nanos(black_box(1));
            expect_eq!(sum.as_nanos(), i64::MIN);
        }

        fn the_core_library_warns() {
            expect_warn!("library/core/src/iter/traits/accum.rs", "");
            expect_eq!(black_box([200u8, 100]).iter().sum::<u8>(), 44);
        }

        fn once_is_once() {
            pr_info!("kelson: expect-warn 1\n");
            for _ in 0..3 {
                expect_eq!(add_once(black_box(200), black_box(100)), 44);
            }
        }

        fn what_shall_wrap_is_silent() {
            expect!(add_wrapping(black_box(200), black_box(100)) == 44);
        }
    }
}

suite!(kelsonc_report: report);
