// `Debug` of a register shows its fields, so a type of a field has it too.
use kelson::{bitfield, Bits};

#[derive(Bits, Clone, Copy)]
enum Mode {
    Slow,
    Fast,
}

bitfield! {
    struct Ctl(u32) {
        0:0 mode => Mode; //~ ERROR: `Mode` doesn't implement `Debug`
        wo 1:1 kick => Mode;
    }
}

fn main() {
    let _ = Ctl::zeroed().with_mode(Mode::Slow).with_kick(Mode::Fast);
}
