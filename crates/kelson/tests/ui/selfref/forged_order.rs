// What `pinned` says of the order of two fields is not good for two others, whoever says it.
#![forbid(unsafe_code)]
use kelson::init::fields::{DeclaredBefore, Letter};
use kelson::init::{value, Init, Lender, SelfRef};
use kelson::{for_lt, init, pinned};
use std::convert::Infallible;

struct User<'b>(&'b String);

for_lt!(UserLt = for<'b> User<'b>);

#[pinned]
struct Pair {
    a: SelfRef<UserLt>,
    l: Lender<String>,
    b: SelfRef<UserLt>,
}

impl Pair {
    #[allow(non_upper_case_globals)]
    const b_is_declared_before_l: DeclaredBefore<Self, (Letter<'a'>,), (Letter<'l'>,)> =
        Self::a_is_declared_before_l;
}

fn pair() -> impl Init<Pair> {
    init!(Pair {
        l <- Lender::new(value(String::new())),
        a <- &l => |l, out| Ok::<_, Infallible>(out.write(User(l))),
        b <- &l => |l, out| Ok::<_, Infallible>(out.write(User(l))), //~ ERROR: mismatched types
    })
}

fn main() {}
