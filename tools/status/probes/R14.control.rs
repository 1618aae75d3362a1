// SPDX-License-Identifier: MIT OR Apache-2.0

//! The keyword is misspelled.
//@ error: unsaff | expected one of `!` or `::`

#![no_std]

#[macro_export]
unsaff macro_rules! zeroed {
    () => {
        0
    };
}
