// SPDX-License-Identifier: MIT OR Apache-2.0

//! How `build_assert!` behaves where nothing is optimized; the rest is in `tests/cost`.

use kelson::{build_assert, build_error};

#[inline(always)]
fn offset(at: usize) -> usize {
    build_assert!(at < 0x100, "register offset outside the window");
    build_assert!(at % 4 == 0);
    at
}

#[inline(always)]
fn width(bytes: usize) -> u32 {
    match bytes {
        1 => 8,
        _ => build_error!("a register is 1 byte wide"),
    }
}

#[test]
fn what_holds_passes() {
    assert_eq!(offset(0xfc), 0xfc);
    assert_eq!(width(1), 8);
}

#[cfg(debug_assertions)]
mod at_run_time {
    use super::{offset, width};

    fn message(of: impl FnOnce() + std::panic::UnwindSafe) -> String {
        let payload = std::panic::catch_unwind(of).expect_err("a false condition panics");
        payload
            .downcast_ref::<String>()
            .cloned()
            .unwrap_or_else(|| {
                payload
                    .downcast_ref::<&str>()
                    .copied()
                    .unwrap_or_default()
                    .to_owned()
            })
    }

    #[test]
    fn the_panic_has_condition_and_message() {
        assert_eq!(
            message(|| {
                offset(0x100);
            }),
            "build_assert!(at < 0x100) may fail: register offset outside the window"
        );
        assert_eq!(
            message(|| {
                offset(2);
            }),
            "build_assert!(at % 4 == 0) may fail"
        );
        assert_eq!(
            message(|| {
                width(2);
            }),
            "build_error!: a register is 1 byte wide"
        );
    }
}
