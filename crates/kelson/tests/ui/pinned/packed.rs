// A packed struct moves its fields when it is dropped.
use kelson::pinned;

#[pinned]
#[repr(C, packed)] //~ ERROR: a packed struct cannot keep its fields where they are
struct Header {
    kind: u8,
    length: u32,
}

#[cfg_attr(unix, repr(packed(2)))] //~ ERROR: a packed struct cannot keep its fields where they are
#[pinned]
struct Hidden {
    length: u32,
}

#[pinned]
#[repr(C, align(8))]
struct NearMiss {
    length: u32,
}

fn main() {}
