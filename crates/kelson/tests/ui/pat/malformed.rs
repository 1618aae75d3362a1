// The form is `TYPE is RANGE`.
use kelson::pat;

type Nothing = pat!(); //~ ERROR: expected a type and a range
type NoRange = pat!(u32); //~ ERROR: expected `is` after `u32`
type Colon = pat!(u32: 0..=9); //~ ERROR: expected `is` after `u32`
type Empty = pat!(u32 is); //~ ERROR: expected a range after `is`
type Value = pat!(u32 is 5); //~ ERROR: expected a range, found `5`
type Full = pat!(u32 is ..); //~ ERROR: the range has no bound
type Two = pat!(u32 is 0..=9 | 20..=29); //~ ERROR: expected the end of the range
type Extra = pat!(u32 is 0..=9, 12); //~ ERROR: expected the end of the range
type NoType = pat!(is 0..=9); //~ ERROR: expected a type before `is`
type NoBound = pat!(u32 is 0..=); //~ ERROR: expected a bound of the range
type Dots = pat!(u32 is 0...9); //~ ERROR: expected a bound of the range
type In = pat!(u32 in 0..=9); //~ ERROR: expected a type that is made by `pat!`
// Near miss.
type Good = pat!(u32 is 0..=9);

const FIVE: Good = pat!(5 in Good);
const IS: Good = pat!(5 is Good); //~ ERROR: expected a type
const OF_INTEGER: u32 = pat!(5 in u32); //~ ERROR: `u32` is not a range
const AND: Good = pat!(5 in Good, 6); //~ ERROR: expected the end of the type

fn main() {}
