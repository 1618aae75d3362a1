// SPDX-License-Identifier: MIT OR Apache-2.0

//! The other module in the coherence domain `linux`. It prints time spans, and adds them up by the impl of the first.

use core::hint::black_box;
// Its impls are all that is wanted of it.
use kelsonc_units as _;
use kernel::fmt::{self, Display};
use kernel::str::CString;
use kernel::time::Delta;

#[macro_use]
#[path = "../kelson_kunit/kunit.rs"]
mod kunit;

module! {
    type: Timer,
    name: "kelsonc_timer",
    authors: ["The Kelson contributors"],
    description: "Time spans that can be printed, in a coherence domain",
    license: "Dual MIT/GPL",
}

struct Timer;

impl kernel::Module for Timer {
    fn init(_module: &'static ThisModule) -> Result<Self> {
        Ok(Timer)
    }
}

impl Display for Delta {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} us", self.as_micros_ceil())
    }
}

mod domain {
    use super::*;

    cases! { domain:
        fn both_impls_serve() {
            let spans = black_box([1, 2]).map(Delta::from_millis);
            let total: Delta = spans.into_iter().sum();
            expect_eq!(total.as_nanos(), 3_000_000);
            let text = CString::try_from_fmt(fmt!("{total}"));
            expect!(text.is_ok_and(|text| text.to_bytes() == b"3000 us"));
        }
    }
}

suite!(kelsonc_timer: domain);
