//@run
#![deny(improper_ctypes)]
use core::ptr::NonNull;
use kelson::opaque::{Extern, Owned, Ref, Release};

kelson::opaque! {
    /// `struct file`, which only C knows.
    pub type File;
}

unsafe extern "C" {
    fn fget(number: u32) -> Option<Owned<File>>;
    fn fput(file: NonNull<Extern<File>>);
    fn i_size_read(file: Ref<'_, File>) -> i64;
}

// SAFETY: `fput` gives up the reference that `fget` takes.
unsafe impl Release for File {
    unsafe fn release(of: NonNull<Extern<Self>>) {
        // SAFETY: by the caller's promise the reference is ours.
        unsafe { fput(of) };
    }
}

impl File {
    fn get(number: u32) -> Option<Owned<File>> {
        // SAFETY: any number will do.
        unsafe { fget(number) }
    }

    fn size(&self) -> i64 {
        // SAFETY: the file is there while there is a reference to it.
        unsafe { i_size_read(self.into()) }
    }
}

struct Request<'a> {
    file: Ref<'a, File>,
    next: Option<Ref<'a, File>>,
}

fn total(request: &Request<'_>) -> i64 {
    request.file.size() + request.next.map_or(0, |file| file.size())
}

fn main() {
    // The handles are pointers, and what is null in C is `None`.
    assert_eq!(size_of::<Request<'_>>(), 2 * size_of::<usize>());
    assert!(File::get(7).is_none());
    let file = File::get(0).expect("there is a file");
    assert_eq!(total(&Request { file: file.borrow(), next: Some(file.borrow()) }), 84);
}

/// In place of C.
mod c {
    static FILE: i64 = 42;

    #[no_mangle]
    extern "C" fn fget(number: u32) -> *const i64 {
        if number == 0 { &FILE } else { core::ptr::null() }
    }

    #[no_mangle]
    extern "C" fn fput(_: *const i64) {}

    #[no_mangle]
    unsafe extern "C" fn i_size_read(file: *const i64) -> i64 {
        // SAFETY: it comes from `fget`.
        unsafe { *file }
    }
}
