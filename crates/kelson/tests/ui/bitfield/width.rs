// A field has room for its type.
use kelson::{bitfield, Bits};

#[derive(Bits, Clone, Copy, Debug)]
enum Mode {
    Slow,
    Turbo = 4,
}

#[derive(Bits, Clone, Copy, Debug)]
#[bits(4)]
enum Exact {
    Low,
    High = 15,
}

bitfield! {
    struct Ctl(u32) {
        1:0 mode ?=> Mode; //~ ERROR: `mode` has 2 bits, and `Mode` has 3
        3:2 flag => bool; //~ ERROR: `flag` has 2 bits, and `bool` has 1
        8:4 exact ?=> Exact; //~ ERROR: `exact` has 5 bits, and `Exact` has 4
        14:9 byte => u8; //~ ERROR: `byte` has 6 bits, and `u8` has 8
        19:16 right ?=> Exact;
    }
}

fn main() {
    let _ = Ctl::zeroed().with_mode(Mode::Slow).with_mode(Mode::Turbo);
    let _ = Ctl::zeroed().with_right(Exact::Low).with_right(Exact::High);
}
