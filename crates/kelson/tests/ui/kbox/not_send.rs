// A box goes where its value may go.
use kelson::alloc::{KBox, KVec};
use std::cell::Cell;
use std::rc::Rc;

fn send<T: Send>() {}
fn sync<T: Sync>() {}

fn main() {
    send::<KBox<Cell<u8>>>();
    send::<KBox<Rc<u8>>>(); //~ E0277
    sync::<KVec<Cell<u8>>>(); //~ E0277
}
