// SPDX-License-Identifier: MIT OR Apache-2.0

//! The hints keep the value; what they do to code is in `crates/kelson/tests/cost/likely.rs`.

use kelson::{
    likely,
    unlikely, //
};
use kernel::prelude::*;

fn checked(length: usize) -> Result<usize> {
    if unlikely!(length < 14) {
        return Err(EINVAL);
    }
    if likely!(length <= 1518) {
        Ok(length)
    } else {
        Err(EMSGSIZE)
    }
}

cases! { likely:
    fn the_value_is_the_conditions_own() {
        for value in core::hint::black_box([false, true]) {
            expect_eq!(likely!(value), value);
            expect_eq!(unlikely!(value), value);
        }
    }

    fn both_branches_are_taken() {
        expect_eq!(checked(core::hint::black_box(60)), Ok(60));
        expect_eq!(checked(core::hint::black_box(13)), Err(EINVAL));
        expect_eq!(checked(core::hint::black_box(9000)), Err(EMSGSIZE));
    }

    fn the_condition_is_evaluated_once() {
        let mut evaluated = 0;
        let mut next = || {
            evaluated += 1;
            evaluated > 0
        };
        expect!(likely!(next()) && !unlikely!(!next()));
        expect_eq!(evaluated, 2);
    }
}
