// SPDX-License-Identifier: MIT OR Apache-2.0

//! Conditions on the numbers of the kernel's own configuration.
//!
//! What a comparison should give is asked of `when.c`, where the preprocessor has put the same
//! numbers, so the tests hold in every configuration and fail when the two languages disagree.

use kelson::{
    cfg_select,
    if_cfg,
    when, //
};

// SAFETY: `when.c` defines each as a constant of the type that `i64` and `bool` are in C.
unsafe extern "C" {
    safe static kelson_nr_cpus: i64;
    safe static kelson_hz: i64;
    safe static kelson_rustc_version: i64;
    safe static kelson_log_buf_shift: i64;
    safe static kelson_smp: bool;
    safe static kelson_debug_assertions: bool;
}

/// Expects every comparison of a name with some numbers to be what it is for the number in C.
macro_rules! agrees {
    ($name:ident, $c:expr, [$($number:tt),+]) => {$(
        expect_eq!(if_cfg!($name == $number { true } else { false }), $c == $number);
        expect_eq!(if_cfg!($name != $number { true } else { false }), $c != $number);
        expect_eq!(if_cfg!($name < $number { true } else { false }), $c < $number);
        expect_eq!(if_cfg!($name <= $number { true } else { false }), $c <= $number);
        expect_eq!(if_cfg!($name > $number { true } else { false }), $c > $number);
        expect_eq!(if_cfg!($name >= $number { true } else { false }), $c >= $number);
    )+};
}

#[when(CONFIG_NR_CPUS >= 64)]
const QUEUES: usize = 16;
#[when(CONFIG_NR_CPUS < 64 && CONFIG_NR_CPUS > 1)]
const QUEUES: usize = 2;
#[when(!(CONFIG_NR_CPUS > 1))]
const QUEUES: usize = 1;

cfg_select! {
    CONFIG_HZ >= 1000 => {
        const TICK: &str = "a millisecond or less";
    }
    CONFIG_HZ >= 250 => {
        const TICK: &str = "up to four milliseconds";
    }
    _ => {
        const TICK: &str = "more than four milliseconds";
    }
}

cases! { when:
    fn comparisons_are_those_of_c() {
        agrees!(CONFIG_NR_CPUS, kelson_nr_cpus, [1, 2, 4, 63, 64, 512, 8192]);
        agrees!(CONFIG_HZ, kelson_hz, [24, 100, 250, 300, 0x3e8, 1_000]);
        agrees!(CONFIG_RUSTC_VERSION, kelson_rustc_version, [108500, 109500, 109600, 200000]);
        agrees!(CONFIG_LOG_BUF_SHIFT, kelson_log_buf_shift, [10, 12, 17, 0b11001]);
    }

    fn items_are_kept_by_number() {
        let queues = match kelson_nr_cpus {
            64.. => 16,
            2.. => 2,
            _ => 1,
        };
        expect_eq!(QUEUES, queues);
    }

    fn the_first_arm_that_holds_is_chosen() {
        let tick = match kelson_hz {
            1000.. => "a millisecond or less",
            250.. => "up to four milliseconds",
            _ => "more than four milliseconds",
        };
        expect_eq!(TICK, tick);
    }

    fn switches_are_read_as_cfg_reads_them() {
        expect_eq!(if_cfg!(CONFIG_SMP { true } else { false }), kelson_smp);
        expect_eq!(if_cfg!(CONFIG_SMP = "y" { true } else { false }), kelson_smp);
        expect_eq!(
            if_cfg!(CONFIG_RUST_DEBUG_ASSERTIONS { true } else { false }),
            kelson_debug_assertions
        );
        expect_eq!(if_cfg!(debug_assertions { true } else { false }), kelson_debug_assertions);
        expect_eq!(if_cfg!(MODULE { true } else { false }), cfg!(MODULE));
        expect!(if_cfg!(all(CONFIG_RUST, target_pointer_width = "64") || CONFIG_RUST { true }
            else { false }));
    }

    fn an_unset_name_compares_false() {
        expect!(if_cfg!(CONFIG_NO_SUCH_OPTION == 0 { false } else if CONFIG_NO_SUCH_OPTION != 0 {
            false
        } else {
            true
        }));
    }
}
