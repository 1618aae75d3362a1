// Mistakes in members without a name are told of once, where they are.
use kelson::c_layout;

#[c_layout]
struct Wide {
    a: u8,
    inner: anon!(struct {
        #[bits(9)] //~ E0080
        b: u8,
        c: u32,
    }),
}

#[c_layout]
struct Named {
    a: u8,
    inner: anon!(union {
        b: u8,
        c: anon!(struct {
            #[bits(0)] //~ ERROR: the bit-field `d` has no bits
            d: u8,
        }),
    }),
}

#[c_layout]
struct Unknown {
    a: u8,
    inner: anon!(#[c_layout(aligned(8))] struct { //~ ERROR: unknown argument of the `c_layout` attribute
        b: u8,
    }),
}

// What is in a packed struct may be anywhere.
#[c_layout(packed)]
struct Native {
    a: u8,
    inner: anon!(struct {
        #[native] //~ E0080
        b: u32,
    }),
}

fn main() {
    let _: fn(Wide, Named, Unknown, Native) = |wide, named, unknown, native| {
        drop((wide.a, named.a, unknown.a, native.a))
    };
}
