// On an item that has no parameters and no body the attribute points to `static_assert!`.
use kelson::where_assert;

#[where_assert(LIMIT < 8)]
const LIMIT: usize = 4; //~ ERROR: `#[where_assert]` does not go on a constant

fn main() {
    let _ = LIMIT;
}
