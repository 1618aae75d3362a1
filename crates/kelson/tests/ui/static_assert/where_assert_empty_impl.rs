// An impl without code would never be checked, which must not look like success.
use kelson::where_assert;

struct Marker<const N: usize>;

trait Small {}

#[where_assert(N < 8)]
impl<const N: usize> Small for Marker<N> {} //~ ERROR: nothing would check the condition

fn main() {}
