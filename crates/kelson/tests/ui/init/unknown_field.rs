// A field that is not there, and one that is there twice, are the errors that they are in a literal.
use kelson::init::Init;
use kelson::init;

struct Port {
    number: u16,
}

fn port() -> impl Init<Port> {
    init!(Port {
        number: 1,
        speed: 2, //~ ERROR: no field named `speed`
        //~^ ERROR: no field `speed` on type `Port`
    })
}

fn twice() -> impl Init<Port> {
    init!(Port {
        number: 1,
        number: 2, //~ ERROR: field `number` specified more than once
    })
}

fn main() {}
