// SPDX-License-Identifier: MIT OR Apache-2.0

//! Suites whose test cases are spread over several files.
//!
//! The kernel's `#[kunit_tests]` makes a suite of one inline module. Here a theme is a suite and
//! has a file per feature, so the same parts are put together differently: [`cases!`] in the file
//! of a feature, [`suite!`] in the `mod.rs` of a theme. Expectations, unlike the assertions of
//! `#[kunit_tests]`, do not end the test's thread in the middle of a function.

use kelson::static_assert;
use kernel::{
    bindings,
    prelude::*,
    str::CStr, //
};

/// Declares the test cases of one feature, which KUnit calls `FEATURE.NAME`.
macro_rules! cases {
    ($feature:ident: $($(#[$attr:meta])* fn $name:ident() $body:block)+) => {
        $($(#[$attr])* fn $name() $body)+

        pub(super) const CASES: &[kernel::bindings::kunit_case] = &[$({
            unsafe extern "C" fn case(_test: *mut kernel::bindings::kunit) {
                $name();
            }
            kernel::kunit::kunit_case(
                kernel::c_str!(::core::concat!(
                    ::core::stringify!($feature),
                    ".",
                    ::core::stringify!($name)
                )),
                case,
            )
        }),+];
    };
}

/// Registers a suite of the cases of several features, each a module with [`cases!`].
macro_rules! suite {
    ($suite:ident: $($feature:ident),+ $(,)?) => {
        // KUnit writes the outcome of each case to this list, which is there as long as the module.
        // It reads until a case without a function: there is one zeroed case more than is filled.
        static mut ALL_CASES: [kernel::bindings::kunit_case; 1 $(+ $feature::CASES.len())+] = {
            let mut all = [const { pin_init::zeroed() }; 1 $(+ $feature::CASES.len())+];
            let mut next = 0;
            $(
                let mut case = 0;
                while case < $feature::CASES.len() {
                    all[next] = $feature::CASES[case];
                    case += 1;
                    next += 1;
                }
            )+
            all
        };
        kernel::kunit_unsafe_test_suite!($suite, ALL_CASES);
    };
}

/// Fails the test that is running, and goes on with it, unless a condition holds.
macro_rules! expect {
    ($condition:expr $(,)?) => {
        $crate::kunit::expect(
            $condition,
            kernel::c_str!(::core::file!()),
            ::core::line!(),
            kernel::c_str!(::core::stringify!($condition)),
        )
    };
}

/// As [`expect!`] of `left == right`, with both values in the log.
macro_rules! expect_eq {
    ($left:expr, $right:expr $(,)?) => {{
        let (left, right) = (&$left, &$right);
        if left != right {
            kernel::prelude::pr_err!("left is {left:?}, right is {right:?}\n");
        }
        $crate::kunit::expect(
            left == right,
            kernel::c_str!(::core::file!()),
            ::core::line!(),
            kernel::c_str!(::core::stringify!($left == $right)),
        )
    }};
}

// KUnit's formatter finds the whole from its first member.
static_assert!(core::mem::offset_of!(bindings::kunit_unary_assert, assert) == 0);

/// Tells KUnit of a condition that does not hold.
pub(crate) fn expect(holds: bool, file: &'static CStr, line: u32, condition: &'static CStr) {
    if holds {
        return;
    }
    // SAFETY: the function has no requirements.
    let test = unsafe { bindings::kunit_get_current_test() };
    if test.is_null() {
        pr_err!("{file:?}:{line}: expected {condition:?}, and no test is running\n");
        return;
    }
    let place = bindings::kunit_loc {
        file: file.as_char_ptr(),
        line: line as i32,
    };
    let assertion = bindings::kunit_unary_assert {
        assert: bindings::kunit_assert {},
        condition: condition.as_char_ptr(),
        expected_true: true,
    };
    // SAFETY:
    // - `test` is the test that this thread runs, so it is there until this thread returns.
    // - `place` and `assertion` are alive during the call. KUnit formats them before it returns
    //   and keeps no pointer to them; the strings in them are literals.
    // - The formatter is the one for `kunit_unary_assert`, of which the pointer is to the whole:
    //   the member it stands for is the first one, as asserted above.
    // - There is no message, hence no arguments to one.
    // - An expectation does not end the thread.
    unsafe {
        bindings::__kunit_do_failed_assertion(
            test,
            &place,
            bindings::kunit_assert_type_KUNIT_EXPECTATION,
            core::ptr::from_ref(&assertion).cast(),
            Some(bindings::kunit_unary_assert_format),
            core::ptr::null(),
        );
    }
}
