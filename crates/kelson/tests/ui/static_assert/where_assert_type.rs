// On a type without parameters the condition is checked where the type is declared.
use kelson::where_assert;

#[where_assert(size_of::<Self>() == 16, "the device reads 16-byte descriptors")] //~ E0080
#[repr(C)]
struct Bad {
    address: u64,
}

#[where_assert(size_of::<Self>() == 16 && Self::FIELDS == 2)]
#[repr(C)]
struct Good<'a> {
    address: &'a u64,
    length: u64,
}

impl Good<'_> {
    const FIELDS: usize = 2;
}

fn main() {}
