// The mark is for functions; the item is kept, so that nothing else is reported.
use kelson::no_panic;

#[no_panic]
pub struct Ring { //~ ERROR: `#[no_panic]` goes on a function
    head: usize,
}

#[no_panic]
impl Ring { //~ ERROR: `#[no_panic]` goes on a function
    fn head(&self) -> usize {
        self.head
    }
}

fn main() {
    Ring { head: 0 }.head();
}
