// Safe code makes no handle.
use kelson::opaque::{Extern, Ref};

kelson::opaque! { pub type File; }

fn handle<'a>(pointer: *const Extern<File>) -> Option<Ref<'a, File>> {
    Ref::from_raw(pointer) //~ E0133
}

struct Mine;

impl kelson::opaque::Opaque for Mine { //~ E0200
    fn fatten(pointer: core::ptr::NonNull<Extern<Self>>) -> core::ptr::NonNull<Self> {
        pointer.cast()
    }
}

fn main() {}
