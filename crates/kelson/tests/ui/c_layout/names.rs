// No two functions of a type have one name.
use kelson::c_layout;

#[c_layout]
struct New {
    #[bits(3)]
    new: u32, //~ ERROR: two items would be called `new`
}

#[c_layout]
struct Setter {
    #[bits(3)]
    a: u32,
    #[bits(3)]
    set_a: u32, //~ ERROR: two items would be called `set_a`
}

#[c_layout]
struct Inner {
    #[bits(3)]
    a: u32,
    inner: anon!(struct {
        a: u32, //~ ERROR: two items would be called `a`
    }),
}

#[c_layout]
struct Twice {
    a: u8,
    a: u32, //~ ERROR: there are two members `a`
}

// Near misses.
#[c_layout(no_new)]
struct NoNew {
    #[bits(3)]
    new: u32,
}

#[c_layout]
struct Plain {
    new: u32,
    #[bits(3)]
    a: u32,
    set_a: u32,
}

#[c_layout]
struct Either {
    #[cfg(any())]
    #[bits(3)]
    a: u32,
    #[cfg(all())]
    #[bits(4)]
    a: u32,
}

fn main() {
    let _ = |value: NoNew| value.new();
    let _ = |value: Twice| value.a;
    let _ = (Plain::new(1, 2, 3), Either::new(1).a());
}
