// An opaque type stays in its thread until its author says otherwise.
use kelson::opaque::{Mut, Ref};

kelson::opaque! {
    pub type File;
    pub type Inode;
}

// SAFETY: C locks it.
unsafe impl Sync for Inode {}
// SAFETY: C does not know of threads.
unsafe impl Send for Inode {}

fn is_send<T: Send>(_: T) {}

fn send(file: Ref<'_, File>, exclusive: Mut<'_, File>, plain: &File) {
    is_send(file); //~ E0277
    is_send(exclusive); //~ E0277
    is_send(plain); //~ E0277
}

fn near_miss(inode: Ref<'_, Inode>, exclusive: Mut<'_, Inode>, plain: &Inode) {
    is_send(inode);
    is_send(exclusive);
    is_send(plain);
}

fn main() {}
