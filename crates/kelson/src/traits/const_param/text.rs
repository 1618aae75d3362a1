// SPDX-License-Identifier: MIT OR Apache-2.0

//! Strings, byte strings and C strings as const parameters.
//!
//! The first sixteen characters are parameters of type `char`, because these are what the compiler's messages show as
//! one would write them. The rest is bytes, sixteen in a word. The length in bytes is a parameter too, so that text may
//! hold NUL, and so that `VALUE` refers to that many bytes and no more.

use super::sealed::Sealed;
use super::Is;
use core::ffi;
use core::fmt;
use core::hash::{
    Hash,
    Hasher, //
};
use core::marker::PhantomData;

/// How many characters are parameters of their own.
const CHARS: usize = 16;

/// How many words the rest has.
const WORDS: usize = 15;

/// How many bytes of text there can be.
const LIMIT: usize = (WORDS + 1) * 16;

/// A text as a type: `LEN` bytes of a `str`, a `[u8]` or a `CStr`, which has its NUL among them.
///
/// The characters of bytes are those with the same number.
pub struct Text<
    T: ?Sized,
    const LEN: usize,
    const A: char = '\0',
    const B: char = '\0',
    const C: char = '\0',
    const D: char = '\0',
    const E: char = '\0',
    const F: char = '\0',
    const G: char = '\0',
    const H: char = '\0',
    const I: char = '\0',
    const J: char = '\0',
    const K: char = '\0',
    const L: char = '\0',
    const M: char = '\0',
    const N: char = '\0',
    const O: char = '\0',
    const P: char = '\0',
    const Q: u128 = 0,
    const S: u128 = 0,
    const U: u128 = 0,
    const V: u128 = 0,
    const W: u128 = 0,
    const X: u128 = 0,
    const Y: u128 = 0,
    const Z: u128 = 0,
    const AA: u128 = 0,
    const AB: u128 = 0,
    const AC: u128 = 0,
    const AD: u128 = 0,
    const AE: u128 = 0,
    const AF: u128 = 0,
    const AG: u128 = 0,
>(PhantomData<fn() -> T>);

/// Implements traits for every text.
macro_rules! for_text {
    ($($(#[$attr:meta])* $trait:ty [$T:ty $(, $Any:ident)?] { $($body:tt)* })*) => {$(
        $(#[$attr])*
        impl<
                $($Any: ?Sized + 'static,)?
                const LEN: usize,
                const A: char,
                const B: char,
                const C: char,
                const D: char,
                const E: char,
                const F: char,
                const G: char,
                const H: char,
                const I: char,
                const J: char,
                const K: char,
                const L: char,
                const M: char,
                const N: char,
                const O: char,
                const P: char,
                const Q: u128,
                const S: u128,
                const U: u128,
                const V: u128,
                const W: u128,
                const X: u128,
                const Y: u128,
                const Z: u128,
                const AA: u128,
                const AB: u128,
                const AC: u128,
                const AD: u128,
                const AE: u128,
                const AF: u128,
                const AG: u128,
            > $trait
            for Text<
                $T, LEN, A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P,
                Q, S, U, V, W, X, Y, Z, AA, AB, AC, AD, AE, AF, AG,
            >
        {
            $($body)*
        }
    )*};
}

for_text! {
    #[diagnostic::do_not_recommend]
    Sealed<&'static str> [str] {}
    #[diagnostic::do_not_recommend]
    Sealed<&'static [u8]> [[u8]] {}
    #[diagnostic::do_not_recommend]
    Sealed<&'static ffi::CStr> [ffi::CStr] {}
    Copy [T, T] {}
    Eq [T, T] {}

    Clone [T, T] {
        fn clone(&self) -> Self {
            *self
        }
    }

    PartialEq [T, T] {
        fn eq(&self, _: &Self) -> bool {
            true
        }
    }

    Hash [T, T] {
        fn hash<State: Hasher>(&self, _: &mut State) {}
    }

    fmt::Debug [T, T] {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("Text")
        }
    }

    Parts<LEN> [T, T] {
        const CHARS: [char; CHARS] = [A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P];
        const REST: [u128; WORDS] = [Q, S, U, V, W, X, Y, Z, AA, AB, AC, AD, AE, AF, AG];
    }

    Is<&'static str> [str] {
        const VALUE: &'static str = {
            let bytes: &[u8; LEN] =
                const { &str_bytes(<Self as Parts<LEN>>::CHARS, <Self as Parts<LEN>>::REST) };
            match core::str::from_utf8(bytes) {
                Ok(text) => text,
                Err(_) => forged(),
            }
        };
    }

    Is<&'static [u8]> [[u8]] {
        const VALUE: &'static [u8] = {
            let bytes: &[u8; LEN] =
                const { &bytes(<Self as Parts<LEN>>::CHARS, <Self as Parts<LEN>>::REST) };
            bytes
        };
    }

    Is<&'static ffi::CStr> [ffi::CStr] {
        const VALUE: &'static ffi::CStr = {
            let bytes: &[u8; LEN] =
                const { &bytes(<Self as Parts<LEN>>::CHARS, <Self as Parts<LEN>>::REST) };
            match ffi::CStr::from_bytes_with_nul(bytes) {
                Ok(text) => text,
                Err(_) => forged(),
            }
        };
    }
}

