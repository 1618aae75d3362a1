// SPDX-License-Identifier: MIT OR Apache-2.0

//! A choice between items by configuration, as one macro.
//@ gate: cfg_select
//@ since: 1.95

#![no_std]

core::cfg_select! {
    unix => {
        pub fn sleep() {}
    }
    _ => {
        pub fn sleep() {}
    }
}

pub fn nap() {
    sleep()
}
