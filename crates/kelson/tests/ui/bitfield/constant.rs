// A constant is checked when the program is built.
use kelson::bitfield;

bitfield! {
    struct Ctl(u32) {
        11:8 mode; //~ ERROR: the constant does not fit the 4 bits of `mode`
    }
}

fn main() {
    let ctl = Ctl::zeroed().with_const_mode::<15>();
    let _ = ctl.with_const_mode::<16>();
}
