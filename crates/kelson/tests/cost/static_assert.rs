// Conditions on constants leave no instruction.
//@ same: checked plain
//@ same: method_checked method_plain
#![crate_type = "lib"]
use kelson::{const_assert, static_assert, where_assert};

#[inline(always)]
fn sum<const N: usize>(of: &[u32; N]) -> u32 {
    const_assert!(N.is_power_of_two(), "a power of two");
    static_assert!(size_of::<u32>() == 4);
    of.iter().fold(0, |sum, value| sum.wrapping_add(*value))
}

#[no_mangle]
pub extern "C" fn checked(of: &[u32; 8]) -> u32 {
    sum(of)
}

#[no_mangle]
pub extern "C" fn plain(of: &[u32; 8]) -> u32 {
    of.iter().fold(0, |sum, value| sum.wrapping_add(*value))
}

pub struct Ring<const N: usize>([u8; N]);

#[where_assert(N.is_power_of_two())]
impl<const N: usize> Ring<N> {
    const MASK: usize = N - 1;

    #[inline(always)]
    fn get(&self, index: usize) -> u8 {
        self.0[index & Self::MASK]
    }
}

#[no_mangle]
pub extern "C" fn method_checked(of: &Ring<16>, index: usize) -> u8 {
    of.get(index)
}

#[no_mangle]
pub extern "C" fn method_plain(of: &Ring<16>, index: usize) -> u8 {
    of.0[index & 15]
}
