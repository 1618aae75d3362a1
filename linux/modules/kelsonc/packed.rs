// SPDX-License-Identifier: MIT OR Apache-2.0

//! A type that is packed, aligned, and has members of both kinds, shared with C in both directions.

use core::mem::{align_of, offset_of, size_of};

#[macro_use]
#[path = "../kelson_kunit/kunit.rs"]
mod kunit;

module! {
    type: Packed,
    name: "kelsonc_packed",
    authors: ["The Kelson contributors"],
    description: "Packed and aligned types, laid out as C does",
    license: "Dual MIT/GPL",
}

struct Packed;

impl kernel::Module for Packed {
    fn init(_module: &'static ThisModule) -> Result<Self> {
        Ok(Packed)
    }
}

#[repr(C, align(16))]
#[derive(Clone, Copy, Default)]
struct Sixteen {
    low: u64,
    high: u64,
}

#[repr(C, packed)]
#[kelsonc::align(64)]
#[derive(Clone, Copy, Default)]
struct Area {
    tag: u8,
    wide: Sixteen,
    #[kelsonc::align(8)]
    tail: u32,
}

// SAFETY: packed_c.c defines these with the same arguments and results. They read or write the one area that they are
// given, whose layout the first test compares, and keep no pointer to it. All its fields are numbers, so any bytes will do.
unsafe extern "C" {
    safe fn kelsonc_area_layout(what: core::ffi::c_uint) -> usize;
    safe fn kelsonc_area_sum(area: &Area) -> u64;
    safe fn kelsonc_area_fill(area: &mut Area);
}

mod packed {
    use super::*;

    cases! { packed:
        fn the_layout_is_that_of_c() {
            expect_eq!(size_of::<Area>(), kelsonc_area_layout(0));
            expect_eq!(align_of::<Area>(), kelsonc_area_layout(1));
            expect_eq!(offset_of!(Area, wide), kelsonc_area_layout(2));
            expect_eq!(offset_of!(Area, tail), kelsonc_area_layout(3));
            expect_eq!((size_of::<Area>(), offset_of!(Area, wide)), (64, 1));
        }

        fn values_go_both_ways() {
            let wide = Sixteen { low: 20, high: 300 };
            let area = Area { tag: 1, wide, tail: 4000 };
            expect_eq!(kelsonc_area_sum(&area), 4321);
            let mut filled = Area::default();
            kelsonc_area_fill(&mut filled);
            let Area { tag, wide, tail } = filled;
            expect!((tag, wide.low, wide.high, tail) == (1, 20, 300, 4000));
        }
    }
}

suite!(kelsonc_packed: packed);
