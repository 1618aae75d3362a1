// Fields do not have the names of each other's accessors, nor of what every register has.
use kelson::bitfield;

bitfield! {
    struct Ctl(u32) {
        0:0 mode;
        1:1 mode; //~ ERROR: there are two fields `mode`
        2:2 set_mode; //~ ERROR: `set_mode` is the getter of `set_mode` and a setter of `mode`
        3:3 into_raw; //~ ERROR: a field cannot be called `into_raw`
        4:4 __x; //~ ERROR: a field cannot be called `__x`
        5:5 set_point;
    }
}

fn main() {
    let _ = Ctl::zeroed().with_set_point(true).mode();
}
