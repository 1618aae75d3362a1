// SPDX-License-Identifier: MIT OR Apache-2.0

//! Which tag each variant has, decided while compiling, and the few operations on a tagged word.
//!
//! The macro sees types and knows nothing of them, so it leaves that to the constants here.

use crate::text::Text;
use core::ptr::{
    self,
    NonNull, //
};

/// The tag of a variant: the value of the lowest `width` bits of its words.
#[doc(hidden)]
#[derive(Clone, Copy)]
pub struct Code {
    /// The bits.
    pub value: usize,
    /// How many there are.
    pub width: u32,
}

/// What a payload leaves.
#[derive(Clone, Copy)]
pub struct Payload {
    /// `Slot::BITS`
    pub bits: u32,
    /// `Slot::NONZERO`
    pub nonzero: bool,
    /// `Slot::REFUSED`
    pub refused: Option<&'static str>,
}

impl Payload {
    /// Of `count` variants that have none, and share a tag: their number. It starts with 1 if the
    /// tag is zero, and is not zero then.
    pub const fn number(count: usize) -> Self {
        Payload {
            bits: count.leading_zeros(),
            nonzero: true,
            refused: None,
        }
    }
}

/// Tags of one length for all of these. Zero goes to the first that is never zero.
pub const fn assign<const N: usize>(payloads: [Payload; N]) -> [Code; N] {
    let mut zero = 0;
    while zero < N && !payloads[zero].nonzero {
        zero += 1;
    }
    let needed = if zero < N { N } else { N + 1 };
    let width = needed.next_power_of_two().trailing_zeros();
    let mut codes = [Code { value: 0, width }; N];
    let (mut at, mut next) = (0, 1);
    while at < N {
        if at != zero {
            codes[at].value = next;
            next += 1;
        }
        at += 1;
    }
    codes
}

/// Fails to evaluate if the payload of `variant` does not leave its tag's bits.
#[track_caller]
pub const fn check(payload: Payload, code: Code, variant: &str) {
    let text = Text::new().code(variant).str(" ");
    if let Some(why) = payload.refused {
        text.str("cannot be in a word: its payload ")
            .str(why)
            .panic()
    }
    if payload.bits < code.width {
        let text = text
            .str("has too few spare low bits for the tag: it leaves ")
            .number(payload.bits as i128)
            .str(" and the tag takes ")
            .number(code.width as i128);
        match 1usize.checked_shl(code.width) {
            Some(align) if code.width < 13 => text
                .str("; point to a type of alignment ")
                .number(align as i128)
                .str(", have a smaller number, or give a shorter `#[tag]`")
                .panic(),
            _ => text
                .str("; have a smaller number, or give a shorter `#[tag]`")
                .panic(),
        }
    }
    if code.value == 0 && !payload.nonzero {
        text.str("has tag zero and a payload that may be zero, and no word is; give that tag to a pointer that is never null")
            .panic()
    }
}

/// To how many bytes each of the words is aligned, if taken for a pointer.
pub const fn alignment(codes: &[Code]) -> usize {
    let (mut least, mut at) = (usize::BITS - 1, 0);
    while at < codes.len() {
        let Code { value, width } = codes[at];
        let zeros = if value == 0 {
            width
        } else {
            value.trailing_zeros()
        };
        if zeros < least {
            least = zeros;
        }
        at += 1;
    }
    1 << least
}

/// Puts the tag to what is from `into_word` with its width.
///
/// # Safety
///
/// `word` is from `into_word` of a `Slot`, and `check` has seen its type and `code`.
#[inline(always)]
#[track_caller]
pub unsafe fn tag(word: *mut (), code: Code) -> NonNull<()> {
    debug_assert!(
        word.addr() & mask(code) == 0,
        "a `Slot` has bits where it promised zeros"
    );
    // The bits are zero: to add is to set them, and is part of an instruction more often.
    let word = word.wrapping_byte_add(code.value);
    // SAFETY: by the contract of `Slot` the bits are zero, so this has not wrapped. The tag is not
    // zero, or else the payload is not, as `check` saw.
    unsafe { NonNull::new_unchecked(word) }
}

/// The word of a variant without a payload.
///
/// # Safety
///
/// `number` is less than some `count`, and `check` has seen `Payload::number(count)` and `code`.
#[inline(always)]
pub unsafe fn number(number: usize, code: Code) -> NonNull<()> {
    let word = ptr::without_provenance_mut((number + first(code)) << code.width | code.value);
    // SAFETY: the tag is not zero, or else the number is not.
    unsafe { NonNull::new_unchecked(word) }
}

/// Whether a word has this tag.
#[inline(always)]
pub fn has(word: NonNull<()>, code: Code) -> bool {
    word.addr().get() & mask(code) == code.value
}

/// The number of a word that has this tag, and no payload.
#[inline(always)]
pub fn number_of(word: NonNull<()>, code: Code) -> usize {
    (word.addr().get() >> code.width).wrapping_sub(first(code))
}

/// The payload of a word with this tag, as its type takes it.
#[inline(always)]
pub fn payload(word: NonNull<()>, code: Code, ignores_tag: bool) -> *mut () {
    if ignores_tag {
        return word.as_ptr();
    }
    // That is part of an instruction that accesses what it points to, as to clear bits is not.
    word.as_ptr().wrapping_byte_sub(code.value)
}

const fn mask(code: Code) -> usize {
    (1 << code.width) - 1
}

/// The number of the first variant without a payload.
const fn first(code: Code) -> usize {
    (code.value == 0) as usize
}
