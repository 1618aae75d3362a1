// What is written as an attribute of a tool may be a macro in a module of that name. One that aligns the type would have
// references to it that are not aligned.
#![forbid(unsafe_code)]
#![allow(unused_imports)]

mod clippy {
    pub use kelson::align;
}

kelson::opaque! {
    #[clippy::align(64)]
    //~^ ERROR: the `clippy::align` attribute does not go on an opaque type
    pub type File;
}

kelson::opaque! {
    #[r#repr(align(64))]
    //~^ ERROR: the `r#repr` attribute does not go on an opaque type
    pub type Raw;
}

kelson::opaque! {
    #[cfg_attr(all(), r#cfg(any()))]
    //~^ ERROR: the `r#cfg` attribute does not go on an opaque type
    pub type Conditional;
}

fn main() {}
