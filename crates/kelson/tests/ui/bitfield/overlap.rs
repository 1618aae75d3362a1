// Two fields with a common bit are an error at the later one, whether its range is made of literal
// numbers or of constants. `overlay` says that a field is another view of bits.
use kelson::bitfield;

const LANES: u32 = 4;

bitfield! {
    struct Literal(u32) {
        7:4 mode;
        12:7 rate; //~ ERROR: `rate` overlaps `mode` in bit 7
        overlay 12:4 both;
    }
}

bitfield! {
    struct Constant(u32) {
        7:LANES mode;
        (LANES + 8):(LANES + 3) rate; //~ E0080
        overlay (LANES + 8):LANES both;
    }
}

bitfield! {
    struct Array(u32) {
        3:0 lane[4, stride = 8];
        31:28 mode;
        12:11 rate; //~ ERROR: `rate` overlaps `lane` in bit 11
    }
}

fn main() {
    let _ = (Literal::zeroed().rate(), Constant::zeroed().rate(), Array::zeroed().rate());
}
