// SPDX-License-Identifier: MIT OR Apache-2.0

//! What `const_param` promises.

use core::any::TypeId;
use core::ffi::CStr;
use core::marker::PhantomData;
use core::num::NonZero;
use kelson::{c, ConstParamTy, Is};

#[derive(Clone, Copy, PartialEq, Eq, Debug, ConstParamTy)]
enum Direction {
    In,
    Out,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ConstParamTy)]
#[repr(i8)]
enum Code {
    Fault = -14,
    Ok = 0,
    Max = 127,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ConstParamTy)]
enum Only {
    This = -1,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ConstParamTy)]
enum Mode {
    ReadOnly,
    WriteOnly,
    Paged(u8),
    Window {
        base: i32,
        len: Option<NonZero<u16>>,
    },
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ConstParamTy)]
struct Config {
    depth: u8,
    wide: bool,
    mode: Mode,
}

const BASE: Config = Config {
    depth: 3,
    wide: true,
    mode: Mode::Paged(7),
};
const NAME: &str = "eth0";
const LIMIT: u32 = 7;

/// The value of a parameter.
fn value<T, P: Is<T>>() -> T {
    P::VALUE
}

/// That the type made of a value gives it back, and is the type of no other value of these.
macro_rules! distinct {
    ($T:ty: $($value:expr),* $(,)?) => {{
        let values: Vec<$T> = vec![$($value),*];
        let types = [$(TypeId::of::<c!($T: $value)>()),*];
        assert_eq!(values, [$(value::<$T, c!($T: $value)>()),*]);
        for (i, a) in types.iter().enumerate() {
            for (j, b) in types.iter().enumerate() {
                assert_eq!(a == b, i == j, "{:?} and {:?}", values[i], values[j]);
            }
        }
    }};
}

/// That two parameters are the same type, and so the same value.
macro_rules! same {
    ($T:ty: $a:ty, $b:ty) => {{
        let _: fn(PhantomData<$a>) -> PhantomData<$b> = |same| same;
        assert_eq!(value::<$T, $a>(), value::<$T, $b>());
    }};
}

#[test]
fn scalars_are_their_values() {
    distinct!(u8: 0, 1, u8::MAX);
    distinct!(u64: 0, 1 << 63, u64::MAX);
    distinct!(u128: 0, 1 << 127, u128::MAX);
    distinct!(i8: i8::MIN, -1, 0, i8::MAX);
    distinct!(i128: i128::MIN, -1, i128::MAX);
    distinct!(isize: isize::MIN, -1, isize::MAX);
    distinct!(bool: false, true);
    distinct!(char: '\0', 'x', '\u{d7ff}', '\u{10ffff}');
}

#[test]
fn literals_have_the_type_they_have_in_a_let() {
    same!(i32: c!(4), c!(i32: 4));
    same!(u8: c!(4u8), c!(u8: 4));
    same!(i64: c!(-4i64), c!(i64: 0 - 4));
    same!(u8: c!(b'a'), c!(97u8));
    same!(char: c!('a'), c!(char: 'a'));
    same!(bool: c!(true), c!(bool: !false));
    same!(&str: c!("eth0"), c!(str: NAME));
    same!(&[u8]: c!(b"\x00\xff"), c!([u8]: &[0, 255]));
    same!(&CStr: c!(c"eth0"), c!(CStr: c"eth0"));
    assert_eq!(value::<u64, c!(0xffff_ffff_ffff_ffffu64)>(), u64::MAX);
}

#[test]
fn paths_need_no_type() {
    const FLAG: bool = true;
    const LETTER: char = 'k';
    const WIDE: u128 = u128::MAX;
    const COLD: i8 = -40;
    same!(u32: c!(LIMIT), c!(7u32));
    same!(u32: c!(crate::const_param::LIMIT), c!(u32: LIMIT));
    same!(bool: c!(FLAG), c!(true));
    same!(char: c!(LETTER), c!('k'));
    same!(u128: c!(WIDE), c!(u128: u128::MAX));
    same!(i8: c!(COLD), c!(-40i8));
    same!(usize: c!(usize::MAX), c!(usize: usize::MAX));
    assert_ne!(TypeId::of::<c!(LIMIT)>(), TypeId::of::<c!(7u64)>());
}

