// A member has a size, and one that has none is one error, at its type.
use kelson::c_layout;

#[c_layout]
struct Message {
    kind: u8,
    text: str, //~ ERROR: `text` is of the unsized type `str`
    len: u32,
}

#[c_layout(packed)]
struct Operations {
    of: dyn Fn(u32), //~ ERROR: `of` is of the unsized type `dyn Fn(u32)`
}

#[c_layout]
struct Nested {
    inner: anon!(union {
        name: core::ffi::CStr, //~ ERROR: `name` is of the unsized type `core::ffi::CStr`
        number: u8,
    }),
}

// Near misses.
#[c_layout]
struct Pointers<'a> {
    name: *const core::ffi::c_char,
    text: &'a [u8; 16],
    rest: [u8],
}

fn main() {
    let _: fn(Message, Operations, Nested) = |message, _, _| drop((message.kind, message.len));
    let _ = Pointers::new(core::ptr::null(), &[0; 16]);
}
