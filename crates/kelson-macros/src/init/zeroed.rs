// SPDX-License-Identifier: MIT OR Apache-2.0

//! `#[derive(Zeroable)]`.

use crate::attributes::conditions;
use crate::diag;
use proc_macro2::{
    Span,
    TokenStream, //
};
use quote::{
    quote,
    quote_spanned,
    ToTokens as _, //
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
    let (mut patterns, mut checks) = (TokenStream::new(), TokenStream::new());
    for (index, field) in fields.iter().enumerate() {
        let index = syn::Index::from(index);
        let cfgs: Vec<_> = conditions(&field.attrs).collect();
        let name = match &field.ident {
            Some(name) => name.to_token_stream(),
            None => index.to_token_stream(),
        };
        let at = field.ty.span().resolved_at(Span::mixed_site());
        patterns.extend(quote_spanned!(at=> #(#cfgs)* #name: _,));
        let ty = &field.ty;
        let check = quote_spanned! {at=>
            ::kelson::init::fields::is_zeroable::<#ty>();
            let _: *const #ty = &raw const (*this).#name;
        };
        checks.extend(quote!(#(#cfgs)* { #check }));
    }
    Ok(quote_spanned! {Span::mixed_site()=>
        #[allow(single_use_lifetimes, reason = "the parameters are those of the type")]
        const _: () = {
            // SAFETY: zero bytes are a value of each field, as is checked below.
            unsafe impl #impl_generics ::kelson::init::Zeroable for #ident #arguments #clause {}

            #[allow(dead_code, reason = "it is there to be type-checked")]
            trait IsZeroable {
                fn check(this: *const Self);
            }

            impl #impl_generics IsZeroable for #ident #arguments #clause {
                fn check(this: *const Self) {
                    // Never called. The pattern has rustc check that these are all its fields:
                    // another attribute of the type may have changed them since.
                    unsafe {
                        let Self { #patterns } = *this;
                        #checks
                    }
                }
            }
        };
    })
}
