// An alignment is a power of two that C and Rust have.
use kelson::c_layout;

const PAGE: usize = 4095;
const NONE: i32 = 0;

#[c_layout(align(3))] //~ ERROR: `3` is no alignment
struct Three {
    a: u8,
}

#[c_layout(align(PAGE))] //~ E0080
struct Page {
    b: u8,
}

#[c_layout(packed)]
struct Member {
    #[align(0x2000_0000)] //~ ERROR: `0x2000_0000` is no alignment
    c: u8,
    #[align(0)] //~ ERROR: `0` is no alignment
    d: u8,
}

#[c_layout(packed)]
struct Constant {
    #[align(PAGE)] //~ E0080
    e: u8,
}

// To the layout's rules 0 is that nothing is asked for.
#[c_layout(align(NONE))] //~ E0080
struct Zero {
    g: u8,
}

#[c_layout(align(-8))] //~ ERROR: this number is negative
struct Negative {
    h: u8,
}

#[c_layout(align(99_999_999_999_999_999_999_999_999_999_999_999_999_999))] //~ ERROR: is no alignment
struct Huge {
    i: u8,
}

#[c_layout(align("16"))] //~ ERROR: this is no whole number
struct Text {
    f: u8,
}

fn main() {
    let _: fn(Three, Page, Member, Constant, Text, Zero) = |three, page, member, constant, text, zero| {
        drop((three.a, page.b, member.c, member.d, constant.e, text.f, zero.g))
    };
    let _: fn(Negative, Huge) = |negative, huge| drop((negative.h, huge.i));
}
