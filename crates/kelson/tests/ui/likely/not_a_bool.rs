// The condition is a `bool`, and the error says so at the user's own expression.
//@no-rustfix
use kelson::{likely, unlikely};

fn main() {
    let frames = 3;
    if likely!(frames) {} //~ ERROR: mismatched types
    if unlikely!(Some(frames)) {} //~ ERROR: mismatched types
    if likely!(frames > 0) {}
}
