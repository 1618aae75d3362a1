// SPDX-License-Identifier: MIT OR Apache-2.0

//! A macro whose use takes an unsafe block.
//@ absent: expected item after attributes | macro_rules

#![no_std]

#[macro_export]
unsafe macro_rules! zeroed {
    () => {
        0
    };
}
