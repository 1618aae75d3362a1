// SPDX-License-Identifier: MIT OR Apache-2.0

//! A handle is a pointer, of whatever width.

use core::ptr::NonNull;
use kelson::opaque::{Extern, Mut, Owned, Ref, Release};

kelson::opaque! {
    type File;
}

// SAFETY: it does nothing.
unsafe impl Release for File {
    unsafe fn release(_: NonNull<Extern<Self>>) {}
}

const WORD: usize = size_of::<usize>();

const _: () = {
    assert!(size_of::<Ref<'static, File>>() == WORD);
    assert!(size_of::<Option<Ref<'static, File>>>() == WORD);
    assert!(size_of::<Option<Mut<'static, File>>>() == WORD);
    assert!(size_of::<Owned<File>>() == WORD && size_of::<Option<Owned<File>>>() == WORD);
    assert!(align_of::<Ref<'static, File>>() == align_of::<*const u8>());
    assert!(size_of::<*mut Extern<File>>() == WORD);
    assert!(size_of::<&File>() == 2 * WORD);
};
