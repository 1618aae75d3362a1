// What nobody can know is not derived.
use kelson::c_layout;

#[c_layout]
#[derive(Clone, Copy, Debug, PartialEq)] //~ ERROR: `PartialEq` cannot be derived
struct Outer {
    tag: u8,
    value: anon!(union {
        small: u8,
        large: u64,
    }),
}

#[c_layout]
#[derive(PartialEq)]
struct Float {
    a: f32,
}

#[c_layout(packed)]
#[derive(PartialEq, Eq)]
struct NotEq {
    a: f32, //~ E0277
}

fn main() {
    let outer = Outer::new(1, Outer_value { large: 2 });
    println!("{outer:?}");
}
