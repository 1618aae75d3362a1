// SPDX-License-Identifier: MIT OR Apache-2.0

//! Which variants share a tag, and the tags that are given.

use crate::attributes;
use crate::diag;
use proc_macro2::{
    Ident,
    Span,
    TokenStream, //
};
use quote::{
    quote,
    quote_spanned, //
};
use std::fmt;
use syn::{
    spanned::Spanned,
    Attribute,
    LitInt, //
};

use super::model::{
    Errors,
    Variant, //
};

/// The most bits of a tag, so that there is something left on a machine of 32 bits.
const MOST: usize = 16;

/// A tag that is given: the lowest bits of a word.
pub(super) struct Tag {
    value: usize,
    width: u32,
    span: Span,
}

impl fmt::Display for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "0b{:0width$b}", self.value, width = self.width as usize)
    }
}

impl Tag {
    /// Whether a word may have both.
    fn meets(&self, other: &Tag) -> bool {
        let mask = (1 << self.width.min(other.width)) - 1;
        self.value & mask == other.value & mask
    }

    fn is(&self, other: &Tag) -> bool {
        (self.value, self.width) == (other.value, other.width)
    }
}

/// What `#[tag(..)]` says, if there is one.
pub(super) fn tag_of(attrs: &[Attribute]) -> syn::Result<Option<Tag>> {
    let mut found = None;
    for attr in attrs {
        if attributes::is(attr, "word") {
            return Err(diag::error(
                attr.span(),
                "`#[word]` goes on the enum",
                "a variant takes `#[tag(0b01)]`",
            ));
        }
        if !attributes::is(attr, "tag") {
            continue;
        }
        if found.is_some() {
            return Err(diag::error(
                attr.span(),
                "a variant has one tag",
                "remove one of them",
            ));
        }
        let literal: LitInt = attr.parse_args().map_err(|error| not_a_tag(error.span()))?;
        found = Some(parse(&literal)?);
    }
    Ok(found)
}

fn parse(literal: &LitInt) -> syn::Result<Tag> {
    let text = literal.to_string();
    let digits: String = match text.strip_prefix("0b") {
        Some(digits) => digits.chars().filter(|digit| *digit != '_').collect(),
        None => return Err(not_a_tag(literal.span())),
    };
    if digits.is_empty() || !digits.chars().all(|digit| matches!(digit, '0' | '1')) {
        return Err(not_a_tag(literal.span()));
    }
    if digits.len() > MOST {
        return Err(diag::error(
            literal.span(),
            format_args!(
                "a tag has at most {MOST} bits, and this one has {}",
                digits.len()
            ),
            "write a digit for each bit of the tag, and none for those of the payload",
        ));
    }
    Ok(Tag {
        // At most `MOST` digits, each 0 or 1.
        value: digits
            .chars()
            .fold(0, |value, digit| value << 1 | usize::from(digit == '1')),
        width: digits.len() as u32,
        span: literal.span(),
    })
}

fn not_a_tag(span: Span) -> syn::Error {
    diag::error(
        span,
        "expected a binary number with a digit for each bit of the tag",
        "`#[tag(0b01)]` says that the lowest two bits of the word are 01",
    )
}

/// That the tags are there for all variants or for none, and tell them apart.
pub(super) fn check(of: &Ident, variants: &[Variant]) -> syn::Result<()> {
    let mut errors = Errors::default();
    let Some(first) = variants.iter().find(|variant| variant.tag.is_some()) else {
        return Ok(());
    };
    for (at, variant) in variants.iter().enumerate() {
        let Some(tag) = &variant.tag else {
            errors.add(diag::error(
                variant.name.span(),
                format_args!("`{of}::{}` has no tag, and `{of}::{}` has one", variant.name, first.name),
                "give one to each variant or to none; variants without a payload may have the same one",
            ));
            continue;
        };
        for earlier in &variants[..at] {
            let Some(taken) = &earlier.tag else { continue };
            let both_numbers = variant.payload.is_none() && earlier.payload.is_none();
            if !tag.meets(taken) || (both_numbers && tag.is(taken)) {
                continue;
            }
            let (message, help) = if tag.is(taken) {
                (
                    format!(
                        "`{of}::{}` and `{of}::{}` have the same tag",
                        earlier.name, variant.name
                    ),
                    "only variants without a payload may share a tag".to_owned(),
                )
            } else {
                (
                    format!(
                        "the tags of `{of}::{}` and `{of}::{}` cannot be told apart: a word that ends in {tag} may have either",
                        earlier.name, variant.name
                    ),
                    format!(
                        "{taken} and {tag} have to differ in the lowest {}",
                        match taken.width.min(tag.width) {
                            1 => "bit".to_owned(),
                            width => format!("{width} bits"),
                        }
                    ),
                )
            };
            errors.add(diag::error(tag.span, message, help));
            break;
        }
    }
    errors.none()
}

