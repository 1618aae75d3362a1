// SPDX-License-Identifier: MIT OR Apache-2.0

//! A handler that panics unwinds through the function that overflowed, and its values are dropped.

//@run
//@compile-flags: -K overflow-checks=report

#[kelsonc::overflow_handler]
#[track_caller]
fn report(operation: &'static str) {
    std::panic::panic_any(operation);
}

struct Noisy;

impl Drop for Noisy {
    fn drop(&mut self) {
        println!("dropped");
    }
}

fn main() {
    std::panic::set_hook(Box::new(|_| ()));
    let caught = std::panic::catch_unwind(|| {
        let _noisy = Noisy;
        std::hint::black_box(255_u8) + 3
    });
    let said = caught.unwrap_err();
    println!("{:?}", said.downcast_ref::<&'static str>());
}
