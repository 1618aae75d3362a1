// An array has elements, each apart from the next, and all within the register.
use kelson::bitfield;

const LANES: usize = 5;

bitfield! {
    struct Literal(u32) {
        7:0 long[5]; //~ ERROR: the last element of `long` ends with bit 39
    }
}

bitfield! {
    struct Stride(u32) {
        7:0 close[2, stride = 7]; //~ ERROR: the elements of `close` overlap
        16:16 none[0]; //~ ERROR: `none` is an array of no elements
    }
}

bitfield! {
    struct Constant(u32) {
        7:0 long[LANES]; //~ E0080
    }
}

bitfield! {
    struct Fine(u32) {
        7:0 lane[LANES - 1];
    }
}

fn main() {
    let _ = Fine::zeroed().const_lane::<3>();
}
