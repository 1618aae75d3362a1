// What the prover may assume is not the function's to say.
use kelson::no_panic;

#[no_panic(trust = "memcpy")] //~ ERROR: `#[no_panic]` takes no arguments
fn copy() {}

fn main() {
    copy();
}
