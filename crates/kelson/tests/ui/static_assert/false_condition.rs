// A false condition is an error at the condition, with the user's message.
use kelson::static_assert;

struct Descriptor {
    _address: u64,
    _length: u32,
}

static_assert!(size_of::<Descriptor>() == 12, "the device reads 12-byte descriptors"); //~ E0080
static_assert!(size_of::<Descriptor>() == 16, "a near miss that holds");

fn main() {
    static_assert!(1 + 1 == 3); //~ E0080
}
