// It goes on what C has.
use kelson::c_layout;

#[c_layout]
fn function() {} //~ ERROR: the `c_layout` attribute does not go on a function

#[c_layout]
struct Tuple(u8, u16); //~ ERROR: the members of a C struct have names

#[c_layout]
struct Generic<T> { //~ ERROR: `Generic` has no one layout, because it is generic
    pointer: *mut T,
}

#[c_layout(packed)]
#[repr(C)] //~ ERROR: `repr` does not go beside the `c_layout` attribute
struct Both {
    a: u8,
}

#[c_layout]
enum Data {
    A(u8), //~ ERROR: `A` holds data, which no enum of C does
}

#[c_layout(align(8))] //~ ERROR: an enum has no alignment of its own
enum Aligned {
    A,
}

#[c_layout]
#[derive(Default)]
enum NoDefault { //~ ERROR: no value of `NoDefault` is marked as the default
    A,
}

#[c_layout]
enum Huge { //~ E0080
    Low = -1,
    High = u64::MAX,
}

fn main() {
    function();
    let _: fn(Tuple, Generic<u8>, Both) = |tuple, generic, both| drop((tuple.1, generic.pointer, both.a));
    let _ = Data::A(1);
}
