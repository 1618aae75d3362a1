// SPDX-License-Identifier: MIT OR Apache-2.0

//! Conditions under cargo, where no number is set; `tests/ui/when` has them with numbers.

#![allow(unexpected_cfgs, reason = "no number is set, which is what is tested")]

use kelson::{cfg_select, if_cfg, when};

#[when(NR_CPUS >= 64)]
const QUEUES: usize = not_even_resolved();
#[when(!(NR_CPUS >= 64))]
const QUEUES: usize = 1;

#[when(test && unix || windows)]
const TESTED: bool = true;

if_cfg!(unix {
    fn family() -> &'static str {
        "unix"
    }
} else {
    fn family() -> &'static str {
        "other"
    }
});

cfg_select! {
    NR_CPUS < 64 => { compile_error!("no number is set, so no comparison holds"); }
    any(unix, windows) => { const HOSTED: bool = true; }
    _ => { const HOSTED: bool = false; }
}

#[test]
fn unset_names_compare_false() {
    assert_eq!(QUEUES, 1);
    let known = if_cfg!(NR_CPUS != 64 { missing() } else if NR_CPUS == 64 { missing() } else { 3 });
    assert_eq!(known, 3);
}

#[test]
fn names_that_rustc_sets_are_left_to_it() {
    const { assert!(TESTED && HOSTED) };
    assert_eq!(family(), if cfg!(unix) { "unix" } else { "other" });
    let width = cfg_select!(
        target_pointer_width = "64" => 64,
        target_pointer_width = "32" => 32,
        _ => 0,
    );
    assert_eq!(width, usize::BITS);
    let checked = if_cfg!(debug_assertions { let mut a = 0; a += 1; a } else { 0 });
    assert_eq!(checked, i32::from(cfg!(debug_assertions)));
}

struct Device;

impl Device {
    #[when(NR_CPUS > 1)]
    fn queues(&self) -> usize {
        missing()
    }

    #[when(not(NR_CPUS > 1))]
    fn queues(&self) -> usize {
        2
    }
}

#[test]
fn methods_are_chosen_too() {
    assert_eq!(Device.queues(), 2);
}
