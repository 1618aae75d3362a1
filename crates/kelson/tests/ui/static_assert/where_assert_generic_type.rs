// A generic type has no instance to check; the message says where the attribute goes.
use kelson::where_assert;

#[where_assert(size_of::<T>() == 4)]
struct Slot<T> { //~ ERROR: `Slot` is generic, so there is no one type to check
    value: T,
}

fn main() {
    let _ = Slot { value: 1 }.value;
}
