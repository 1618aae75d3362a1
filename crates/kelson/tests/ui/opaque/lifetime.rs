// A reference lives no longer than what it came of, by whichever handle.
use kelson::opaque::{Extern, Mut, Owned, Ref, Release};

kelson::opaque! {
    pub type File;
    pub type Guard<'a>;
}

// SAFETY: nothing makes an `Owned<File>` here.
unsafe impl Release for File {
    unsafe fn release(_: core::ptr::NonNull<Extern<Self>>) {}
}

fn outlives<'a>(owned: Owned<File>) -> Ref<'a, File> {
    owned.borrow() //~ E0515
}

fn plain(file: &mut Mut<'_, File>) {
    let first: &mut File = file;
    let second: &mut File = file; //~ E0499
    first.as_ptr();
    second.as_ptr();
}

fn shorter<'short>(guard: Ref<'short, Guard<'static>>) -> Ref<'short, Guard<'short>> {
    guard //~ ERROR: lifetime may not live long enough
}

// Near miss: the handle itself may be shorter.
fn handle<'short>(guard: Ref<'static, Guard<'static>>) -> Ref<'short, Guard<'static>> {
    guard
}

fn main() {}
