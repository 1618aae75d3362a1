// Another crate uses a sealed trait and cannot implement it, whatever it tries.
//@aux-build: bus.rs
extern crate bus;

use bus::{Bus, Register};
use kelson::sealed;

#[derive(Clone, Copy)]
struct Mine;

impl Bus for Mine { //~ ERROR: the trait `Bus` is sealed and cannot be implemented for `Mine`
    fn name(&self) -> &'static str {
        "mine"
    }
}

unsafe impl Register for Mine { //~ ERROR: the trait `Register` is sealed and cannot be implemented for `Mine`
    const WIDTH: usize = 3;
}

struct Forged;

#[sealed]
impl bus::Bus for Forged { //~ ERROR: trait `__Seal_Bus` is private
    fn name(&self) -> &'static str {
        "forged"
    }
}

fn main() {
    bus::Pci.name();
    let _: &dyn Bus = &bus::Pci;
    let _ = u8::WIDTH;
}
