// SPDX-License-Identifier: MIT OR Apache-2.0

//! The hints keep the value; what they do to code is in `tests/cost`.

use kelson::{likely, unlikely};

const fn clamp(value: u32) -> u32 {
    if unlikely!(value > 10) {
        10
    } else {
        value
    }
}

#[test]
fn the_value_is_the_conditions_own() {
    for value in [false, true] {
        assert_eq!(likely!(value), value);
        assert_eq!(unlikely!(value), value);
    }
}

#[test]
fn constants_may_be_hinted() {
    const CLAMPED: u32 = clamp(11);
    assert_eq!((CLAMPED, clamp(3)), (10, 3));
}

#[test]
fn the_condition_is_evaluated_once() {
    let mut evaluated = 0;
    let mut next = || {
        evaluated += 1;
        evaluated > 0
    };
    assert!(likely!(next()) && !unlikely!(!next()));
    assert_eq!(evaluated, 2);
}
