// How long a slice is, only the running program knows.
use kelson::project;

fn main() {
    let slice: *const [u32] = &[1, 2, 3];
    let _second = project!(slice, [try: 1]);
    let _second = project!(slice, [1]); //~ ERROR: the size for values of type `[u32]` cannot be known
}
