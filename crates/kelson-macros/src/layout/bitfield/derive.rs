// SPDX-License-Identifier: MIT OR Apache-2.0

//! `#[derive(Bits)]`.

use crate::attributes;
use crate::diag;
use proc_macro2::{
    Ident,
    Span,
    TokenStream, //
};
use quote::{
    format_ident,
    quote,
    quote_spanned, //
};
use syn::{
    spanned::Spanned,
    Data,
    DataEnum,
    DataStruct,
    DeriveInput,
    LitInt, //
};

pub(super) fn expand(item: TokenStream) -> syn::Result<TokenStream> {
    let input: DeriveInput = syn::parse2(item)?;
    if let Some(param) = input.generics.params.first() {
        return Err(diag::error(
            param.span(),
            "`Bits` cannot be derived for a type with parameters",
            "derive it for a type without, which a field can have",
        ));
    }
    match &input.data {
        Data::Enum(data) => of_enum(&input, data),
        Data::Struct(data) => of_struct(&input, data),
        Data::Union(data) => Err(diag::error(
            data.union_token.span(),
            "`Bits` cannot be derived for a union",
            "derive it for an enum, or declare the union's views as fields marked `overlay` in `bitfield!`",
        )),
    }
}

/// What `#[bits(4)]` says.
fn stated_width(input: &DeriveInput) -> syn::Result<Option<(u32, Span)>> {
    let mut width = None;
    for attr in input
        .attrs
        .iter()
        .filter(|attr| attributes::is(attr, "bits"))
    {
        let literal: LitInt = attr.parse_args().map_err(|error| {
            diag::error(
                error.span(),
                "expected a number of bits",
                "write it as in `#[bits(4)]`",
            )
        })?;
        let number = literal
            .base10_parse()
            .ok()
            .filter(|number| (1..=64).contains(number));
        let Some(number) = number else {
            return Err(diag::error(
                literal.span(),
                format!("an enum cannot have {literal} bits"),
                "write how many bits the field has, 1 to 64",
            ));
        };
        if width.is_some() {
            return Err(diag::error(
                attr.span(),
                "the number of bits is stated twice",
                "remove one of the two attributes",
            ));
        }
        width = Some((number, literal.span()));
    }
    Ok(width)
}

/// The unsigned integer that holds the discriminants. No smaller than the processor likes to compare.
fn raw(input: &DeriveInput) -> TokenStream {
    let mut raw = ours!(::kelson::__private::core::primitive::u64);
    for attr in input
        .attrs
        .iter()
        .filter(|attr| attributes::is(attr, "repr"))
    {
        // What does not parse is for rustc to tell.
        let _ = attr.parse_nested_meta(|meta| {
            let name = meta.path.get_ident().map(ToString::to_string);
            if let Some("8" | "16" | "32") = name.as_deref().and_then(|name| name.get(1..)) {
                raw = ours!(::kelson::__private::core::primitive::u32);
            }
            Ok(())
        });
    }
    raw
}

