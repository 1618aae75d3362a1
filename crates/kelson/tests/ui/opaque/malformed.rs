// The form is `VISIBILITY type NAME;`.
use kelson::opaque;

opaque! {} //~ ERROR: expected the types to declare
opaque! { pub struct File; } //~ ERROR: expected `type`
opaque! { type Inode = u32; } //~ ERROR: an opaque type is declared without a definition
opaque! { type Dentry: Send; } //~ ERROR: an opaque type is declared without bounds
opaque! { type Super } //~ ERROR: expected `;` after `type Super`
opaque! {
    #[derive(Debug)] //~ ERROR: the `derive` attribute does not go on an opaque type
    pub type Mount;
}
opaque! {
    #[repr(align(8))] //~ ERROR: the `repr` attribute does not go on an opaque type
    pub type Cred;
}
// Near miss.
opaque! { #[doc(hidden)] pub(crate) type Task<T>; type Cgroup; }

fn main() {}
