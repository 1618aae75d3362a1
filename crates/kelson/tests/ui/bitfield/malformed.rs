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
        13:10 empty[]; //~ ERROR: expected the number of elements
        13:10 text["2"]; //~ ERROR: expected the number of elements
        13:10 no_comma[2 stride = 8]; //~ ERROR: expected `,` or `]`
        pub 4:4 public; //~ ERROR: a field has no visibility of its own
        4:4 type; //~ ERROR: `type` is a word of the language, and no name for a field
        4:4 self; //~ ERROR: `self` is a word of the language, and no name for a field
        4:4 question ? bool; //~ ERROR: expected `?=>`
        4:4 nothing =>; //~ ERROR: expected the type of the field
        (4 +):4 half; //~ ERROR: expected an expression in the parentheses
        #[cfg_attr(all(), cfg(any()))] //~ ERROR: does not know whether there is this `cfg`
        4:4 conditional;
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
