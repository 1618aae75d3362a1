// SPDX-License-Identifier: MIT OR Apache-2.0

//! Messages with numbers and names in them, made by the compiler for its own errors.
//!
//! The functions are `inline` so that none is compiled: they are called in constants alone.

use crate::layout::pat::Prim;

/// The powers of ten that fit, the largest first.
const POWERS: [u128; 39] = {
    let mut powers = [1; 39];
    let mut at = 38;
    while at > 0 {
        powers[at - 1] = powers[at] * 10;
        at -= 1;
    }
    powers
};

/// A message, built from parts by constant functions.
#[derive(Clone, Copy)]
pub(crate) struct Text {
    bytes: [u8; 512],
    length: usize,
}

impl Text {
    #[inline]
    pub(crate) const fn new() -> Self {
        Text {
            bytes: [0; 512],
            length: 0,
        }
    }

    /// A part that does not fit is left out, so that what is there is text.
    #[inline]
    pub(crate) const fn str(mut self, text: &str) -> Self {
        let text = text.as_bytes();
        if text.len() > self.bytes.len() - self.length {
            return self;
        }
        let mut at = 0;
        while at < text.len() {
            self.bytes[self.length] = text[at];
            self.length += 1;
            at += 1;
        }
        self
    }

    #[inline]
    const fn byte(mut self, byte: u8) -> Self {
        if self.length < self.bytes.len() {
            self.bytes[self.length] = byte;
            self.length += 1;
        }
        self
    }

    /// A name of the user's.
    #[inline]
    pub(crate) const fn code(self, name: &str) -> Self {
        self.str("`").str(name).str("`")
    }

    #[inline]
    pub(crate) const fn number(self, value: i128) -> Self {
        self.signed(value < 0, value.unsigned_abs())
    }

    /// A number of any integer type, as its sign and what it is without.
    // Without division: where a kernel has none of so many bits, it must not be asked for, not even
    // by a function that only the compiler calls.
    #[inline]
    pub(crate) const fn signed(mut self, is_negative: bool, mut rest: u128) -> Self {
        if is_negative {
            self = self.byte(b'-');
        }
        let mut is_first = true;
        let mut at = 0;
        while at < POWERS.len() {
            let mut digit = 0;
            while rest >= POWERS[at] {
                rest -= POWERS[at];
                digit += 1;
            }
            at += 1;
            is_first = is_first && digit == 0 && at < POWERS.len();
            if !is_first {
                self = self.byte(b'0' + digit);
            }
        }
        self
    }

    /// A number of bits.
    #[inline]
    pub(crate) const fn bits(self, number: u32) -> Self {
        self.number(number as i128)
            .str(if number == 1 { " bit" } else { " bits" })
    }

    /// A value as the source has it.
    #[inline]
    pub(crate) const fn value<P: Prim>(self, value: i128) -> Self {
        match char::from_u32(value as u32) {
            Some(character @ ' '..='~') if P::IS_CHAR => {
                self.byte(b'\'').byte(character as u8).byte(b'\'')
            }
            Some(_) if P::IS_CHAR => self.str("'\\u{").hexadecimal(value as u32).str("}'"),
            _ => self.number(value),
        }
    }

    #[inline]
    pub(crate) const fn range<P: Prim>(self, low: i128, high: i128) -> Self {
        self.value::<P>(low).str("..=").value::<P>(high)
    }

    #[inline]
    const fn hexadecimal(mut self, value: u32) -> Self {
        let mut shift = 24;
        while shift > 0 && value >> shift == 0 {
            shift -= 4;
        }
        loop {
            self = self.byte(b"0123456789abcdef"[(value >> shift & 0xf) as usize]);
            if shift == 0 {
                return self;
            }
            shift -= 4;
        }
    }

    /// Fails the build with the message, where constants are evaluated.
    #[inline]
    #[track_caller]
    pub(crate) const fn panic(&self) -> ! {
        match core::str::from_utf8(self.bytes.split_at(self.length).0) {
            Ok(text) => panic!("{}", text),
            // Parts are whole strings and bytes of ASCII.
            Err(_) => panic!(),
        }
    }
}
