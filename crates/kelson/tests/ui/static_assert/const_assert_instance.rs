// The error names the instance for which the condition is false.
use kelson::const_assert;

struct Ring<const N: usize>([u8; N]);

impl<const N: usize> Ring<N> {
    fn new() -> Self {
        const_assert!(N.is_power_of_two(), "the index mask needs a power of two"); //~ E0080
        Ring([0; N])
    }
}

fn main() {
    let _ = Ring::<8>::new().0;
    let _ = Ring::<6>::new().0;
}
