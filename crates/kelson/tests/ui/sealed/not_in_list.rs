// A type outside the list is refused in the trait's own crate too, and the list is shown.
use kelson::sealed;

struct Cell<T>(T);

#[sealed(u8, Option<u16>, &'static str, <T: Copy> Cell<T>)]
trait Register {}

impl Register for u8 {}
impl<T: Copy> Register for Cell<T> {}
impl Register for u16 {} //~ ERROR: the trait `Register` is sealed and cannot be implemented for `u16`

fn main() {
    let _ = Cell(1).0;
}
