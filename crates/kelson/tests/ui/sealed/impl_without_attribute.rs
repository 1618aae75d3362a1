// In the crate itself an impl must say that it is meant.
use kelson::sealed;

#[sealed]
trait Bus {}

struct Usb;

impl Bus for Usb {} //~ ERROR: the trait `Bus` is sealed and cannot be implemented for `Usb`

struct Pci;

#[sealed]
impl Bus for Pci {}

fn main() {
    let _ = (Usb, Pci);
}
