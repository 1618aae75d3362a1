// An offset that the macro has not proven is for unsafe code only.
use core::cell::Cell;
use kelson::{Project, __private::project::Off};

fn main() {
    let cell = Cell::new(2u8);
    let mut value = 2u8;
    let part = (&raw mut value).cast::<bool>();
    let _flag = (&cell).project(0) as &Cell<bool>; //~ ERROR: call to unsafe function
    let _offset = Off::new(&raw mut value, part); //~ ERROR: call to unsafe function
}
