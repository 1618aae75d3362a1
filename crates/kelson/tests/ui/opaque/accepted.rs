// A crate may forbid unsafe code, and declare types all the same.
//@check-pass
#![forbid(unsafe_code)]
#![deny(warnings, missing_docs)]
//! Documentation.

use kelson::opaque::Ref;

kelson::opaque! {
    /// `struct file`
    pub type File;
    /// `struct list_head` of some type.
    #[cfg(all())]
    #[cfg_attr(all(), doc(alias = "list_head"))]
    pub type List<'a, T: Copy, const N: usize> where T: 'a;
}

/// The pointer for C.
pub fn address(file: Ref<'_, File>, list: &List<'_, u8, 3>) -> (usize, usize) {
    (file.as_ptr().addr(), list.as_ptr().addr())
}

fn main() {}
