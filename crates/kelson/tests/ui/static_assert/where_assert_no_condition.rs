// The attribute without a condition says how it is written.
use kelson::where_assert;

#[where_assert] //~ ERROR: `#[where_assert]` needs a condition
fn one() {}

#[where_assert(1 == 1, 2 == 2)] //~ ERROR: expected the message, a string literal
fn two() {}

#[where_assert(1 == 1, "one", "two")] //~ ERROR: expected the end of the assertion
fn three() {}

fn main() {
    one();
    two();
    three();
}
