// Attributes are seen however they are written, and what no register is does not become one.
#![forbid(unsafe_code)]
//@no-rustfix
#![allow(dead_code)]

use kelson::bitfield;

bitfield! {
    #[r#repr(align(8))]
    //~^ ERROR: `repr` does not go on a register
    struct Raw(u32) {
        3:0 mode;
    }
}

bitfield! {
    #[cfg_attr(all(), cfg_attr(all(), cfg(any())))]
    //~^ ERROR: the `bitfield` macro does not know whether there is this `cfg`
    struct Conditional(u32) {
        3:0 mode;
    }
}

bitfield! {
    struct OfFields(u32) {
        #[r#cfg_attr(all(), r#cfg(any()))]
        //~^ ERROR: the `bitfield` macro does not know whether there is this `cfg`
        3:0 mode;
    }
}

// Zero is no value of this one.
#[derive(Clone, Copy)]
struct Reference {
    inner: &'static u32,
}

impl Reference {
    const fn from_raw(_: u32) -> Self {
        Reference { inner: &0 }
    }

    const fn into_raw(self) -> u32 {
        *self.inner
    }
}

kelson::__register!(Reference u32);
//~^ ERROR: mismatched types

#[derive(Clone, Copy)]
struct Two {
    inner: u32,
    other: &'static u32,
}

impl Two {
    const fn from_raw(inner: u32) -> Self {
        Two { inner, other: &0 }
    }

    const fn into_raw(self) -> u32 {
        self.inner
    }
}

kelson::__register!(Two u32);
//~^ ERROR: pattern requires `..`

fn main() {}
