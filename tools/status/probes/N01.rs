// SPDX-License-Identifier: MIT OR Apache-2.0

//! A macro made by a macro, used by its absolute path.
//@ absent: macro_expanded_macro_exports_accessed_by_absolute_paths

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

crate::made!();
