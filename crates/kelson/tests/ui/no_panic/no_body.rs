// A declaration has no code to prove.
use kelson::no_panic;

trait Device {
    #[no_panic]
    fn poll(&mut self); //~ ERROR: function `poll` has no body to prove

    #[no_panic]
    fn reset(&mut self) {}
}

struct Nic;

impl Device for Nic {
    #[no_panic]
    fn poll(&mut self) {}
}

fn main() {
    Nic.poll();
    Nic.reset();
}
