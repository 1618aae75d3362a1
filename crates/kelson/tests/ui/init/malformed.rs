// What the macro cannot read, it says at the token.
use kelson::init;

struct Port {
    number: u16,
}

fn main() {
    init!(Port { number = 1 }); //~ ERROR: expected the value of the field
    init!(Port { number: 1 number: 2 }); //~ ERROR: expected `,`
    init!(Port { ..zeroed(), number: 1 }); //~ ERROR: `..` must come last
    init!(Port { ..Default::default() }); //~ ERROR: can only be zeroed
    init!(Port { 3.5: 1 }); //~ ERROR: expected
    init!({ number: 1 }); //~ ERROR: expected the name of a struct
    init!(Port { number: 1 } else); //~ ERROR: expected nothing more
    init!(Port { number <- }); //~ ERROR: expected
    init!(Port { ref 0: 1 }); //~ ERROR: a field without a name
    init!(Port(#[cfg(unix)] 1)); //~ ERROR: the `cfg` attribute would change
    init!(Port { number: 1 }?); //~ ERROR: expected the type of the error
    init!(&this in Port { number: 1 }); //~ ERROR: has no name before it is there
    init!(Port { number <- &other => |other, out| Ok(out.write(*other)) }); //~ ERROR: `other` is not initialized before
    init!(Port { #[cfg(unix)] ..zeroed() }); //~ ERROR: an attribute does not go on `..`
    init!(Port::Named { number: 1, ..zeroed() }); //~ ERROR: only the fields of a struct
    init!(); //~ ERROR: expected the name of a struct
}
