// SPDX-License-Identifier: MIT OR Apache-2.0

//! One of two modules in the coherence domain `linux`: sums of time spans, for a trait of `core` and a type of `kernel`.

use core::iter::Sum;
use kernel::time::Delta;

module! {
    type: Units,
    name: "kelsonc_units",
    authors: ["The Kelson contributors"],
    description: "Sums of time spans, in a coherence domain",
    license: "Dual MIT/GPL",
}

struct Units;

impl kernel::Module for Units {
    fn init(_module: &'static ThisModule) -> Result<Self> {
        let total: Delta = [1, 2].map(Delta::from_millis).into_iter().sum();
        pr_info!("{} ns\n", total.as_nanos());
        Ok(Units)
    }
}

impl Sum for Delta {
    #[inline]
    fn sum<I: Iterator<Item = Delta>>(spans: I) -> Delta {
        spans.fold(Delta::from_nanos(0), |sum, span| sum + span)
    }
}
