// The example of the book's page.
//@run
use kelson::sealed;

/// Integers that fit a device register: these and no others.
#[sealed(u8, u16, u32, <T: Copy> Option<T>)]
trait Width {
    const BITS: u32;
}
impl Width for u8 {
    const BITS: u32 = 8;
}
impl Width for u16 {
    const BITS: u32 = 16;
}

mod bus {
    use kelson::sealed;

    /// A bus: whoever writes one in this crate says `#[sealed]` again.
    #[sealed]
    pub trait Bus {
        fn name(&self) -> &'static str;
    }

    pub struct Pci;

    #[sealed]
    impl Bus for Pci {
        fn name(&self) -> &'static str {
            "pci"
        }
    }
}

mod usb {
    use crate::bus::Bus;
    use kelson::sealed;

    pub struct Usb;

    // The trait came by `use`, so its module is given.
    #[sealed(in crate::bus)]
    impl Bus for Usb {
        fn name(&self) -> &'static str {
            "usb"
        }
    }
}

fn main() {
    use bus::Bus;
    let all: [&dyn Bus; 2] = [&bus::Pci, &usb::Usb];
    assert_eq!(all.map(|bus| bus.name()), ["pci", "usb"]);
    assert_eq!(u8::BITS + <u16 as Width>::BITS, 24);
}
