// A mark on an `async fn` would look like a proof of its body, which is compiled elsewhere.
use kelson::no_panic;

#[no_panic]
pub async fn poll() {} //~ ERROR: `async fn poll` only makes a future

fn step() {}

pub async fn drive() {
    step();
}

fn main() {}
