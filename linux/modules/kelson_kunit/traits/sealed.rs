// SPDX-License-Identifier: MIT OR Apache-2.0

//! Sealed traits are used like any other, with types and pointers of the kernel.

use kelson::sealed;
use kernel::{
    prelude::*,
    sync::Arc, //
};

mod bus {
    use kelson::sealed;

    #[sealed]
    pub(crate) trait Bus: Send + Sync {
        fn name(&self) -> &'static str;
    }

    #[sealed(u8, u16, u32, <T: Copy> [T; 2])]
    pub(crate) trait Register: Copy {
        const WIDTH: usize = size_of::<Self>();
    }

    impl Register for u8 {}
    impl Register for u16 {}
    impl Register for u32 {}
}

impl<T: Copy> bus::Register for [T; 2] {}

struct Pci;

#[sealed]
impl bus::Bus for Pci {
    fn name(&self) -> &'static str {
        "pci"
    }
}

mod usb {
    use super::bus::Bus;
    use kelson::sealed;

    pub(super) struct Usb<T>(pub(super) T);

    #[sealed(in super::bus)]
    impl<T: Send + Sync> Bus for Usb<T> {
        fn name(&self) -> &'static str {
            "usb"
        }
    }
}

fn width<R: bus::Register>(_: R) -> usize {
    R::WIDTH
}

cases! { sealed:
    fn by_bound() {
        expect_eq!(width(1u8) + width(1u16) + width(1u32) + width([1u64; 2]), 23);
    }

    fn by_dyn_in_boxes_of_the_kernel() {
        let pci = KBox::new(Pci, GFP_KERNEL).map(|pci| pci as KBox<dyn bus::Bus>);
        expect_eq!(pci.map(|bus| bus.name()).ok(), Some("pci"));
        let usb = Arc::new(usb::Usb(7u8), GFP_KERNEL).map(|usb| usb as Arc<dyn bus::Bus>);
        expect_eq!(usb.map(|bus| bus.name()).ok(), Some("usb"));
    }
}
