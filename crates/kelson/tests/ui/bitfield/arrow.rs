// The arrow says whether bits may be no value of the type, and the macro holds it to that.
use kelson::{bitfield, Bits};

#[derive(Bits, Clone, Copy, Debug)]
enum Mode {
    Slow,
    Fast,
    Turbo,
}

#[derive(Bits, Clone, Copy, Debug)]
enum Power {
    D0,
    D1,
    D2,
    D3,
}

bitfield! {
    struct Ctl(u32) {
        1:0 mode => Mode; //~ E0080
        3:2 power ?=> Power; //~ E0080
        6:4 wide => Power; //~ E0080
        9:8 right_mode ?=> Mode;
        11:10 right_power => Power;
        14:12 right_wide ?=> Power;
    }
}

fn main() {
    let _ = Ctl::zeroed().with_mode(Mode::Slow).with_mode(Mode::Fast).with_mode(Mode::Turbo);
    let _ = [Power::D0, Power::D1, Power::D2, Power::D3].map(|p| Ctl::zeroed().with_power(p));
}
