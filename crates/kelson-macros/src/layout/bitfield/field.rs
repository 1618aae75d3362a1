// SPDX-License-Identifier: MIT OR Apache-2.0

//! Where a field is, as far as the macro knows, and how to say so in the code it writes.

use super::parse::{
    Array,
    Bound,
    Field,
    Register,
    Word, //
};
use crate::attributes;
use proc_macro2::{
    Ident,
    Literal,
    Span,
    TokenStream,
    TokenTree, //
};
use quote::{
    format_ident,
    quote,
    quote_spanned,
    ToTokens, //
};
use syn::{
    ext::IdentExt,
    Attribute,
    Expr,
    Lit, //
};

/// A place of literal numbers.
#[derive(Clone, Copy)]
pub(super) struct Known {
    pub(super) hi: u32,
    pub(super) lo: u32,
    pub(super) len: usize,
    pub(super) stride: u32,
}

impl Known {
    /// All bits of a place within a word.
    pub(super) fn mask(self) -> u128 {
        let width = self.hi - self.lo + 1;
        let ones = u128::MAX >> (128 - width);
        (0..self.len as u32).fold(0, |mask, index| {
            mask | ones.checked_shl(self.lo + index * self.stride).unwrap_or(0)
        })
    }
}

/// A field, and what the generated code calls its parts.
pub(super) struct Model<'a> {
    pub(super) field: &'a Field,
    /// The place, if there are only literal numbers in it.
    pub(super) known: Option<Known>,
    /// The place is beyond the register. The error is said; the code is made as for the lowest bit.
    pub(super) wrong: bool,
    /// Items of its name are there already. The error is said; this field has none.
    pub(super) nameless: bool,
    /// The name without `r#`.
    pub(super) text: String,
    /// The name in capitals.
    upper: String,
    register: &'a Ident,
    /// The path of the library's private part.
    private: TokenStream,
}

impl<'a> Model<'a> {
    pub(super) fn new(krate: &TokenTree, register: &'a Register, field: &'a Field) -> Self {
        let text = field.name.unraw().to_string();
        Model {
            known: known(field),
            wrong: false,
            nameless: false,
            upper: text.to_uppercase(),
            text,
            field,
            register: &register.name,
            private: quote_spanned!(Span::mixed_site()=> #krate::__private::bitfield),
        }
    }

    /// A name that starts like this, for an item about the field. Errors about the item are the field's.
    pub(super) fn item(&self, prefix: &str) -> Ident {
        let mut item = format_ident!("{prefix}{}", self.text);
        item.set_span(self.field.name.span());
        item
    }

    /// `FIELD_MASK` and the like.
    pub(super) fn constant(&self, suffix: &str) -> Ident {
        let mut item = format_ident!("{}{suffix}", self.upper);
        item.set_span(self.field.name.span());
        item
    }

    /// The conditions under which there is this field, in a register that there is.
    pub(super) fn cfgs(&self) -> impl Iterator<Item = &'a Attribute> {
        cfgs(&self.field.attrs)
    }

    pub(super) fn is_conditional(&self) -> bool {
        self.cfgs().next().is_some()
    }

    /// The constant that holds a place of which the macro does not know the numbers.
    pub(super) fn place_name(&self) -> Ident {
        self.constant_hidden("PLACE")
    }

    fn constant_hidden(&self, what: &str) -> Ident {
        let mut item = format_ident!("__{}_{what}", self.upper);
        item.set_span(self.field.name.span().resolved_at(Span::mixed_site()));
        item
    }

    /// The place, as an expression of the library's type.
    pub(super) fn place(&self) -> TokenStream {
        if let Some(known) = self.known {
            let private = &self.private;
            let (hi, lo, len, stride) = (known.hi, known.lo, known.len, known.stride);
            return quote!(#private::check::Place::of(#hi, #lo, 128).times(#len).every(#stride));
        }
        let (register, name) = (self.register, self.place_name());
        quote!(<#register>::#name)
    }

    /// Both ends of the range, as expressions.
    fn ends(&self) -> (TokenStream, TokenStream) {
        let end = |bound: &Bound| match bound {
            Bound::Literal(number, span) => number_at(*number, *span),
            Bound::Const(expr, _) => expr.clone(),
        };
        (end(&self.field.hi), end(&self.field.lo))
    }

    pub(super) fn shift(&self) -> TokenStream {
        match self.known {
            _ if self.wrong => quote!(0),
            Some(known) => number(known.lo),
            None => {
                let place = self.place();
                quote!(#place.shift)
            }
        }
    }

    /// The width, as an argument for a constant parameter.
    pub(super) fn width(&self) -> TokenStream {
        match self.known {
            _ if self.wrong => quote!(1),
            Some(known) => number(known.hi - known.lo + 1),
            None => {
                let place = self.place();
                quote!({ #place.width })
            }
        }
    }

    pub(super) fn array(&self) -> Option<&'a Array> {
        self.field.array.as_ref()
    }

    /// How many elements an array has.
    pub(super) fn len(&self) -> TokenStream {
        if let Some(known) = self.known {
            return Literal::usize_unsuffixed(known.len).into_token_stream();
        }
        let place = self.place();
        quote!(#place.len)
    }

    /// How many bits an element of an array is from the one before.
    pub(super) fn stride(&self) -> TokenStream {
        if let Some(known) = self.known {
            return number(known.stride);
        }
        let place = self.place();
        quote!(#place.stride)
    }

    /// The definition of the constant of the place, if there is one.
    pub(super) fn definition(&self, word: &Word) -> Option<TokenStream> {
        if self.known.is_some() {
            return None;
        }
        let private = &self.private;
        let (hi, lo) = self.ends();
        let array = self.array().map(|array| {
            let len = &array.len;
            let stride = array.stride.as_ref().map(|stride| quote!(.every(#stride)));
            quote!(.times(#len) #stride)
        });
        let (cfgs, name) = (self.cfgs(), self.place_name());
        Some(quote_spanned! {Span::mixed_site()=>
            #(#cfgs)*
            #[doc(hidden)]
            const #name: #private::check::Place =
                #private::check::Place::of(#hi, #lo, #word::BITS) #array;
        })
    }
}

pub(super) fn cfgs(attrs: &[Attribute]) -> impl Iterator<Item = &Attribute> {
    attrs.iter().filter(|attr| attributes::is(attr, "cfg"))
}

fn number(number: u32) -> TokenStream {
    Literal::u32_unsuffixed(number).into_token_stream()
}

fn number_at(number: u32, span: Span) -> TokenStream {
    let mut literal = Literal::u32_unsuffixed(number);
    literal.set_span(span);
    literal.into_token_stream()
}

fn known(field: &Field) -> Option<Known> {
    let (&Bound::Literal(hi, _), &Bound::Literal(lo, _)) = (&field.hi, &field.lo) else {
        return None;
    };
    let (len, stride) = match &field.array {
        None => (1, None),
        Some(array) => {
            let stride = match &array.stride {
                None => None,
                Some(stride) => Some(literal(stride)?),
            };
            (literal(&array.len)? as usize, stride)
        }
    };
    let stride = stride.unwrap_or(hi.saturating_sub(lo).saturating_add(1));
    Some(Known {
        hi,
        lo,
        len,
        stride,
    })
}

/// The number, if the expression is one.
fn literal(expr: &Expr) -> Option<u32> {
    match expr {
        Expr::Group(group) => literal(&group.expr),
        Expr::Lit(lit) => match &lit.lit {
            Lit::Int(number) => number.base10_parse().ok(),
            _ => None,
        },
        _ => None,
    }
}
