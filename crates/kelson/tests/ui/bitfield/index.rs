// A constant index is checked when the program is built.
use kelson::bitfield;

bitfield! {
    struct Lanes(u32) {
        7:0 lane[4]; //~ E0080
    }
}

fn main() {
    let lanes = Lanes::zeroed().with_const_lane::<3, 1>();
    let _ = lanes.const_lane::<3>();
    let _ = lanes.const_lane::<4>();
}
