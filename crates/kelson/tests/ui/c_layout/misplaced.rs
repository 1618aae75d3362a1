// Attributes of fields are on fields that they mean something for.
use kelson::c_layout;

#[c_layout(packed)]
struct NativeBits {
    #[native] //~ ERROR: the `native` attribute does nothing here
    #[bits(3)]
    a: u8,
}

#[c_layout(packed)]
struct CountedPlain {
    len: u8,
    #[counted_by(len)] //~ ERROR: the `counted_by` attribute does nothing here
    rest: [u8; 4],
}

#[c_layout]
struct Reserved {
    __align: u8, //~ ERROR: `__align` is a name of a kind that the `c_layout` attribute uses itself
}

#[c_layout]
struct Form {
    a: u8,
    inner: anon!(enum { A }), //~ ERROR: expected a struct or a union without a name
}

#[c_layout]
struct Aligned {
    #[bits(3)]
    #[align(4)] //~ ERROR: a bit-field without a name cannot ask for an alignment
    __: u8,
    a: u8,
}

#[c_layout]
struct Configured {
    #[cfg_attr(all(), cfg(any()))] //~ ERROR: a member cannot have `cfg_attr`
    #[bits(3)]
    a: u8,
    b: u8,
}

#[c_layout]
enum Value {
    A,
    #[cfg_attr(all(), cfg(any()))] //~ ERROR: a value of an enum here cannot depend on the configuration
    B,
    C,
}

fn main() {
    let _: fn(Configured, Value) = |configured, _| drop(configured.b);
    let _: fn(NativeBits, CountedPlain, Form, Aligned) = |native, counted, form, aligned| {
        drop((native.a, counted.rest, form.a, aligned.a))
    };
}
