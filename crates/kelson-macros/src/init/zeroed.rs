// SPDX-License-Identifier: MIT OR Apache-2.0

//! `#[derive(Zeroable)]`.

use crate::diag;
use proc_macro2::{
    Span,
    TokenStream, //
};
use quote::{
    quote,
    quote_spanned, //
};
use syn::{
    spanned::Spanned,
    Data,
    DeriveInput, //
};

pub(crate) fn expand(item: TokenStream) -> TokenStream {
    expand_item(item).unwrap_or_else(|error| error.to_compile_error())
}

fn expand_item(item: TokenStream) -> syn::Result<TokenStream> {
    let DeriveInput {
        ident,
        mut generics,
        data,
        ..
    } = syn::parse2(item)?;
    let fields = match data {
        Data::Struct(data) => data.fields,
        Data::Enum(data) => {
            return Err(diag::error(
                data.enum_token.span(),
                "`Zeroable` cannot be derived for an enum",
                "if zero is one of its variants, write `unsafe impl Zeroable` and say why",
            ))
        }
        Data::Union(data) => {
            return Err(diag::error(
                data.union_token.span(),
                "`Zeroable` cannot be derived for a union",
                "if zero bytes are valid for whoever reads it, write `unsafe impl Zeroable` and say why",
            ))
        }
    };
    let params: Vec<_> = generics
        .type_params()
        .map(|param| param.ident.clone())
        .collect();
    let clause = generics.make_where_clause();
    for param in &params {
        let at = param.span().resolved_at(Span::mixed_site());
        clause
            .predicates
            .push(syn::parse_quote_spanned!(at=> #param: ::kelson::init::Zeroable));
    }
    let (impl_generics, arguments, clause) = generics.split_for_impl();
    // Each field is checked by itself, so that the error is at the field that is not `Zeroable`.
    let checks = fields.iter().map(|field| {
        let ty = &field.ty;
        let cfgs = field.attrs.iter().filter(|a| a.path().is_ident("cfg"));
        let check =
            quote_spanned!(ty.span().resolved_at(Span::mixed_site())=> is_zeroable::<#ty>());
        quote!(#(#cfgs)* #check;)
    });
    Ok(quote_spanned! {Span::mixed_site()=>
        #[allow(single_use_lifetimes, reason = "the parameters are those of the type")]
        const _: () = {
            // SAFETY: zero bytes are a value of each field, as is checked below.
            unsafe impl #impl_generics ::kelson::init::Zeroable for #ident #arguments #clause {}

            fn is_zeroable<T: ::kelson::init::Zeroable + ?::core::marker::Sized>() {}

            // A method, so that `Self` in the type of a field is what it is there.
            #[allow(dead_code, reason = "it is there to be type-checked")]
            trait Fields {
                fn check();
            }

            impl #impl_generics Fields for #ident #arguments #clause {
                fn check() {
                    #(#checks)*
                }
            }
        };
    })
}