/// Which variants have which tag.
pub(super) struct Plan<'m> {
    sharings: Vec<Sharing<'m>>,
    /// One for each variant.
    pub(super) places: Vec<Place>,
}

/// The variants that have the same tag: one with a payload, or any number that have none. Their
/// order is that of their numbers.
type Sharing<'m> = Vec<&'m Variant>;

/// The tag of a variant, by its index.
pub(super) struct Place {
    index: usize,
    /// Which of those with this tag it is.
    pub(super) number: usize,
}

impl Place {
    /// The tag, as a constant.
    pub(super) fn code(&self) -> TokenStream {
        code(self.index)
    }
}

impl<'m> Plan<'m> {
    pub(super) fn of(variants: &'m [Variant]) -> Self {
        // Those with a payload first, so that what has none gets the last tag.
        let mut sharings: Vec<Sharing<'m>> = variants
            .iter()
            .filter(|variant| variant.payload.is_some())
            .map(|variant| vec![variant])
            .collect();
        let mut payloads = 0;
        let mut places = Vec::new();
        for variant in variants {
            if variant.payload.is_some() {
                let index = payloads;
                payloads += 1;
                places.push(Place { index, number: 0 });
                continue;
            }
            let shared = sharings
                .iter()
                .position(|sharing| shares(sharing[0], variant));
            let index = shared.unwrap_or_else(|| {
                sharings.push(Vec::new());
                sharings.len() - 1
            });
            let number = sharings[index].len();
            sharings[index].push(variant);
            places.push(Place { index, number });
        }
        Plan { sharings, places }
    }

    /// Each tag as a constant, and the variants that have it.
    pub(super) fn tags(&self) -> impl DoubleEndedIterator<Item = (TokenStream, &[&'m Variant])> {
        self.sharings
            .iter()
            .enumerate()
            .map(|(index, sharing)| (code(index), &sharing[..]))
    }

    /// The array of all tags: as they are given, or as the types leave room.
    pub(super) fn codes(&self) -> TokenStream {
        let given: Option<Vec<&Tag>> = self
            .sharings
            .iter()
            .map(|sharing| sharing[0].tag.as_ref())
            .collect();
        if let Some(given) = given {
            let values = given.iter().map(|tag| tag.value);
            let widths = given.iter().map(|tag| tag.width);
            return quote_spanned! {Span::mixed_site()=>
                [#(::kelson::word::Code { value: #values, width: #widths }),*]
            };
        }
        let payloads = self.sharings.iter().map(|sharing| payload(sharing));
        quote_spanned!(Span::mixed_site()=> ::kelson::__private::word::code::assign([#(#payloads),*]))
    }

    /// The statements that check each payload, at the name of its variant.
    pub(super) fn checks(&self, of: &Ident) -> TokenStream {
        self.sharings
            .iter()
            .enumerate()
            .map(|(index, sharing)| {
                let payload = payload(sharing);
                let name = &sharing[0].name;
                let named = format!("{of}::{name}");
                let at = name.span().resolved_at(Span::mixed_site());
                quote_spanned! {at=>
                    ::kelson::__private::word::code::check(#payload, <Self as ::kelson::word::Tagged>::CODES[#index], #named);
                }
            })
            .collect()
    }
}

/// Whether a variant without a payload has the tag of an earlier one: the same that is given, or
/// none.
fn shares(earlier: &Variant, variant: &Variant) -> bool {
    earlier.payload.is_none()
        && match (&earlier.tag, &variant.tag) {
            (Some(earlier), Some(tag)) => earlier.is(tag),
            (earlier, tag) => earlier.is_none() && tag.is_none(),
        }
}

/// What is above a tag, as the library's constants have it.
fn payload(sharing: &[&Variant]) -> TokenStream {
    match &sharing[0].payload {
        Some(payload) => {
            let [bits, nonzero, refused] = [quote!(BITS), quote!(NONZERO), quote!(REFUSED)]
                .map(|constant| payload.slot(&constant));
            quote_spanned! {Span::mixed_site()=>
                ::kelson::__private::word::code::Payload {
                    bits: #bits,
                    nonzero: #nonzero,
                    refused: #refused,
                }
            }
        }
        None => {
            let count = sharing.len();
            quote_spanned!(Span::mixed_site()=> ::kelson::__private::word::code::Payload::number(#count))
        }
    }
}

fn code(index: usize) -> TokenStream {
    // The path is whole, for the enum may have an item of this name.
    quote_spanned!(Span::mixed_site()=> const { <Self as ::kelson::word::Tagged>::CODES[#index] })
}
