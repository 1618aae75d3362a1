// Each mistake is one error, and the other fields are there.
use kelson::bitfield;

const B: u32 = 4;

bitfield! {
    struct Ctl(u32) {
        mode 3:0; //~ ERROR: expected the range of a field
        4 single; //~ ERROR: expected `:` and the lowest bit of the field
        B + 3:B sum; //~ ERROR: expected `:` and the lowest bit of the field
        7:B + 1 sum; //~ ERROR: expected the name of the field
        9:8 colon: bool; //~ ERROR: expected `;` at the end of the field
        13:10 array[2, step = 2]; //~ ERROR: expected `stride`
        99999999999:0 big; //~ ERROR: this is not the number of a bit
        31:24 fine;
        23:16 last
    } //~ ERROR: expected `;`
}

bitfield! {
    struct Word(u32): volatile { //~ ERROR: `volatile` says nothing about a whole register
        31:24 fine;
    }
}

fn main() {
    let _ = Ctl::zeroed().fine();
}
