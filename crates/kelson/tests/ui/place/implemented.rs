// What unsafe code relies on is not for safe code to promise: each trait is `unsafe`, or cannot be implemented.
use kelson::init::fields::PinsField;
use kelson::init::{ForLt, Guarantee, Init, ScopedInit, Structural, Vacant, Zeroable};
use kelson::SliceHandle;

struct Mine;

impl Guarantee for Mine {} //~ ERROR: Sealed` is not satisfied
impl Structural for Mine {} //~ E0200
impl Zeroable for Mine {} //~ E0200
impl PinsField<Mine, Mine> for Mine {} //~ E0200
impl Init<Mine> for Mine {} //~ E0200

impl ScopedInit<'_, Mine> for Mine { //~ E0200
    unsafe fn raw_init(self, _: *mut Mine) -> Result<(), core::convert::Infallible> {
        Ok(())
    }
}

impl Vacant for Mine { //~ E0200
    type Value = Mine;
    type Filled = Mine;
    fn slot(&mut self) -> *mut Mine {
        self
    }
    unsafe fn filled(self) -> Mine {
        self
    }
}

impl ForLt for Mine { //~ E0200
    type Of<'t> = Mine;
}

impl kelson::Projectable for Mine {
    type Target = [u8];
}

impl SliceHandle for Mine { //~ E0200
    fn len(&self) -> usize {
        usize::MAX
    }
}

fn main() {}
