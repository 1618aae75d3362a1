// A field that is not there is not built, however that is said, and a name that is in the way does not stand for it.
#![forbid(unsafe_code)]
use kelson::init;
use kelson::init::Init;

#[allow(non_upper_case_globals, dead_code)]
const __init_name: () = ();

struct Port {
    number: u16,
    name: Box<str>,
}

macro_rules! port {
    ($attribute:meta) => {
        init!(Port { number: 1, #[cfg_attr(all(), $attribute)] name: "one".into() }) //~ ERROR: missing field `name`
    };
}

fn fragment() -> impl Init<Port> {
    port!(cfg(any()))
}

fn hidden() -> impl Init<Port> {
    init!(Port { //~ ERROR: missing field `name`
        number: 1,
        #[cfg_attr(all(), cfg(any()))]
        name: "one".into(),
    })
}

fn raw() -> impl Init<Port> {
    init!(Port { //~ ERROR: missing field `name`
        number: 1,
        #[r#cfg(any())]
        name: "one".into(),
    })
}

mod near_miss {
    use kelson::init;
    use kelson::init::Init;

    struct Port {
        number: u16,
        #[cfg_attr(all(), cfg(all()))]
        name: Box<str>,
        #[r#cfg(any())]
        speed: u32,
    }

    fn port() -> impl Init<Port> {
        init!(Port {
            number: 1,
            #[cfg_attr(all(), cfg(all()), allow(clippy::all))]
            ref name: "one".into(),
            _: assert_eq!(&**name, "one"),
            #[r#cfg(any())]
            speed: 1,
        })
    }
}

fn main() {}
