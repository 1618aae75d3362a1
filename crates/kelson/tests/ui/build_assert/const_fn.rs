// The function that does not exist is not `const`; constants have `const_assert!`.
use kelson::build_assert;

const fn offset(at: usize) -> usize {
    build_assert!(at < 0x100); //~ ERROR: cannot call non-const
    at
}

fn main() {
    offset(1);
}