fn of_enum(input: &DeriveInput, data: &DataEnum) -> syn::Result<TokenStream> {
    let name = &input.ident;
    let width = stated_width(input)?;
    let mut errors: Option<syn::Error> = None;
    let mut add = |error| match &mut errors {
        Some(errors) => syn::Error::combine(errors, error),
        None => errors = Some(error),
    };
    for variant in &data.variants {
        let within = variant.fields.iter().flat_map(|field| &field.attrs);
        for attr in variant.attrs.iter().chain(within) {
            if attributes::is(attr, "bits") {
                add(diag::error(
                    attr.path().span(),
                    format!("`bits` says how wide `{name}` is, and not a variant"),
                    format!("put it before `enum {name}`"),
                ));
            }
        }
        if !variant.fields.is_empty() {
            add(diag::error(
                variant.fields.span(),
                format!(
                    "`{name}::{}` has data, and bits are numbers only",
                    variant.ident
                ),
                "make it a variant without data, and read the data as a field of its own",
            ));
        }
    }
    if let Some(error) = errors {
        return Err(error);
    }
    let Some(last) = data.variants.last().map(|variant| &variant.ident) else {
        return Err(diag::error(
            name.span(),
            format!("`{name}` has no variants, and so no bits"),
            "write a variant for each value of the field",
        ));
    };
    let raw = raw(input);
    let variants: Vec<&Ident> = data.variants.iter().map(|variant| &variant.ident).collect();
    let constants: Vec<Ident> = (0..variants.len()).map(|n| format_ident!("V{n}")).collect();
    let (count, others) = (variants.len() as u128, &variants[..variants.len() - 1]);
    let other_constants = &constants[..others.len()];
    let check = quote_spanned!(Span::mixed_site()=> ::kelson::__private::bitfield::check);
    let (stated, exact) = match width {
        Some((width, _)) => (quote!(#width), true),
        None => (
            quote!(#check::bits_of(&[#(#name::#variants as ::kelson::__private::core::primitive::i128),*])),
            false,
        ),
    };
    let checks = data.variants.iter().map(|variant| {
        let span = match &variant.discriminant {
            Some((_, value)) => value.span(),
            None => variant.ident.span(),
        };
        let (ident, at) = (&variant.ident, span.resolved_at(Span::mixed_site()));
        let text = format!("{name}::{ident}");
        quote_spanned! {at=>
            const _: () = ::kelson::__private::bitfield::check::variant(
                #text, #name::#ident as ::kelson::__private::core::primitive::i128, WIDTH,
            );
        }
    });
    Ok(quote_spanned! {Span::mixed_site()=>
        const _: () = {
            const WIDTH: ::kelson::__private::core::primitive::u32 = #stated;

            #(#checks)*

            // A macro below may have added one, of which this does not know the bits.
            const _: fn(#name) = |value| match value {
                #(#name::#variants {} => (),)*
            };

            #[automatically_derived]
            impl ::kelson::Bits for #name {
                const WIDTH: ::kelson::__private::core::primitive::u32 = WIDTH;
                // No two variants have the same discriminant.
                const EXHAUSTIVE: ::kelson::__private::core::primitive::bool = #count == 1 << WIDTH;
                const EXACT: ::kelson::__private::core::primitive::bool = #exact;
                type Raw = #raw;
                type Codec = __Codec;
                const CODEC: __Codec = __Codec;
            }

            #[allow(missing_debug_implementations, unreachable_pub, reason = "as public as its trait has it")]
            pub struct __Codec;

            #(const #constants: #raw = #name::#variants as #raw;)*

            #[automatically_derived]
            #[allow(dead_code, missing_docs, unreachable_pub, reason = "as public as its trait has it")]
            impl __Codec {
                #[inline(always)]
                pub const fn encode(self, value: #name) -> #raw {
                    value as #raw
                }

                #[inline(always)]
                pub const fn decode(self, raw: #raw) -> ::kelson::__private::core::option::Option<#name> {
                    match raw {
                        #(#constants => ::kelson::__private::core::option::Option::Some(#name::#variants),)*
                        _ => ::kelson::__private::core::option::Option::None,
                    }
                }

                #[inline(always)]
                pub const fn decode_all(self, raw: #raw) -> #name {
                    match raw {
                        #(#other_constants => #name::#others,)*
                        _ => #name::#last,
                    }
                }
            }
        };
    })
}

/// A struct is as its only field.
fn of_struct(input: &DeriveInput, data: &DataStruct) -> syn::Result<TokenStream> {
    let name = &input.ident;
    if let Some((_, span)) = stated_width(input)? {
        return Err(diag::error(
            span,
            "a struct has the bits of its field",
            "remove the attribute; `Bounded<u8, 4>` is a type of 4 bits",
        ));
    }
    let mut fields = data.fields.iter();
    let (Some(field), None) = (fields.next(), fields.next()) else {
        return Err(diag::error(
            name.span(),
            format!("`{name}` does not have one field"),
            "several fields in one integer are a register of their own: declare it with `bitfield!`, and it is `Bits`",
        ));
    };
    let member = match &field.ident {
        Some(ident) => quote!(#ident),
        None => quote!(0),
    };
    let ty = &field.ty;
    // With nothing but the user's span, that a type has no bits is one error however often it is found.
    let at = ty.span();
    let bits = quote_spanned!(at=> <#ty as ::kelson::Bits>);
    let raw = quote_spanned!(at=> #bits::Raw);
    let width = quote_spanned!(at=> #bits::WIDTH);
    let exhaustive = quote_spanned!(at=> #bits::EXHAUSTIVE);
    let exact = quote_spanned!(at=> #bits::EXACT);
    let codec = quote_spanned!(at=> #bits::CODEC);
    Ok(quote_spanned! {Span::mixed_site()=>
        const _: () = {
            #[automatically_derived]
            impl ::kelson::Bits for #name {
                const WIDTH: ::kelson::__private::core::primitive::u32 = #width;
                const EXHAUSTIVE: ::kelson::__private::core::primitive::bool = #exhaustive;
                const EXACT: ::kelson::__private::core::primitive::bool = #exact;
                type Raw = #raw;
                type Codec = __Codec;
                const CODEC: __Codec = __Codec;
            }

            #[allow(missing_debug_implementations, unreachable_pub, reason = "as public as its trait has it")]
            pub struct __Codec;

            #[automatically_derived]
            #[allow(dead_code, missing_docs, unreachable_pub, reason = "as public as its trait has it")]
            impl __Codec {
                #[inline(always)]
                pub const fn encode(self, value: #name) -> #raw {
                    #codec.encode(value.#member)
                }

                #[inline(always)]
                pub const fn decode(self, raw: #raw) -> ::kelson::__private::core::option::Option<#name> {
                    match #codec.decode(raw) {
                        ::kelson::__private::core::option::Option::Some(value) => {
                            ::kelson::__private::core::option::Option::Some(#name { #member: value })
                        }
                        ::kelson::__private::core::option::Option::None => ::kelson::__private::core::option::Option::None,
                    }
                }

                #[inline(always)]
                pub const fn decode_all(self, raw: #raw) -> #name {
                    #name { #member: #codec.decode_all(raw) }
                }
            }
        };
    })
}
