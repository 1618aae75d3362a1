// SPDX-License-Identifier: MIT OR Apache-2.0

//! Building a variant of an enum in place: pointers to the fields of a variant that is not there.
//!
//! The reference defines the layout of an enum with `repr(u8)` and the like: it is a union of one
//! `repr(C)` struct per variant, each with the tag first. The macro writes those structs.

use super::{
    cfgs,
    ours,
    reprs,
    without_defaults,
    Pinned, //
};
use crate::attributes::is_condition;
use crate::diag;
use crate::init::letters;
use proc_macro2::{
    Ident,
    Span,
    TokenStream, //
};
use quote::{
    format_ident,
    quote_spanned, //
};
use syn::{
    ext::IdentExt as _,
    meta,
    parse::Parser as _,
    spanned::Spanned,
    ItemEnum, //
};

/// For each variant `V` a function `V_needs_pinned_and_an_integer_repr`, if the layout of the enum is defined.
pub(super) fn constructors(pinned: &Pinned<'_>, item: &ItemEnum) -> syn::Result<TokenStream> {
    let Some(tag) = tag(item)? else {
        return Ok(TokenStream::new());
    };
    let mut attributes = item.variants.iter().flat_map(|v| &v.attrs);
    if let Some(cfg) = attributes.find(|a| is_condition(a)) {
        return Err(diag::error(
            cfg.path().span(),
            "the `cfg` attribute on a variant hides its number from the `pinned` attribute",
            "put the `cfg` attribute on the whole enum, once for each case",
        ));
    }
    let Pinned {
        vis,
        name,
        generics,
        ..
    } = pinned;
    let (impl_generics, arguments, clause) = generics.split_for_impl();
    let plain = without_defaults(generics);
    let params = &plain.params;
    let mut all = TokenStream::new();
    let mut number = ours!(0);
    for variant in &item.variants {
        if let Some((_, discriminant)) = &variant.discriminant {
            number = ours!((#discriminant));
        }
        let constructor = format_ident!(
            "{}_needs_pinned_and_an_integer_repr",
            variant.ident,
            span = variant.ident.span()
        );
        let layout = format_ident!("__{}_{}", name, variant.ident, span = variant.ident.span());
        let fields = variant.fields.iter().enumerate().map(|(index, field)| {
            let cfgs = cfgs(&field.attrs);
            let name = match &field.ident {
                Some(name) => name.clone(),
                None => format_ident!("_{index}"),
            };
            let ty = &field.ty;
            ours!(#(#cfgs)* #vis #name: #ty)
        });
        let letters = letters(&variant.ident);
        all.extend(ours! {
            #[doc(hidden)]
            #[allow(dead_code, reason = "not every variant is made in place")]
            #[allow(non_camel_case_types, reason = "the name has those of the enum and the variant in it")]
            #[repr(C)]
            #vis struct #layout<#params> #clause {
                __tag: ::kelson::__private::core::primitive::#tag,
                #(#fields,)*
                __of: ::kelson::__private::core::marker::PhantomData<fn(&#name #arguments)>,
            }

            #[allow(dead_code, reason = "not every variant is made in place")]
            #[allow(non_snake_case, reason = "the name has that of the variant in it")]
            #[allow(single_use_lifetimes, reason = "the parameters are those of the enum")]
            impl #impl_generics #name #arguments #clause {
                #[doc(hidden)]
                #[inline(always)]
                #vis fn #constructor(
                ) -> ::kelson::init::fields::Variant<Self, #letters, #layout #arguments> {
                    // SAFETY: so `repr` of an integer type has it.
                    unsafe { ::kelson::init::fields::Variant::new() }
                }
            }

            #[allow(single_use_lifetimes, reason = "the parameters are those of the enum")]
            impl #impl_generics ::kelson::init::fields::Tagged for #layout #arguments #clause {
                #[inline(always)]
                unsafe fn write_tag(slot: *mut Self) {
                    // SAFETY: the caller says that it may be written.
                    unsafe { (&raw mut (*slot).__tag).write(const { #number }) }
                }
            }
        });
        number = ours!(#number + 1);
    }
    Ok(all)
}

/// The type of the tag, if it is given.
fn tag(item: &ItemEnum) -> syn::Result<Option<Ident>> {
    const INTEGERS: &[&str] = &[
        "u8", "u16", "u32", "u64", "u128", "usize", "i8", "i16", "i32", "i64", "i128", "isize",
    ];
    let mut tag = None;
    let mut c = None;
    for repr in reprs(&item.attrs) {
        if let Some(cfg_attr) = repr.conditional {
            return Err(diag::error(
                cfg_attr,
                "the `cfg_attr` attribute hides the layout of the enum from the `pinned` attribute",
                "put the `cfg` attribute on the whole enum, once for each case",
            ));
        }
        let arguments = meta::parser(|meta| {
            if let Some(name) = meta.path.get_ident().map(|name| name.unraw()) {
                if INTEGERS.contains(&name.to_string().as_str()) {
                    tag = Some(name);
                } else if name == "C" {
                    c = Some(name.span());
                } else {
                    // `align(N)`.
                    let _ = meta.input.parse::<TokenStream>();
                }
            }
            Ok(())
        });
        arguments.parse2(repr.arguments)?;
    }
    // With `C`, the tag is followed by a union, so that fields come to lie elsewhere.
    match c {
        Some(_) => Ok(None),
        None => Ok(tag),
    }
}
