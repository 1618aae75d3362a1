// A violation is one error however many functions of the block are used.
use kelson::where_assert;

struct Ring<const N: usize>([u8; N]);

#[where_assert(N.is_power_of_two(), "the index mask needs a power of two")] //~ E0080
impl<const N: usize> Ring<N> {
    const MASK: usize = N - 1;

    fn new() -> Self {
        Ring([0; N])
    }

    fn get(&self, index: usize) -> u8 {
        self.0[index & Self::MASK]
    }
}

fn main() {
    let good = Ring::<8>::new();
    good.get(9);
    let bad = Ring::<6>::new();
    bad.get(9);
}
