// A method of the user's that method lookup finds before the library's can say no more of a type
// than is true, and gets no field.
//@revisions: accepted forged
//@[accepted] check-pass
#![forbid(unsafe_code)]
use kelson::init::fields::{self, Kind, Pins};
use kelson::init::{value, Init};

struct Pair {
    a: String,
    b: String,
}

trait Earlier<S, Does> {
    fn pins_fields(self) -> Pins<S, Does>;
}

#[cfg(accepted)]
impl Earlier<Pair, fields::No> for &&Kind<Pair> {
    fn pins_fields(self) -> Pins<Pair, fields::No> {
        let _twice = Kind::pins_fields(self);
        Kind::pins_fields(self)
    }
}

#[cfg(forged)]
impl Earlier<Pair, fields::Yes> for &&Kind<Pair> {
    fn pins_fields(self) -> Pins<Pair, fields::Yes> {
        fields::OfStructural::pins_fields(self) //~[forged] ERROR: `Pair` does not promise to keep its fields
    }
}

fn pair() -> impl Init<Pair> {
    kelson::init!(Pair {
        a <- value(String::new()),
        b <- value(String::new()),
    })
}

fn main() {
    kelson::stack!(let pair = pair());
    let _ = (&pair.a, &pair.b);
}
