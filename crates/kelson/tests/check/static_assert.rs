// SPDX-License-Identifier: MIT OR Apache-2.0

//! What holds compiles and changes nothing; what fails is in `tests/ui/static_assert`.

use kelson::{const_assert, static_assert, where_assert};

static_assert!(size_of::<u64>() == 8, "as everywhere");
static_assert!(<T> for [u8, i8, bool]: size_of::<T>() == 1);
static_assert!(<T: ?Sized> for [str, [u8]]: size_of::<&T>() == 2 * size_of::<usize>());
static_assert!(<const N: u32> for [1, 2, 1 << 31]: N.count_ones() == 1);

struct Ring<T, const N: usize> {
    slots: [T; N],
}

#[where_assert(N.is_power_of_two(), "the index mask needs a power of two")]
#[where_assert(size_of::<T>() <= 8)]
impl<T: Copy, const N: usize> Ring<T, N> {
    const MASK: usize = N - 1;

    const fn new(value: T) -> Self {
        Ring { slots: [value; N] }
    }

    fn get(&self, index: usize) -> T {
        self.slots[index & Self::MASK]
    }
}

trait Width {
    const BITS: usize;
    fn bits(&self) -> usize;
}

#[where_assert(size_of::<T>() <= 8)]
impl<T, const N: usize> Width for Ring<T, N> {
    const BITS: usize = size_of::<T>() * 8;

    fn bits(&self) -> usize {
        Self::BITS * N
    }
}

#[where_assert(size_of::<Self>() == 2 && Self::WIDE)]
#[derive(Clone, Copy, PartialEq, Debug)]
struct Pair(u8, u8);

impl Pair {
    #[allow(
        dead_code,
        reason = "not every compiler counts a use in an anonymous constant"
    )]
    const WIDE: bool = true;
}

#[test]
fn an_impl_with_assertions_works_as_without() {
    static RING: Ring<u16, 4> = Ring::new(7);
    assert_eq!(RING.get(1001), 7);
    assert_eq!(RING.bits(), 64);
    assert_eq!(Ring::<Pair, 2>::new(Pair(1, 2)).get(5), Pair(1, 2));
}

#[test]
fn an_assertion_is_an_expression_of_unit_type() {
    fn first<const N: usize>(of: [u8; N]) -> u8 {
        let unit: () = const_assert!(N > 0, "not empty");
        assert_eq!(unit, ());
        of[0]
    }
    static_assert!(true);
    assert_eq!(first([3, 4]), 3);
}
