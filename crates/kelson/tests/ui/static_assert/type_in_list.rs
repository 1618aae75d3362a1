// The one type of the list for which the condition is false is named.
use kelson::static_assert;

static_assert!(<T> for [u8, u16, u64]: size_of::<T>() <= 4, "must fit 32 bits"); //~ E0080
static_assert!(<T> for [u8, u16, u32]: size_of::<T>() <= 4, "must fit 32 bits");

fn main() {}
