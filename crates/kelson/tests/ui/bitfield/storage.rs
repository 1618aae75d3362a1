// A register is an unsigned integer.
use kelson::bitfield;

bitfield! {
    struct Signed(i32) { //~ ERROR: a register is an unsigned integer
        7:0 mode;
    }
}

bitfield! {
    struct Generic<T>(u32) { //~ ERROR: a register has no parameters
        7:0 mode;
    }
}

bitfield! {
    struct Missing { //~ ERROR: expected the type of the register in parentheses
        7:0 mode;
    }
}

bitfield! {} //~ ERROR: there is no register in here

fn main() {}
