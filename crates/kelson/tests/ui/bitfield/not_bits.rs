// What a field has after the arrow is `Bits`.
use kelson::bitfield;

#[derive(Clone, Copy, Debug)]
enum Mode {
    Slow,
    Fast,
}

bitfield! {
    struct Ctl(u32) {
        0:0 mode => Mode; //~ ERROR: the field of a register cannot be a `Mode`
        2:1 next ?=> char; //~ ERROR: the field of a register cannot be a `char`
    }
}

fn main() {
    let _ = Ctl::zeroed().with_mode(Mode::Slow).with_mode(Mode::Fast);
}
