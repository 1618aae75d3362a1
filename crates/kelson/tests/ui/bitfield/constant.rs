// A constant is checked when the program is built.
use kelson::bitfield;

bitfield! {
    struct Ctl(u32) {
        11:8 mode; //~ E0080
    }
}

fn main() {
    let ctl = Ctl::zeroed().with_const_mode::<15>();
    let _ = ctl.with_const_mode::<16>();
}
