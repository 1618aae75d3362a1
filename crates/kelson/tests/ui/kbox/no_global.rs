// The form with `Box` itself is a feature of the library, and off unless asked for.
kelson::allocator!(global); //~ ERROR: needs the feature `alloc`

fn main() {}
