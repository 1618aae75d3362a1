// SPDX-License-Identifier: MIT OR Apache-2.0

//@compile-flags: -K overflow-checks=report

mod private {
    #[kelsonc::overflow_handler]
    #[track_caller]
    fn report(operation: &'static str) {
        println!("below: {operation} at line {}", core::panic::Location::caller().line());
    }
}