/// The parameters of a text.
trait Parts<const LEN: usize> {
    const CHARS: [char; CHARS];
    const REST: [u128; WORDS];
}

// ---- from parameters to text

const fn forged() -> ! {
    panic!("this `Text` was not made by `c!`: its characters are not how the text is written")
}

/// The bytes of the rest from `used` to `LEN`, into `bytes`. All others have to be zero.
const fn add_rest<const LEN: usize>(
    mut bytes: [u8; LEN],
    used: usize,
    rest: [u128; WORDS],
) -> [u8; LEN] {
    let mut index = 0;
    while index < WORDS * 16 {
        let byte = rest[index / 16].to_le_bytes()[index % 16];
        if used + index < LEN {
            bytes[used + index] = byte;
        } else if byte != 0 {
            forged();
        }
        index += 1;
    }
    if used + WORDS * 16 < LEN {
        forged();
    }
    bytes
}

/// The bytes of a string. Whether they are UTF-8 is for the caller to see.
const fn str_bytes<const LEN: usize>(chars: [char; CHARS], rest: [u128; WORDS]) -> [u8; LEN] {
    let mut bytes = [0; LEN];
    let mut used = 0;
    let mut index = 0;
    while index < CHARS {
        let mut buffer = [0; 4];
        let char = chars[index].encode_utf8(&mut buffer).as_bytes();
        if used == LEN {
            if chars[index] != '\0' {
                forged();
            }
        } else {
            let mut byte = 0;
            while byte < char.len() {
                if used == LEN {
                    forged();
                }
                bytes[used] = char[byte];
                used += 1;
                byte += 1;
            }
        }
        index += 1;
    }
    add_rest(bytes, used, rest)
}

/// The bytes of what is not a string.
const fn bytes<const LEN: usize>(chars: [char; CHARS], rest: [u128; WORDS]) -> [u8; LEN] {
    let mut bytes = [0; LEN];
    let mut index = 0;
    while index < CHARS {
        if index < LEN && (chars[index] as u32) < 256 {
            bytes[index] = chars[index] as u8;
        } else if chars[index] != '\0' {
            forged();
        }
        index += 1;
    }
    add_rest(bytes, if LEN < CHARS { LEN } else { CHARS }, rest)
}

// ---- from text to parameters

/// A kind of text, for what is the same with all.
#[derive(Clone, Copy)]
pub struct Source(&'static [u8], bool);

impl Source {
    /// A string.
    pub const fn str(text: &'static str) -> Self {
        Source(text.as_bytes(), true)
    }

    /// Bytes.
    pub const fn bytes(text: &'static [u8]) -> Self {
        Source(text, false)
    }

    /// A C string.
    pub const fn c_str(text: &'static ffi::CStr) -> Self {
        Source(text.to_bytes_with_nul(), false)
    }

    /// Its length in bytes.
    #[track_caller]
    pub const fn size(self) -> usize {
        assert!(
            self.0.len() <= LIMIT,
            "text in a const parameter has at most 256 bytes"
        );
        self.0.len()
    }

    /// The byte after the character that starts at a byte.
    const fn after(self, start: usize) -> usize {
        let mut end = start + 1;
        // In UTF-8, bytes of this form go on with a character.
        while self.1 && end < self.0.len() && self.0[end] & 0xc0 == 0x80 {
            end += 1;
        }
        end
    }

    /// The byte where a character starts, or where the text ends.
    const fn start(self, char: usize) -> usize {
        let mut start = 0;
        let mut index = 0;
        while index < char && start < self.0.len() {
            start = self.after(start);
            index += 1;
        }
        start
    }

    /// One of the first characters.
    pub const fn char(self, index: usize) -> char {
        let start = self.start(index);
        if start >= self.0.len() {
            return '\0';
        }
        if !self.1 {
            return self.0[start] as char;
        }
        let first = self.0[start] as u32;
        let len = self.after(start) - start;
        // Of the first byte, the bits after its length; of each other, six.
        let mut code = if len == 1 {
            first
        } else {
            first & (0x7f >> len)
        };
        let mut byte = 1;
        while byte < len {
            code = code << 6 | (self.0[start + byte] & 0x3f) as u32;
            byte += 1;
        }
        match char::from_u32(code) {
            Some(char) => char,
            None => unreachable!(),
        }
    }

    /// One of the words of the rest.
    pub const fn word(self, index: usize) -> u128 {
        let start = self.start(CHARS) + index * 16;
        let mut bytes = [0; 16];
        let mut byte = 0;
        while byte < 16 {
            if start + byte < self.0.len() {
                bytes[byte] = self.0[start + byte];
            }
            byte += 1;
        }
        u128::from_le_bytes(bytes)
    }
}
