// SPDX-License-Identifier: MIT OR Apache-2.0

//! Messages with numbers in them, made by the compiler for its own errors.
//!
//! The functions are `inline` so that none is compiled: they are called in constants alone.

use super::pat::Prim;

/// Fails the build with a message, where constants are evaluated.
#[inline]
#[track_caller]
pub(crate) const fn require(holds: bool, otherwise: &Text) {
    if !holds {
        panic!("{}", otherwise.as_str());
    }
}

/// The powers of ten that fit, the largest first.
const POWERS: [u64; 20] = {
    let mut powers = [1; 20];
    let mut at = 19;
    while at > 0 {
        powers[at - 1] = powers[at] * 10;
        at -= 1;
    }
    powers
};

/// A message, built from parts by constant functions.
#[derive(Clone, Copy)]
pub(crate) struct Text {
    bytes: [u8; 192],
    length: usize,
}

impl Text {
    #[inline]
    pub(crate) const fn new() -> Self {
        Text {
            bytes: [0; 192],
            length: 0,
        }
    }

    #[inline]
    const fn byte(mut self, byte: u8) -> Self {
        self.bytes[self.length] = byte;
        self.length += 1;
        self
    }

    #[inline]
    pub(crate) const fn str(mut self, text: &str) -> Self {
        let mut at = 0;
        while at < text.len() {
            self = self.byte(text.as_bytes()[at]);
            at += 1;
        }
        self
    }

    /// A number of up to 64 bits and a sign.
    // Without division: where a kernel has none of 64 bits, it must not be asked for, not even by
    // a function that only the compiler calls.
    #[inline]
    pub(crate) const fn number(mut self, value: i128) -> Self {
        if value < 0 {
            self = self.byte(b'-');
        }
        let mut rest = value.unsigned_abs() as u64;
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

    #[inline]
    pub(crate) const fn as_str(&self) -> &str {
        match core::str::from_utf8(self.bytes.split_at(self.length).0) {
            Ok(text) => text,
            Err(_) => "",
        }
    }
}
