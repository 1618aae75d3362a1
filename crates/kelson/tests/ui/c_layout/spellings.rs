// Attributes are seen however they are written, and what another macro makes of the type is noticed.
#![forbid(unsafe_code)]
#![allow(dead_code, non_camel_case_types)]
use kelson::c_layout;

#[c_layout]
#[r#repr(align(8))]
//~^ ERROR: `repr` does not go beside the `c_layout` attribute
struct Raw {
    a: u32,
    b: u32,
}

#[c_layout]
#[cfg_attr(all(), repr(align(8)))]
//~^ ERROR: `repr` does not go beside the `c_layout` attribute
struct Conditional {
    a: u32,
    b: u32,
}

macro_rules! with {
    (#[$attribute:meta] $name:ident) => {
        #[c_layout]
        #[$attribute]
        struct $name {
            a: u32,
            b: u32,
        }
    };
}

with!(#[r#repr(align(8))] Passed);
//~^ ERROR: `repr` does not go beside the `c_layout` attribute

#[c_layout]
#[kelson::align(8)]
struct Aligned {
    //~^ E0080
    a: u32,
    b: u32,
}

#[c_layout]
struct Member {
    a: u32,
    #[r#cfg_attr(all(), cfg(any()))]
    //~^ ERROR: a member cannot have `cfg_attr`
    b: u32,
}

#[c_layout]
enum Value {
    A,
    #[r#cfg(any())]
    //~^ ERROR: a value of an enum here cannot depend on the configuration
    B,
    C,
}

type bool = u64;

#[c_layout(packed)]
struct Shadowed {
    //~^ E0080
    a: u8,
    b: bool,
}

#[c_layout]
struct Ours {
    a: u8,
    r#__align: u32,
    //~^ ERROR: `r#__align` is a name of a kind that the `c_layout` attribute uses itself
}

fn main() {}
