// A pointer to a field of a packed struct may not be aligned, and most that is done with one needs that.
use kelson::project;

#[repr(C, packed)]
struct Header {
    kind: u8,
    length: u32,
}

fn main() {
    let header: *const Header = core::ptr::null();
    let _kind = project!(header, .kind);
    let _length = project!(header, .length); //~ ERROR: unaligned
}
