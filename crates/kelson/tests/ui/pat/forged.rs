// A type that is written out by hand has no values if its storage has no room for them.
//@error-in-other-file: evaluation
//@error-in-other-file: erroneous constant
//@error-in-other-file: erroneous constant
//@error-in-other-file: the above error
//@error-in-other-file: evaluation
//@error-in-other-file: the above error
use kelson::{pat, Ranged};

type Percent = pat!(u8 is 0..=100);

/// The storage of another range.
type Forged = Ranged<u8, 0, 255, <kelson::pat::Number<0> as kelson::pat::Pick>::Class>;

/// Encoded, where every value is in the range.
type ForgedEncoded = Ranged<u16, 0, 65535, <kelson::pat::Number<32> as kelson::pat::Pick>::Class>;

fn main() {
    let _ = Percent::new(7);
    let _ = Forged::new(7);
    let _ = ForgedEncoded::new(7);
}
