// SPDX-License-Identifier: MIT OR Apache-2.0

//! The macro that is used was never made.
//@ error: maade

#![no_std]

macro_rules! make {
    () => {
        #[macro_export]
        macro_rules! made {
            () => {};
        }
    };
}

make!();

crate::maade!();
