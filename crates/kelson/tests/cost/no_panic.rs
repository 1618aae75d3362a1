// The mark leaves a record in a section that is not loaded, and no instruction.
//@ same: marked plain
//@ has: .kelson.no_panic
//@ has: "1|crates/kelson/tests/cost/no_panic.rs|11|no_panic::__kelson_no_panic|marked"
//@ has: "1|crates/kelson/tests/cost/no_panic.rs|21|no_panic::__kelson_no_panic|generic"
#![crate_type = "lib"]
use kelson::no_panic;

#[no_panic]
#[no_mangle]
pub extern "C" fn marked(of: &[u32; 4], index: usize) -> u32 {
    of[index % 4] ^ generic(index) as u32
}

#[no_mangle]
pub extern "C" fn plain(of: &[u32; 4], index: usize) -> u32 {
    of[index % 4] ^ (index == usize::default()) as u32
}

#[no_panic]
fn generic<T: Default + PartialEq>(value: T) -> bool {
    value == T::default()
}
