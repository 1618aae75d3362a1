// A type that is written by hand with what is no value, or no way to write it, has no `VALUE`.
//@error-in-other-file: /by this name alone|^evaluation of/
//@error-in-other-file: /was not made by|^evaluation of/
//@error-in-other-file: /was not made by|^evaluation of/
//@error-in-other-file: /was not made by|^evaluation of/
//@error-in-other-file: /was not made by|^evaluation of/
//@error-in-other-file: /was not made by|^evaluation of/
//@error-in-other-file: /was not made by|^evaluation of/
//@error-in-other-file: /was not made by|^evaluation of/
//@error-in-other-file: /was not made by|^evaluation of/
//@error-in-other-file: /was not made by|^evaluation of/
//@error-in-other-file: /was not made by|^evaluation of/
//@error-in-other-file: /was not made by|^evaluation of/

use core::ffi::CStr;
use kelson::c::{Text, ValueOf};
use kelson::{c, ConstParamTy, Is};

#[derive(Clone, Copy, PartialEq, Eq, ConstParamTy)]
enum Direction {
    In,
    Out,
}

const SCALAR: u32 = <ValueOf<u32, 7> as Is<u32>>::VALUE;
const GOOD: Direction = <ValueOf<Direction, 1> as Is<Direction>>::VALUE;
const TAG: Direction = <ValueOf<Direction, 2> as Is<Direction>>::VALUE;
const CHAR: (char, u8) = <ValueOf<(char, u8), 0xd800> as Is<(char, u8)>>::VALUE;
const REST: Direction = <ValueOf<Direction, 1, 1> as Is<Direction>>::VALUE;
const UPPER: (u8, u8) = <ValueOf<(u8, u8), 256> as Is<(u8, u8)>>::VALUE;
const SHORT: &str = <Text<str, 2, 'a'> as Is<&str>>::VALUE; // "a\0"
const LONG: &str = <Text<str, 1, 'a', 'b'> as Is<&str>>::VALUE;
const CUT: &str = <Text<str, 1, 'é'> as Is<&str>>::VALUE;
const NOT_UTF8: &str = <Text<str, 17, 'a', 'a', 'a', 'a', 'a', 'a', 'a', 'a',
    'a', 'a', 'a', 'a', 'a', 'a', 'a', 'a', 0xff> as Is<&str>>::VALUE;
const AFTER: &str = <Text<str, 16, 'a', 'a', 'a', 'a', 'a', 'a', 'a', 'a',
    'a', 'a', 'a', 'a', 'a', 'a', 'a', 'a', 0x61> as Is<&str>>::VALUE;
const NO_BYTE: &[u8] = <Text<[u8], 1, '€'> as Is<&[u8]>>::VALUE;
const NO_NUL: &CStr = <Text<CStr, 1, 'a'> as Is<&CStr>>::VALUE;
const HUGE: &[u8] = <Text<[u8], 300> as Is<&[u8]>>::VALUE;

fn main() {
    let _: c!(Direction: Direction::In);
    let _ = Direction::Out;
}
