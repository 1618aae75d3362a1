// The one value of the list for which the condition is false is named.
use kelson::static_assert;

static_assert!(<const N: usize> for [1, 2, 3]: N.is_power_of_two()); //~ E0080
static_assert!(<const N: usize> for [1, 2, 4]: N.is_power_of_two());

fn main() {}
