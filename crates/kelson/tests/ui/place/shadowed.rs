// Names of the user that are those of the language do not change what the macros do.
//@check-pass
#![allow(dead_code, non_camel_case_types, unused_macros, nonstandard_style)]
use kelson::init::{InPlace, Init, Uninit};
use kelson::{init, pinned, stack};

struct Ok(u32);
struct Err;
struct Some;
struct Result;
struct Pin;
struct bool;
struct u8;
mod core {}
mod std {}
mod kelson_ {}
fn drop() {}
fn forget() {}
trait Take {
    fn init_answer(self);
    fn write(self);
    fn take(self);
    fn place(self);
    fn fill(self);
}
macro_rules! panic { () => {} }
const slot: u32 = 1;
const filled: u32 = 1;
const error: u32 = 1;
static place: u32 = 1;
static jiffies: u32 = 1;
const guard: u32 = 2;

#[pinned]
struct Port {
    filled: u32,
    slot: u32,
    error: Ok,
    place: u32,
    out: u32,
    this: u32,
    r#type: u32,
    jiffies: u32,
}

fn port<'o>(out: Uninit<'o, Port>) -> InPlace<'o, Port> {
    init!(out => Port {
        filled: guard,
        slot: filled,
        error: Ok(slot),
        place: place + jiffies,
        jiffies,
        out: 1,
        ref this <- ::kelson::init::value(error),
        mut r#type: 1,
        _: { *r#type += *this },
    })
}

fn lazy() -> impl Init<Port> {
    ::kelson::init::lazy(|out| ::core::result::Result::Ok(port(out)))
}

fn main() {
    stack!(let port = lazy());
    let _ = port.out;
}
