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
opaque! {
    #[cfg_attr(all(), doc = "Aligned.", repr(align(8)))] //~ ERROR: the `repr` attribute does not go on an opaque type
    pub type Key;
}
opaque! {
    #[kelson::align(8 * 8)] //~ ERROR: the `kelson::align` attribute does not go on an opaque type
    pub type Page;
}
opaque! {
    #[cfg_attr(all(), cfg(any()))] //~ ERROR: the `cfg` attribute does not go on an opaque type
    pub type Zone;
}
// Near miss.
opaque! { #[doc(hidden)] #[cfg_attr(all(), doc(hidden))] #[allow(clippy::all)] pub(crate) type Task<T>; type Cgroup; }

fn main() {}
