// `with_` takes what fits because of its type; a constant is checked when the program is built.
use kelson::bitfield;

bitfield! {
    struct Ctl(u32) {
        11:8 mode;
        7:0 temp => signed;
    }
}

fn main() {
    let number: u8 = 3;
    let ctl = Ctl::zeroed();
    let _ = ctl.with_mode(number); //~ ERROR: not every `u8` fits 4 bits of a `u32`
    let _ = ctl.with_temp(number); //~ ERROR: not every `u8` fits 8 bits of a `i32`
    let _ = ctl.try_with_mode(number);
    let _ = ctl.with_mode(true).with_temp(-1_i8);
    let _ = ctl.try_with_mode("3"); //~ ERROR: `&str` is not a number
}
