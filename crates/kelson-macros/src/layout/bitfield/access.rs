// SPDX-License-Identifier: MIT OR Apache-2.0

//! The constants and methods of a field.

use super::{
    array,
    convert::{
        conversions,
        Conversions, //
    },
    crate_at,
    field::Model,
    parse::{
        Register,
        Word, //
    },
};
use crate::attributes;
use proc_macro2::{
    Span,
    TokenStream,
    TokenTree, //
};
use quote::{
    format_ident,
    quote_spanned, //
};

/// The constants and methods of a field.
pub(super) fn of_field(krate: &TokenTree, register: &Register, model: &Model<'_>) -> TokenStream {
    let word = &register.word;
    let vis = &register.vis;
    let (shift, width) = (model.shift(), model.width());
    let (cfgs, definition) = (model.cfgs(), model.definition(word));
    let bits = bits(krate, word);
    let (range_name, mask_name, shift_name) = (
        model.constant("_RANGE"),
        model.constant("_MASK"),
        model.constant("_SHIFT"),
    );
    let cfgs: Vec<_> = cfgs.collect();
    let (range_doc, mask_doc, shift_doc) = {
        let which = match model.array() {
            Some(_) => "the first element of the field",
            None => "the field",
        };
        let name = &model.text;
        (
            format!("The bits of {which} `{name}`."),
            format!("The mask of {which} `{name}`."),
            format!("The lowest bit of {which} `{name}`."),
        )
    };
    let constants = ours! {
        #definition
        #(#cfgs)*
        #[doc = #range_doc]
        #vis const #range_name: ::kelson::__private::core::ops::RangeInclusive<::kelson::__private::core::primitive::u8> =
            (#shift as ::kelson::__private::core::primitive::u8)..=((#shift + #width - 1) as ::kelson::__private::core::primitive::u8);
        #(#cfgs)*
        #[doc = #mask_doc]
        #vis const #mask_name: #word = #bits::mask(#shift, #width);
        #(#cfgs)*
        #[doc = #shift_doc]
        #vis const #shift_name: ::kelson::__private::core::primitive::u32 = #shift;
    };
    let methods = match model.array() {
        None => scalar(krate, register, model),
        Some(_) => array::methods(krate, register, model),
    };
    ours!(#constants #methods)
}

/// The library's arithmetic for a word.
pub(super) fn bits(krate: &TokenTree, word: &Word) -> TokenStream {
    let module = format_ident!("of_{}", word.name);
    ours!(#krate::__private::bits::#module)
}

/// What stands before a method: the user's attributes, and a sentence.
pub(super) fn head(model: &Model<'_>, sentence: String) -> TokenStream {
    let attrs = &model.field.attrs;
    let docs = attrs.iter().any(|attr| attributes::is(attr, "doc"));
    // A paragraph of its own.
    let blank = docs.then(|| ours!(#[doc = ""]));
    ours! {
        #(#attrs)*
        #blank
        #[doc = #sentence]
        #[inline(always)]
    }
}

/// Checks the constant parameter `VALUE`. The error is at the field, with a note about the call.
pub(super) fn check_value(krate: &TokenTree, model: &Model<'_>, ty: &TokenStream) -> TokenStream {
    let at = model.field.name.span().resolved_at(Span::mixed_site());
    let (krate, text, width) = (crate_at(krate, at), &model.text, model.width());
    quote_spanned! {at=>
        const {
            #krate::__private::bitfield::check::constant(
                #text, #width, #ty::truncate(VALUE).get() == VALUE,
            )
        };
    }
}

/// Checks the constant parameter `INDEX`.
pub(super) fn check_index(krate: &TokenTree, model: &Model<'_>) -> TokenStream {
    let at = model.field.name.span().resolved_at(Span::mixed_site());
    let (krate, text, len) = (crate_at(krate, at), &model.text, model.constant("_LEN"));
    quote_spanned! {at=>
        const { #krate::__private::bitfield::check::index(#text, INDEX, Self::#len) };
    }
}

fn scalar(krate: &TokenTree, register: &Register, model: &Model<'_>) -> TokenStream {
    let Register { vis, word, .. } = register;
    let (words, text) = (model.field.words, &model.text);
    let (shift, width) = (model.shift(), model.width());
    let all_bits = bits(krate, word);
    let Conversions {
        ty,
        returned,
        decode,
        encode,
        fits,
        constness,
    } = conversions(krate, register, model);

    let mut methods = TokenStream::new();
    if !words.write_only {
        let head = head(model, format!("Returns the field `{text}`."));
        let name = &model.field.name;
        methods.extend(ours! {
            #head
            #[must_use]
            #vis #constness fn #name(self) -> #returned {
                let bits = #all_bits::get(self.inner, #shift, #width);
                #decode
            }
        });
    }
    if words.read_only {
        return methods;
    }
    let (with, set) = (model.item("with_"), model.item("set_"));
    let (param, argument) = match &fits {
        Some(number) => (
            Some(ours!(<V: #krate::bitfield::Fits<#number, #width>>)),
            ours!(V),
        ),
        None => (None, ty.clone()),
    };
    let (with_head, set_head) = (
        head(
            model,
            format!("Returns the register with `value` in the field `{text}`."),
        ),
        head(model, format!("Sets the field `{text}`.")),
    );
    methods.extend(ours! {
        #with_head
        #[must_use]
        #vis #constness fn #with #param(self, value: #argument) -> Self {
            let bits = #encode;
            Self { inner: #all_bits::put(self.inner, #shift, #width, bits) }
        }

        #set_head
        #vis #constness fn #set #param(&mut self, value: #argument) {
            let bits = #encode;
            self.inner = #all_bits::put(self.inner, #shift, #width, bits);
        }
    });
    let Some(number) = fits else {
        return methods;
    };
    let (with_const, try_with) = (model.item("with_const_"), model.item("try_with_"));
    let check_value = check_value(krate, model, &ty);
    let (const_head, try_head) = (
        head(
            model,
            format!("Returns the register with the constant `VALUE` in the field `{text}`."),
        ),
        head(
            model,
            format!("Returns the register with `value` in the field `{text}`, if it fits there."),
        ),
    );
    methods.extend(ours! {
        #const_head
        #[must_use]
        #vis const fn #with_const<const VALUE: #number>(self) -> Self {
            #check_value
            let value = #ty::truncate(VALUE);
            let bits = #encode;
            Self { inner: #all_bits::put(self.inner, #shift, #width, bits) }
        }

        #try_head
        #vis const fn #try_with<V: #krate::bitfield::TryFits>(
            self,
            value: V,
        ) -> ::kelson::__private::core::result::Result<Self, #krate::bitfield::DoesNotFit<V>> {
            if !#ty::has_room_for(value) {
                return ::kelson::__private::core::result::Result::Err(#krate::bitfield::DoesNotFit { value });
            }
            let value = #ty::lowest_of(value);
            let bits = #encode;
            ::kelson::__private::core::result::Result::Ok(
                Self { inner: #all_bits::put(self.inner, #shift, #width, bits) },
            )
        }
    });
    methods
}
