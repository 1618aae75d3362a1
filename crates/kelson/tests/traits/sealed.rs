// SPDX-License-Identifier: MIT OR Apache-2.0

//! Sealed traits are used like any other; who may not implement them is in `tests/ui/sealed`.

use kelson::sealed;

mod bus {
    use kelson::sealed;

    #[sealed]
    pub(crate) trait Bus<'a, T: ?Sized = u8, const N: usize = 2> {
        fn at(&self, of: &'a T) -> usize;
    }

    #[sealed(u8, <T: Copy> [T; 2], str)]
    pub(crate) trait Wire {
        fn bytes(&self) -> usize;
    }

    impl Wire for u8 {
        fn bytes(&self) -> usize {
            1
        }
    }

    impl Wire for str {
        fn bytes(&self) -> usize {
            self.len()
        }
    }
}

impl<T: Copy> bus::Wire for [T; 2] {
    fn bytes(&self) -> usize {
        2 * size_of::<T>()
    }
}

struct Pci;

#[sealed]
impl<'a> bus::Bus<'a> for Pci {
    fn at(&self, of: &'a u8) -> usize {
        usize::from(*of)
    }
}

mod usb {
    use super::bus::Bus;
    use kelson::sealed;

    pub(super) struct Usb<T>(pub(super) T);

    #[sealed(in super::bus)]
    impl<'a, T: AsRef<str>> Bus<'a, str, 7> for Usb<T> {
        fn at(&self, of: &'a str) -> usize {
            of.len() + self.0.as_ref().len()
        }
    }
}

#[test]
fn sealed_traits_are_called_by_bound_and_by_dyn() {
    use bus::{Bus, Wire};

    fn sum(of: &[&dyn Wire]) -> usize {
        of.iter().map(|wire| wire.bytes()).sum()
    }
    assert_eq!(sum(&[&1u8, &[1u32, 2]]), 9);
    assert_eq!(Wire::bytes("abc"), 3);
    assert_eq!(Pci.at(&9), 9);
    assert_eq!(usb::Usb("ab").at("cde"), 5);
}
