// A type that is written out by hand has no values if its storage has no room for them.
use kelson::{pat, Ranged};

type Percent = pat!(u8 is 0..=100);

/// The storage of another range.
type Forged = Ranged<u8, 0, 255, <kelson::pat::Number<0> as kelson::pat::Pick>::Class>;

fn main() {
    let _ = Percent::new(7);
    let _ = Forged::new(7); //~ NOTE: the above error
}
