// A handle is the pointer: methods through it are calls with it, and to drop an owner is one call.
//@ same: by_handle by_pointer
//@ same: by_reference by_pointer
//@ same: exclusive seek_by_pointer
//@ same: of_option of_nullable
//@ same: dropped put_by_pointer
#![crate_type = "lib"]
#![deny(improper_ctypes, improper_ctypes_definitions)]
use core::ptr::NonNull;
use kelson::opaque::{Extern, Mut, Owned, Ref, Release};

kelson::opaque! { pub type File; }

extern "C" {
    fn position(file: Ref<'_, File>) -> i64;
    fn seek(file: Mut<'_, File>, to: i64);
    fn put(file: NonNull<Extern<File>>);
}

unsafe impl Release for File {
    unsafe fn release(of: NonNull<Extern<Self>>) {
        unsafe { put(of) };
    }
}

impl File {
    fn position(&self) -> i64 {
        unsafe { position(self.into()) }
    }

    fn rewind(&mut self) {
        unsafe { seek(self.into(), 0) }
    }
}

#[no_mangle]
pub extern "C" fn by_handle(file: Ref<'_, File>) -> i64 {
    file.position() + 1
}

#[no_mangle]
pub extern "C" fn by_reference(file: Ref<'_, File>) -> i64 {
    let file: &File = &file;
    File::position(file) + 1
}

#[no_mangle]
pub unsafe extern "C" fn by_pointer(file: *mut Extern<File>) -> i64 {
    position(core::mem::transmute(file)) + 1
}

#[no_mangle]
pub extern "C" fn exclusive(mut file: Mut<'_, File>) {
    file.rewind();
}

#[no_mangle]
pub unsafe extern "C" fn seek_by_pointer(file: *mut Extern<File>) {
    seek(core::mem::transmute(file), 0);
}

#[no_mangle]
pub extern "C" fn of_option(file: Option<Ref<'_, File>>) -> i64 {
    file.map_or(-1, |file| file.position())
}

#[no_mangle]
pub unsafe extern "C" fn of_nullable(file: *mut Extern<File>) -> i64 {
    if file.is_null() { -1 } else { position(core::mem::transmute(file)) }
}

#[no_mangle]
pub extern "C" fn dropped(file: Owned<File>) {
    drop(file);
}

#[no_mangle]
pub unsafe extern "C" fn put_by_pointer(file: NonNull<Extern<File>>) {
    put(file);
}
