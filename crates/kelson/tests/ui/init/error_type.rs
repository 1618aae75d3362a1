// Without a `?` in it an initializer cannot fail; the type of an error may be given.
use kelson::init::Init;
use kelson::init;

struct Port {
    number: u16,
}

struct Failed;

fn port() -> impl Init<Port, Failed> { //~ ERROR: expected an initializer of `Port` for any place that is pinned, with the error `Failed`
    init!(Port { number: 1 })
}

fn near_miss() -> impl Init<Port, Failed> {
    init!(Port { number: 1 } ? Failed)
}

fn main() {}
