// SPDX-License-Identifier: MIT OR Apache-2.0

//! `struct file`, of which nothing is known but what the functions of C say.

use core::ptr::NonNull;
use kelson::{
    opaque::{
        Extern,
        Mut,
        Owned,
        Ref,
        Release, //
    },
    pat, //
};
use kernel::{
    bindings,
    prelude::*, //
};

kelson::opaque! {
    /// `struct file`
    type File;
}

// The kernel's own, and two that `opaque.c` defines.
unsafe extern "C" {
    fn filp_open(name: *const c_char, flags: c_int, mode: u16) -> *mut Extern<File>;
    fn fput(file: NonNull<Extern<File>>);
    fn vfs_llseek(file: Ref<'_, File>, offset: i64, whence: c_int) -> i64;
    fn kelson_file_get(file: Ref<'_, File>) -> Owned<File>;
    fn kelson_file_count(file: Ref<'_, File>) -> c_long;
}

// SAFETY: `fput` gives up one reference.
unsafe impl Release for File {
    unsafe fn release(of: NonNull<Extern<Self>>) {
        // SAFETY: by the caller's promise the reference is ours.
        unsafe { fput(of) };
    }
}

/// What `ERR_PTR` makes of an errno.
type Err = pat!(isize is -(bindings::MAX_ERRNO as isize)..=-1);

impl File {
    fn open(name: &CStr) -> Result<Owned<File>, Err> {
        // SAFETY: the name is a string of C.
        let file = unsafe { filp_open(name.as_char_ptr(), bindings::O_RDONLY as c_int, 0) };
        match Err::new(file.addr() as isize) {
            Some(error) => Err(error),
            // SAFETY: it is no error, so it is a file, with a reference that is ours.
            None => unsafe { Owned::from_raw(file) }.ok_or(Err::MAX),
        }
    }

    fn share(&self) -> Owned<File> {
        // SAFETY: the file is there while there is a reference to it.
        unsafe { kelson_file_get(self.into()) }
    }

    fn count(&self) -> c_long {
        // SAFETY: as above.
        unsafe { kelson_file_count(self.into()) }
    }

    fn seek(&self, to: i64) -> i64 {
        // SAFETY: as above.
        unsafe { vfs_llseek(self.into(), to, bindings::SEEK_SET as c_int) }
    }
}

cases! { opaque:
    fn a_file_is_opened_and_released() {
        let file = File::open(c"/");
        expect!(file.is_ok());
        let Ok(file) = file else { return };
        expect_eq!(file.count(), 1);
        let other = file.share();
        expect_eq!((file.count(), other.as_ptr()), (2, file.as_ptr()));
        drop(file);
        expect_eq!(other.count(), 1);
        expect_eq!(other.borrow().seek(0), 0);
        expect!(other.seek(-1) < 0);
    }

    fn an_error_of_c_is_none() {
        let missing = File::open(c"/kelson/is/not/there");
        expect_eq!(missing.map(|file| file.count()).map_err(Err::get), Err(-(bindings::ENOENT as isize)));
    }

    fn handles_are_pointers() {
        let word = size_of::<*mut bindings::file>();
        expect_eq!(size_of::<Option<Ref<'_, File>>>(), word);
        expect_eq!(size_of::<Option<Mut<'_, File>>>(), word);
        expect_eq!(size_of::<Option<Owned<File>>>(), word);
    }
}
