// The attribute is for traits and their impls; the item is kept.
use kelson::sealed;

#[sealed]
struct Pci; //~ ERROR: `#[sealed]` goes on a trait or on an impl of one, not on a struct

#[sealed]
impl Pci { //~ ERROR: `#[sealed]` goes on the impl of a trait
    fn id(&self) -> u32 {
        1
    }
}

#[sealed]
trait Bus {}

#[sealed(Pci)] //~ ERROR: on an impl, `#[sealed]` takes no types
impl Bus for Pci {} //~ ERROR: the trait `Bus` is sealed

fn main() {
    Pci.id();
}
