// `struct genl_family` of Linux 7.3, which has two bit-fields, as a constant. Quoted by the book.
//@run
use core::ffi::{c_char, c_uint};
use core::mem::offset_of;
use kelson::{c_layout, static_assert};

/// The start of `struct genl_family`.
#[c_layout]
#[derive(Clone, Copy, Debug)]
struct Family {
    hdrsize: c_uint,
    name: [c_char; 16],
    version: c_uint,
    maxattr: c_uint,
    #[bits(1)]
    netnsok: bool,
    #[bits(1)]
    parallel_ops: bool,
    n_ops: u8,
}

// The kernel's C has the same offsets.
static_assert!(offset_of!(Family, maxattr) == 24 && offset_of!(Family, n_ops) == 29);

const fn family(name: &[u8], version: c_uint) -> Family {
    let mut bytes = [0; 16];
    assert!(name.len() < bytes.len(), "the name is too long");
    let mut index = 0;
    while index < name.len() {
        bytes[index] = name[index] as c_char;
        index += 1;
    }
    Family::new(0, bytes, version, 0, true, true, 0)
}

static BINDER: Family = family(b"binder", 1);

fn main() {
    assert!(BINDER.netnsok() && BINDER.parallel_ops());
    let start = (&raw const BINDER).cast::<u8>();
    // SAFETY: the byte before `n_ops` is one of `BINDER`, and no byte of it is padding.
    let flags = unsafe { start.add(28).read() };
    assert_eq!(flags, if cfg!(target_endian = "little") { 0b11 } else { 0b1100_0000 });
}
