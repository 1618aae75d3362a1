// SPDX-License-Identifier: MIT OR Apache-2.0

//! What `opaque` promises.

#![deny(improper_ctypes)]

use kelson::opaque::{Extern, Mut, Opaque, Owned, Ref, Release};
use std::ptr::NonNull;

kelson::opaque! {
    /// `struct file`
    type File;
    /// Not on this platform.
    #[cfg(not(any(unix, windows)))]
    type Absent;
    pub(crate) type List<'a, T: Copy, const N: usize> where T: 'a;
}

// SAFETY: C locks it.
unsafe impl Sync for File {}

/// What C knows and the declarations below do not.
#[expect(
    clippy::missing_safety_doc,
    reason = "they are called by the declarations below"
)]
mod c {
    #[repr(C)]
    pub(super) struct File {
        users: i32,
        position: i64,
    }

    // SAFETY: in all of these: the tests pass null or what `file_open` returned and is not closed.
    #[no_mangle]
    extern "C" fn file_open(position: i64) -> *mut File {
        if position < 0 {
            return std::ptr::null_mut();
        }
        Box::into_raw(Box::new(File { users: 1, position }))
    }

    #[no_mangle]
    unsafe extern "C" fn file_get(file: *mut File) -> *mut File {
        // SAFETY: see above.
        unsafe { (*file).users += 1 };
        file
    }

    #[no_mangle]
    unsafe extern "C" fn file_put(file: *mut File) -> i32 {
        // SAFETY: see above.
        unsafe {
            (*file).users -= 1;
            let left = (*file).users;
            if left == 0 {
                drop(Box::from_raw(file));
            }
            left
        }
    }

    #[no_mangle]
    unsafe extern "C" fn file_users(file: *const File) -> i32 {
        // SAFETY: see above.
        unsafe { (*file).users }
    }

    #[no_mangle]
    unsafe extern "C" fn file_position(file: *const File) -> i64 {
        // SAFETY: see above.
        unsafe { (*file).position }
    }

    #[no_mangle]
    unsafe extern "C" fn file_seek(file: *mut File, to: i64) {
        // SAFETY: see above.
        unsafe { (*file).position = to };
    }
}

unsafe extern "C" {
    fn file_open(position: i64) -> Option<Owned<File>>;
    fn file_get(file: Ref<'_, File>) -> Owned<File>;
    fn file_put(file: NonNull<Extern<File>>) -> i32;
    fn file_users(file: *const Extern<File>) -> i32;
    fn file_position(file: Ref<'_, File>) -> i64;
    fn file_seek(file: Mut<'_, File>, to: i64);
}

// SAFETY: `file_put` gives up one use, which each `Owned` is.
unsafe impl Release for File {
    unsafe fn release(of: NonNull<Extern<Self>>) {
        // SAFETY: by the caller's promise.
        unsafe { file_put(of) };
    }
}

impl File {
    fn open(position: i64) -> Option<Owned<File>> {
        // SAFETY: there is no condition.
        unsafe { file_open(position) }
    }

    fn share(&self) -> Owned<File> {
        // SAFETY: the file is there while there is a reference to it.
        unsafe { file_get(self.into()) }
    }

    fn users(&self) -> i32 {
        // SAFETY: as above.
        unsafe { file_users(self.as_ptr()) }
    }

    fn position(&self) -> i64 {
        // SAFETY: as above.
        unsafe { file_position(self.into()) }
    }

    fn seek(&mut self, to: i64) {
        // SAFETY: as above, and nobody else uses it.
        unsafe { file_seek(self.into(), to) };
    }
}

#[test]
fn handles_are_one_word() {
    let word = size_of::<usize>();
    assert_eq!(
        (
            size_of::<Ref<'_, File>>(),
            size_of::<Option<Ref<'_, File>>>()
        ),
        (word, word)
    );
    assert_eq!(
        (
            size_of::<Mut<'_, File>>(),
            size_of::<Option<Mut<'_, File>>>()
        ),
        (word, word)
    );
    assert_eq!(
        (size_of::<Owned<File>>(), size_of::<Option<Owned<File>>>()),
        (word, word)
    );
    assert_eq!(size_of::<*mut Extern<File>>(), word);
    // The price of a plain reference, as the docs say.
    assert_eq!(size_of::<&File>(), 2 * word);
}

#[test]
fn methods_and_ownership() {
    assert!(File::open(-1).is_none());
    let file = File::open(5).expect("C returns a file");
    assert_eq!((file.position(), file.users()), (5, 1));
    let other = file.share();
    assert_eq!((file.users(), other.as_ptr()), (2, file.as_ptr()));
    drop(file);
    assert_eq!((other.users(), other.position()), (1, 5));

    // Ownership goes through C and back.
    let raw = other.into_raw();
    // SAFETY: it was just given up, and nothing was released.
    let other = unsafe { Owned::<File>::from_raw(raw) }.expect("it is not null");
    assert_eq!(other.users(), 1);
    assert_eq!(format!("{other:?}"), format!("{raw:?}"));
    // SAFETY: null is allowed.
    assert!(unsafe { Owned::<File>::from_raw(std::ptr::null_mut()) }.is_none());
}

#[test]
fn references() {
    let owner = File::open(1).expect("C returns a file").into_raw();
    // SAFETY: the file is there until the end of the test, and nothing else uses it.
    let mut exclusive = unsafe { Mut::<File>::from_raw(owner) }.expect("it is not null");
    exclusive.seek(2);
    let next = exclusive.position() + 1;
    exclusive.reborrow().get().seek(next);
    assert_eq!(exclusive.as_ptr(), owner);
    let plain: &mut File = &mut exclusive;
    plain.seek(plain.position() * 2);

    fn longest<'a>(files: &[Ref<'a, File>]) -> Option<&'a File> {
        files
            .iter()
            .max_by_key(|file| file.position())
            .map(|file| file.get())
    }
    let shared = exclusive.into_ref();
    let other = File::open(3).expect("C returns a file");
    let found = longest(&[other.borrow(), shared]).expect("there are two");
    assert_eq!((found.position(), found.as_ptr()), (6, owner));
    assert_eq!(Ref::from(found).as_ptr(), shared.as_ptr());
    // SAFETY: null is allowed.
    assert!(unsafe { Ref::<File>::from_raw(std::ptr::null()) }.is_none());
    // SAFETY: it was taken from an `Owned`, and there are no more references to it.
    drop(unsafe { Owned::<File>::from_raw(owner) });
}

#[test]
fn threads_share_what_is_sync() {
    let file = File::open(9).expect("C returns a file");
    let file = file.borrow();
    let position = std::thread::scope(|scope| scope.spawn(|| file.position()).join().unwrap());
    assert_eq!(position, 9);
}

#[test]
fn parameters() {
    let mut memory = 0_u64;
    let pointer = (&raw mut memory).cast::<Extern<List<'_, u8, 3>>>();
    // SAFETY: it is not null, and nothing is done with it.
    let list = unsafe { Ref::from_raw(pointer) }.expect("it is not null");
    assert_eq!(list.get().as_ptr(), pointer);
    assert_eq!((size_of_val(list.get()), align_of_val(list.get())), (0, 1));

    fn is_opaque<T: Opaque + ?Sized>(_: Ref<'_, T>) {}
    is_opaque(list);
}
