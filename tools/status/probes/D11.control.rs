// SPDX-License-Identifier: MIT OR Apache-2.0

//! No branch is chosen, so the item does not exist.
//@ gate: cfg_select
//@ error: E0425

#![no_std]

core::cfg_select! {
    all(unix, not(unix)) => {
        pub fn sleep() {}
    }
    _ => {}
}

pub fn nap() {
    sleep()
}
