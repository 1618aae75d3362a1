// Only what has all values of a range is wider.
//@error-in-other-file: evaluation
//@error-in-other-file: erroneous constant
use kelson::pat;

type Percent = pat!(u8 is 0..=100);
type PerMille = pat!(u32 is 1..=1000);
type Wide = pat!(i16 is -1..=1000);

fn main() {
    let half = Percent::of::<50>();
    let _: Wide = half.widen();
    let _: PerMille = half.widen(); //~ NOTE: the above error
}
