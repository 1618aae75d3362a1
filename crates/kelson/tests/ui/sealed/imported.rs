// A trait brought in by `use` is found by `in`; without it the error names the seal.
use kelson::sealed;

mod bus {
    use kelson::sealed;

    #[sealed]
    pub trait Bus {}
}

mod usb {
    use super::bus::Bus;
    use kelson::sealed;

    pub struct Usb;

    #[sealed]
    impl Bus for Usb {} //~ ERROR: `__Seal_Bus`
    //~^ ERROR: the trait `Bus` is sealed and cannot be implemented for `Usb`

    pub struct Hub;

    #[sealed(in crate::bus)]
    impl Bus for Hub {}
}

pub struct Pci;

#[sealed]
impl bus::Bus for Pci {}

fn main() {
    let _ = (usb::Usb, usb::Hub);
}