#[test]
fn values_are_expressions() {
    same!(u32: c!(u32: LIMIT + 1), c!(8u32));
    same!(usize: c!(usize: { let mut n = 1; while n < 100 { n *= 2 } n }), c!(128usize));
    same!(&str: c!(str: concat!("e", "th", 0)), c!("eth0"));
    same!(Config: c!(Config: Config { depth: 3, ..BASE }), c!(Config: BASE));
    const fn next(of: Mode) -> Mode {
        match of {
            Mode::Paged(page) => Mode::Paged(page + 1),
            other => other,
        }
    }
    same!(Mode: c!(Mode: next(BASE.mode)), c!(Mode: Mode::Paged(8)));
}

#[test]
fn text_is_its_bytes() {
    distinct!(&'static str:
        "", "\0", "\0\0", "a", "a\0", "b", "0123456789abcdef", "0123456789abcde\0", "0123456789abcdef\0",
        "0123456789abcdefg", "0123456789abcdefgh",
    );
    distinct!(&'static [u8]: b"", b"\0", b"a", b"\xff", b"0123456789abcdef", b"0123456789abcdef\0");
    distinct!(&'static CStr: c"", c"a", c"0123456789abcde", c"0123456789abcdef");
    // Text that is known to the macro, and the same known to the compiler only.
    same!(&[u8]: c!(b"0123456789abcdef0123456789abcdef0"), c!([u8]: LONG_BYTES));
    same!(&CStr: c!(c"0123456789abcdef\xff"), c!(CStr: LONG_C));
    const LONG_BYTES: &[u8] = b"0123456789abcdef0123456789abcdef0";
    const LONG_C: &CStr = c"0123456789abcdef\xff";
}

#[test]
fn characters_are_cut_anywhere() {
    // Each length of a character, at each place around the ends of the first sixteen and of the words after them.
    macro_rules! cut {
        ($($text:expr),* $(,)?) => {$({
            const TEXT: &str = $text;
            assert_eq!(value::<&str, c!(str: TEXT)>(), TEXT);
        })*};
    }
    cut!(
        "ünïcödé",
        "0123456789abcdeé",
        "0123456789abcdeéé",
        "0123456789abcdef🦀"
    );
    cut!(
        "🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀",
        "🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀"
    );
    cut!(
        "0123456789abcdef0123456789abcd€x",
        "0123456789abcdef0123456789abcde€x"
    );
    cut!(
        "0123456789abcdef0123456789abcdef€",
        "0123456789abcdef0123456789abcdeéx"
    );
    same!(&str: c!("0123456789abcdef0123456789abcd€x"), c!(str: "0123456789abcdef0123456789abcd€x"));
    same!(&str: c!("🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀é"), c!(str: "🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀é"));
}

#[test]
fn text_has_up_to_256_bytes() {
    const LONGEST: &str = match core::str::from_utf8(&[b'x'; 256]) {
        Ok(text) => text,
        Err(_) => "",
    };
    const ZEROS: &[u8] = &[0; 256];
    assert_eq!(value::<&str, c!(str: LONGEST)>(), LONGEST);
    assert_eq!(value::<&[u8], c!([u8]: ZEROS)>(), ZEROS);
    // 64 characters of four bytes each.
    const CRABS: &str = concat!(
        "🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀",
        "🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀",
        "🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀",
        "🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀"
    );
    assert_eq!(CRABS.len(), 256);
    assert_eq!(value::<&str, c!(str: CRABS)>(), CRABS);
}

#[test]
fn enums_and_structs_are_their_fields() {
    distinct!(Direction: Direction::In, Direction::Out);
    distinct!(Code: Code::Fault, Code::Ok, Code::Max);
    distinct!(Only: Only::This);
    distinct!(Mode:
        Mode::ReadOnly,
        Mode::WriteOnly,
        Mode::Paged(0),
        Mode::Paged(1),
        Mode::Window { base: 0, len: None },
        Mode::Window { base: 1, len: None },
        Mode::Window { base: i32::MIN, len: NonZero::new(1) },
        Mode::Window { base: -1, len: Some(NonZero::<u16>::MAX) },
    );
    distinct!(Config:
        BASE,
        Config { depth: 4, ..BASE },
        Config { wide: false, ..BASE },
        Config { mode: Mode::Paged(8), ..BASE },
        Config { mode: Mode::ReadOnly, ..BASE },
        Config { depth: 0, wide: false, mode: Mode::ReadOnly },
    );
}

#[test]
fn tuples_arrays_and_options_are_their_members() {
    distinct!((): ());
    distinct!((u8,): (1,), (2,));
    distinct!((bool, (char, i16)): (true, ('x', -2)), (false, ('x', -2)), (true, ('x', 2)));
    distinct!((u8, u8, u8, u8, u8, u8, u8, u8): (1, 2, 3, 4, 5, 6, 7, 8), (1, 2, 3, 4, 5, 6, 8, 7));
    distinct!([u8; 0]: []);
    distinct!([u8; 6]: [2, 0, 0, 0, 0, 1], [2, 0, 0, 0, 0, 2]);
    distinct!([[u16; 2]; 2]: [[1, 2], [3, 4]], [[1, 2], [4, 3]]);
    distinct!([Option<bool>; 3]: [None; 3], [Some(false), None, None], [None, Some(false), Some(true)]);
    distinct!(Option<Option<u8>>: None, Some(None), Some(Some(0)), Some(Some(1)));
    distinct!(Option<Direction>: None, Some(Direction::In), Some(Direction::Out));
    distinct!(NonZero<i8>: NonZero::<i8>::MIN, NonZero::<i8>::MAX);
}

#[test]
fn many_scalars_are_packed() {
    distinct!([u8; 128]: [0; 128], [255; 128], {
        let mut bytes = [0; 128];
        bytes[127] = 1;
        bytes
    });
    distinct!([i64; 16]: [-1; 16], [i64::MIN; 16], [0; 16]);
    distinct!([bool; 9]: [true; 9], [false; 9]);
    distinct!([char; 9]: ['\u{10ffff}'; 9], ['a'; 9]);
    distinct!([Code; 16]: [Code::Fault; 16], [Code::Max; 16]);
    distinct!([Option<Only>; 16]: [Some(Only::This); 16], [None; 16]);
    // Variants of different sizes, with something after them.
    distinct!([(Mode, u8); 9]:
        [(Mode::ReadOnly, 1); 9],
        [(Mode::Paged(1), 1); 9],
        [(Mode::Window { base: -2, len: NonZero::new(3) }, 255); 9],
    );
}

/// A generic type, and one with a const parameter of its own.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ConstParamTy)]
struct Pair<T, const N: usize = 2>
where
    T: Ord,
{
    first: T,
    others: [T; N],
}

/// Names that the derive must not catch or be caught by.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ConstParamTy)]
enum Odd<S, P> {
    Some(S),
    None { r#type: P, value: u8, field0: u8 },
}

#[test]
fn generic_types_can_be_derived_for() {
    distinct!(Pair<u8>: Pair { first: 1, others: [2, 3] }, Pair { first: 1, others: [3, 2] });
    distinct!(Pair<i16, 1>: Pair { first: -1, others: [2] });
    distinct!(Odd<u8, (bool, u8)>:
        Odd::Some(1),
        Odd::None { r#type: (true, 2), value: 3, field0: 4 },
        Odd::None { r#type: (true, 2), value: 4, field0: 3 },
    );
}

#[test]
fn a_type_alias_is_its_type() {
    type Settings = Config;
    type Index = u16;
    #[derive(Clone, Copy, PartialEq, Eq, Debug, ConstParamTy)]
    struct Slot(Index, Direction);
    same!(Config: c!(Settings: BASE), c!(Config: BASE));
    distinct!(Slot: Slot(1, Direction::In), Slot(1, Direction::Out));
}

#[test]
fn macros_pass_types_and_values_on() {
    macro_rules! param {
        ($ty:ty, $value:expr) => { c!($ty: $value) };
        ($value:expr) => { c!($value) };
        (@ $value:literal) => { c!($value) };
    }
    same!(u32: param!(u32, LIMIT + 1), c!(8u32));
    same!(Config: param!(Config, BASE), c!(Config: BASE));
    same!(&str: param!(&'static str, NAME), c!("eth0"));
    same!(u32: param!(LIMIT), c!(7u32));
    same!(&str: param!(@ "eth0"), c!("eth0"));
}

// ---- as parameters

struct Pin<D: Is<Direction>>(PhantomData<D>);

impl Pin<c!(Direction: Direction::In)> {
    fn level(&self) -> u8 {
        1
    }
}

impl Pin<c!(Direction: Direction::Out)> {
    fn level(&self) -> i16 {
        -2
    }
}

#[test]
fn impls_are_for_values() {
    assert_eq!(
        Pin::<c!(Direction: Direction::In)>(PhantomData).level(),
        1u8
    );
    assert_eq!(
        Pin::<c!(Direction: Direction::Out)>(PhantomData).level(),
        -2i16
    );
}

trait Describe {
    const TEXT: &'static str;
}

impl Describe for Pin<c!(Direction: Direction::In)> {
    const TEXT: &'static str = "in";
}

impl Describe for Pin<c!(Direction: Direction::Out)> {
    const TEXT: &'static str = "out";
}

/// Text that is known to the compiler only, in headers of impls.
impl Describe for PhantomData<c!(str: NAME)> {
    const TEXT: &'static str = "ethernet";
}

impl Describe for PhantomData<c!("wlan0")> {
    const TEXT: &'static str = "wireless";
}

/// Without its type, a constant can be in one header.
impl Describe for Option<c!(LIMIT)> {
    const TEXT: &'static str = "seven";
}

#[test]
fn traits_are_implemented_for_values() {
    fn text<T: Describe>() -> &'static str {
        T::TEXT
    }
    assert_eq!(text::<Pin<c!(Direction: Direction::In)>>(), "in");
    assert_eq!(text::<Pin<c!(Direction: Direction::Out)>>(), "out");
    assert_eq!(text::<PhantomData<c!("eth0")>>(), "ethernet");
    assert_eq!(text::<PhantomData<c!("wlan0")>>(), "wireless");
    assert_eq!(text::<Option<c!(7u32)>>(), "seven");
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
struct Irq<N: Is<&'static str>, C: Is<Config>>(PhantomData<(N, C)>);

impl<N: Is<&'static str>, C: Is<Config>> Irq<N, C> {
    const NAME: &'static str = N::VALUE;
    const DEPTH: usize = {
        assert!(C::VALUE.depth < 64, "too deep");
        C::VALUE.depth as usize
    };
}

#[test]
fn values_are_constants_in_generic_code() {
    type Eth = Irq<c!("eth0"), c!(Config: Config { depth: 4, ..BASE })>;
    const SLOTS: [u8; Eth::DEPTH] = [0; Eth::DEPTH];
    assert_eq!((Eth::NAME, SLOTS.len()), ("eth0", 4));
    // The derives ask for their traits on parameters.
    let irq: Eth = Irq(PhantomData);
    #[expect(clippy::clone_on_copy, reason = "it is `Clone` that is tried")]
    let copy = irq.clone();
    assert_eq!(irq, copy);
}

#[test]
fn generic_scalars_are_passed_on() {
    fn outer<const N: usize, const B: bool>() -> (usize, bool) {
        (value::<usize, c!(usize: N)>(), value::<bool, c!(bool: B)>())
    }
    assert_eq!(outer::<3, true>(), (3, true));
}

#[test]
fn parameters_are_sent_whatever_the_type() {
    fn sent<T: Send + Sync + 'static>() {}
    sent::<Irq<c!("eth0"), c!(Config: BASE)>>();
    assert_eq!(size_of::<Irq<c!("eth0"), c!(Config: BASE)>>(), 0);
}

// ---- types written by hand

mod by_hand {
    use super::*;
    use kelson::c::{Text, ValueOf};

    #[test]
    fn the_macro_writes_what_messages_show() {
        same!(&str: c!("eth0"), Text<str, 4, 'e', 't', 'h', '0'>);
        same!(&str: c!(str: "0123456789abcdefg"), Text<str, 17, '0', '1', '2', '3', '4', '5', '6', '7', '8', '9',
            'a', 'b', 'c', 'd', 'e', 'f', 0x67>);
        same!(&CStr: c!(c"a"), Text<CStr, 2, 'a'>);
        same!(Direction: c!(Direction: Direction::Out), ValueOf<Direction, 1>);
        same!(Code: c!(Code: Code::Fault), ValueOf<Code, -14>);
        same!(Config: c!(Config: BASE), ValueOf<Config, 3, 1, 2, 7>);
    }
}

/// Variants without fields, in every form.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ConstParamTy)]
enum Forms {
    Braces {},
    Parentheses(),
    Plain,
}

#[test]
fn variants_without_fields() {
    assert_eq!(
        value::<Forms, c!(Forms: Forms::Braces {})>(),
        Forms::Braces {}
    );
    assert_eq!(
        value::<Forms, c!(Forms: Forms::Parentheses())>(),
        Forms::Parentheses()
    );
    assert_eq!(value::<Forms, c!(Forms: Forms::Plain)>(), Forms::Plain);
}

/// Says that all are equal.
#[derive(Clone, Copy, Debug, ConstParamTy)]
struct Ghost(u8);

impl PartialEq for Ghost {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Ghost {}

#[test]
fn parts_are_compared() {
    assert_eq!(Ghost(1), Ghost(2));
    assert_ne!(
        TypeId::of::<c!(Ghost: Ghost(1))>(),
        TypeId::of::<c!(Ghost: Ghost(2))>()
    );
    assert_eq!(value::<Ghost, c!(Ghost: Ghost(2))>().0, 2);
}
