// Whatever needs the size of an opaque type is an error while types are checked.
//@no-rustfix
use kelson::opaque::{Extern, Mut, Ref};

kelson::opaque! { pub type File; }

fn swap(one: &mut File, other: &mut File) {
    core::mem::swap(one, other); //~ E0277
}

fn swap_handles(mut one: Mut<'_, File>, mut other: Mut<'_, File>) {
    core::mem::swap(&mut *one, &mut *other); //~ E0277
    // Near miss: the handles may change places.
    core::mem::swap(&mut one, &mut other);
}

fn size() -> usize {
    size_of::<File>() //~ E0277
}

unsafe fn read(file: *const File) {
    // SAFETY: it does not compile.
    let _ = unsafe { core::ptr::read(file) };
    //~^ E0277
    //~| E0277
}

unsafe fn next(file: *const File) -> *const File {
    // SAFETY: it does not compile.
    unsafe { file.add(1) } //~ E0277
}

fn by_value(_: File) {} //~ E0277

struct Open {
    file: File, //~ E0277
    number: u32,
}

type Files<'a> = &'a [File; 2];

fn array(_: Files<'_>) {} //~ E0277

fn copy(file: Ref<'_, File>) {
    let _file = *file; //~ E0277
}

// Near misses: what needs an address alone.
struct Opened<'a> {
    file: Ref<'a, File>,
    raw: *mut Extern<File>,
    plain: &'a File,
}

fn main() {}
