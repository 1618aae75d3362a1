// It is shared between threads if the value could be.
use core::cell::Cell;
use kelson::UnsafePinned;

static SHARED: UnsafePinned<u32> = UnsafePinned::new(1);
static CELL: UnsafePinned<Cell<u32>> = UnsafePinned::new(Cell::new(1)); //~ ERROR: cannot be shared between threads safely

fn main() {
    let _ = (SHARED.get(), CELL.get());
}
