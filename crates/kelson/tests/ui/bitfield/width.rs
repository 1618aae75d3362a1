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
        1:0 mode ?=> Mode; //~ E0080
        3:2 flag => bool; //~ E0080
        8:4 exact ?=> Exact; //~ E0080
        14:9 byte => u8; //~ E0080
        19:16 right ?=> Exact;
    }
}

fn main() {
    let _ = Ctl::zeroed().with_mode(Mode::Slow).with_mode(Mode::Turbo);
    let _ = Ctl::zeroed().with_right(Exact::Low).with_right(Exact::High);
}
