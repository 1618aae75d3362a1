// A method of the user's that method lookup finds before the library's can say no more of a field
// than is true, and gets no field.
//@check-pass
#![forbid(unsafe_code)]
use kelson::init::fields::{Answer, Kind, OfUnpin, Yes};
use kelson::init::{value, Init};

struct Pair {
    a: String,
    b: String,
}

trait Earlier<S, F> {
    fn init_answer(self) -> Answer<S, F, Yes>;
}

impl<S, F: Unpin> Earlier<S, F> for &&Kind<S, F> {
    fn init_answer(self) -> Answer<S, F, Yes> {
        let _twice = OfUnpin::init_answer(*self);
        OfUnpin::init_answer(*self)
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
