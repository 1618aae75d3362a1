// A field has room for all of a range, and a range with a sign has the bits of its field.
use kelson::{bitfield, pat, PowerOfTwo};

type Level = pat!(u8 is 0..=9);
type Offset = pat!(i8 is -8..=7);

bitfield! {
    struct Ctl(u32) {
        2:0 narrow ?=> Level; //~ E0080
        7:4 total => Level; //~ E0080
        12:8 offset => Offset; //~ E0080
        15:13 burst ?=> PowerOfTwo<u8>; //~ E0080
        27:24 right ?=> Level;
        31:28 right_offset => Offset;
    }
}

fn main() {
    let ctl = Ctl::zeroed().with_right(pat!(10 in Level)); //~ E0080
    let _ = ctl.with_right_offset(pat!(-8 in Offset));
}
