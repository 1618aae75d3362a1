// What cannot be named cannot be projected to.
use kelson::project;

mod ring {
    pub struct Ring {
        pub head: u32,
        tail: u32,
    }

    impl Ring {
        pub const fn new() -> Self {
            Ring { head: 0, tail: 0 }
        }

        pub fn tail(&self) -> u32 {
            self.tail
        }
    }
}

fn main() {
    let ring = core::cell::Cell::new(ring::Ring::new());
    project!(&ring, .head).set(1);
    project!(&ring, .tail).set(1); //~ ERROR: field `tail` of struct `Ring` is private
    assert_eq!(ring.into_inner().tail(), 1);
}
