// A constant is checked in the build, and the message has the value and the range.
//@no-rustfix
use kelson::pat;

type Nice = pat!(i8 is -20..=19);

const LIMIT: i8 = 7;

const LOWEST: Nice = pat!(-20 in Nice);
const TOO_LOW: Nice = pat!(-20 - 1 in Nice); //~ E0080
static TOO_HIGH: [Nice; 1] = [pat!(LIMIT * 3 in Nice)]; //~ E0080
static WRONG: Nice = pat!(3_u8 in Nice); //~ E0308

fn main() {}
