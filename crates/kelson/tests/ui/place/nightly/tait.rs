// A proof does not get through an opaque type: not out of its construction, not to another place, not out of nothing.
// The fields of a proof are private, and its brand is part of whatever hides it.
//@revisions: current next
//@[next] compile-flags: -Znext-solver=globally
#![feature(type_alias_impl_trait)]
use kelson::init::{lazy, Emplace, InPlace, Uninit};
use std::convert::Infallible;

type Laundered = impl Sized; //~ ERROR: captures lifetime that does not appear in bounds
#[define_opaque(Laundered)]
fn launder<'o>(proof: InPlace<'o, String>) -> Laundered {
    proof
}

type Branded<'o> = impl Sized; //~ ERROR: captures lifetime that does not appear in bounds
#[define_opaque(Branded)]
fn hide<'o>(proof: InPlace<'o, String>) -> Branded<'o> {
    proof
}
#[define_opaque(Branded)]
fn reveal<'a, 'b>(proof: Branded<'a>) -> InPlace<'b, String> {
    proof
}

type Proof<'o> = impl Sized; //~[current] ERROR: mismatched types
#[define_opaque(Proof)]
fn conjured<'o>(_out: Uninit<'o, String>) -> InPlace<'o, String> {
    let proof: Proof<'o> = ();
    proof //~[next] ERROR: mismatched types
}

fn main() {
    Box::<String>::emplace(lazy(|out| Ok::<_, Infallible>(conjured(out))));
}
