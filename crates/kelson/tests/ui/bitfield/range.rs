// A range has bits, and the register has all of them.
use kelson::bitfield;

const TOP: u32 = 35;
const ZERO: u32 = 0;

bitfield! {
    struct Literal(u32) {
        3:7 backwards; //~ ERROR: `backwards` has no bits
        35:30 high; //~ ERROR: `high` has bit 35
        29:20 fine;
    }
}

bitfield! {
    struct Constant(u32) {
        ZERO:7 backwards; //~ E0080
        TOP:30 high; //~ E0080
        (TOP - 10):20 fine;
    }
}

fn main() {
    let _ = (Literal::zeroed().high(), Constant::zeroed().high());
}
