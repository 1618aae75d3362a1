// SPDX-License-Identifier: MIT OR Apache-2.0

//! Uses a dependency whose overflows are reported to the handler here, above it.

#[kelsonc::overflow_handler]
#[track_caller]
fn report(operation: &'static str) {
    let place = core::panic::Location::caller();
    let file = std::path::Path::new(place.file())
        .file_name()
        .unwrap_or_default();
    println!(
        "overflow: {operation} at {}:{}",
        file.display(),
        place.line()
    );
}

fn main() {
    let value = std::env::args().count() as u8 + 199;
    println!("{}", dep::above(value));
    println!("{}", dep::twice(value));
}
