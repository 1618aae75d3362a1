// What the attribute does not know, it says.
use kelson::c_layout;

#[c_layout(C, packed)] //~ ERROR: unknown argument of the `c_layout` attribute
struct Unknown {
    a: u8,
}

#[c_layout(packed, packed)] //~ ERROR: `packed` is said twice
struct Twice {
    a: u8,
    #[bits(3)]
    #[bits(3)] //~ ERROR: `bits` is said twice
    b: u8,
}

#[c_layout(packed = 2)] //~ ERROR: expected `,` after `packed`
struct Equals {
    a: u8,
}

#[c_layout(packed align(8))] //~ ERROR: expected `,` after `packed`
struct NoComma {
    a: u8,
}

#[c_layout(align = 8)] //~ ERROR: `align` needs a number
struct NoParentheses {
    a: u8,
}

#[c_layout(align(8, 16))] //~ ERROR: `align` takes one number
struct TwoNumbers {
    #[native(true)] //~ ERROR: the `native` attribute has no argument
    a: u8,
    #[bits(-3)] //~ ERROR: this number is negative
    b: u8,
}

fn main() {
    let _: fn(Unknown, Twice, Equals) = |unknown, twice, equals| drop((unknown.a, twice.b, equals.a));
    let _: fn(NoComma, NoParentheses, TwoNumbers) = |comma, parentheses, two| {
        drop((comma.a, parentheses.a, two.b))
    };
}
