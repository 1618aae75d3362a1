// What the macro cannot read, it says; what it cannot run, too.
use kelson::init::{lazy, value, Init, Uninit};
use kelson::stack;

fn port(number: u16) -> impl Init<u16, &'static str> {
    lazy(move |out: Uninit<'_, u16>| match number {
        0 => Err("there is no port 0"),
        _ => Ok(out.write(number)),
    })
}

fn near_miss() -> Result<(), &'static str> {
    stack!(let mut one: u16 = value(1));
    *one = 2;
    stack!(let port =? port(*one));
    let _ = port;
    Ok(())
}

fn main() {
    stack!(port = value(1)); //~ ERROR: expected `let`
    stack!(let port = port(80)); //~ ERROR: with the error `Infallible`
}
