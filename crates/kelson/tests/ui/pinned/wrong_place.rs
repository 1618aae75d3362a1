// The attribute goes on a struct or an enum, with `drop` or nothing.
use kelson::pinned;

#[pinned]
union Either { //~ ERROR: the `pinned` attribute does not go on a union
    a: u32,
}

#[pinned(Drop)] //~ ERROR: unknown argument of the `pinned` attribute
struct Timer {
    number: u32,
}

#[pinned]
#[repr(u8)]
enum Message {
    One(u32),
    #[cfg(unix)] //~ ERROR: the `cfg` attribute on a variant hides its number
    Two(u32),
}

#[pinned]
struct Pins {
    #[pin] //~ ERROR: the `pin` attribute is not needed
    number: u32,
}

#[pinned]
struct Unnamed(#[cfg(any())] u32, u32); //~ ERROR: changes which field is which

#[pinned]
enum UnnamedToo {
    One(#[cfg(any())] u32, u32), //~ ERROR: changes which field is which
}

fn main() {}
