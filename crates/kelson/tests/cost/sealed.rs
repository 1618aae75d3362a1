// A seal adds nothing to calls through the trait or to its vtable.
//@ same: sealed_call plain_call
#![crate_type = "lib"]
use kelson::sealed;

#[sealed]
pub trait Sealed {
    fn poll(&self) -> u32;
}

pub trait Plain {
    fn poll(&self) -> u32;
}

#[no_mangle]
pub extern "C" fn sealed_call(of: &&dyn Sealed) -> u32 {
    of.poll()
}

#[no_mangle]
pub extern "C" fn plain_call(of: &&dyn Plain) -> u32 {
    of.poll()
}
