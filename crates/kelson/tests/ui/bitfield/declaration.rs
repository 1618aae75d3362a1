// A mistake in the declaration of one register is one error, and the other registers are there.
use kelson::bitfield;

bitfield! {
    struct First(u32) {
        3:0 mode;
    }
    enum Enum(u32) { //~ ERROR: expected `struct`
        3:0 mode;
    }
    struct fn(u32) { //~ ERROR: `fn` is a word of the language, and no name for the register
        3:0 mode;
    }
    struct Colon: u32 { //~ ERROR: expected the type of the register in parentheses
        3:0 mode;
    }
    struct Public(pub u32) { //~ ERROR: the type of a register has no visibility
        3:0 mode;
    }
    struct Two(u32, u8) { //~ ERROR: expected the type of the register and no more
        3:0 mode;
    }
    struct Signed(i32) { //~ ERROR: a register is an unsigned integer
        3:0 mode;
    }
    struct Fieldless(u32); //~ ERROR: expected the fields of the register in braces
    struct Where(u32) where u32: Copy { //~ ERROR: expected the fields of the register in braces
        3:0 mode;
    }
    struct NoWord(u32): { //~ ERROR: expected a word about the register after `:`
        3:0 mode;
    }
    #[repr(C)] //~ ERROR: `repr` does not go on a register
    struct Repr(u32) {
        3:0 mode;
    }
    #[cfg_attr(all(), derive(Default))] //~ ERROR: does not know whether there is this `derive`
    struct Unknown(u32) {
        3:0 mode;
    }
    struct Last(u32) {
        3:0 mode;
    }
}

bitfield! {
    #![doc = "Of what is around it."] //~ ERROR: attributes and documentation stand before a register
    struct Inner(u32) {
        3:0 mode;
    }
}

bitfield! {} //~ ERROR: there is no register in here

fn main() {
    let _ = (First::zeroed().mode(), Last::zeroed().mode());
}
