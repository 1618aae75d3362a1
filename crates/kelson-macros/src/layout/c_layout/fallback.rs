// SPDX-License-Identifier: MIT OR Apache-2.0

//! What is left of the user's item when there is an error: all that rustc understands of it.

use super::members;
use crate::attributes;
use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{
    parse_quote,
    punctuated::Punctuated,
    Field,
    Fields,
    Item,
    Token,
    Type, //
};

/// The item without our attributes and what only they give a meaning.
pub(crate) fn without_ours(item: TokenStream) -> TokenStream {
    match syn::parse2::<Item>(item.clone()) {
        Ok(Item::Struct(mut item)) => {
            match &mut item.fields {
                Fields::Named(fields) => keep(&mut fields.named),
                Fields::Unnamed(fields) => {
                    for field in &mut fields.unnamed {
                        field.attrs.retain(|a| !members::is_helper(a));
                    }
                }
                Fields::Unit => (),
            }
            item.into_token_stream()
        }
        Ok(Item::Union(mut item)) => {
            keep(&mut item.fields.named);
            item.into_token_stream()
        }
        Ok(Item::Enum(mut item)) => {
            for variant in &mut item.variants {
                variant.attrs.retain(|a| !attributes::is(a, "default"));
            }
            // Nor can all of the derives be for what it is now.
            item.attrs.retain(|a| !attributes::is(a, "derive"));
            item.into_token_stream()
        }
        _ => item,
    }
}

/// Members without a name, or with a type that is only ours, are no fields.
fn keep(fields: &mut Punctuated<Field, Token![,]>) {
    let mut kept = Punctuated::<Field, Token![,]>::new();
    for mut field in std::mem::take(fields) {
        let is_there = kept
            .iter()
            .any(|other| other.ident == field.ident && other.attrs.is_empty());
        if field.ident.as_ref().is_some_and(|name| name == "__") || is_there {
            continue;
        }
        // Ours may be in a `cfg_attr`, too.
        field
            .attrs
            .retain(|a| !members::is_helper(a) && !attributes::is(a, "cfg_attr"));
        match members::bare(&field.ty) {
            Type::Macro(ty) if ty.mac.path.is_ident("anon") => field.ty = parse_quote!(()),
            ty if members::is_unsized(ty) => {
                field.ty = parse_quote!(::kelson::__private::core::marker::PhantomData<#ty>)
            }
            Type::Slice(slice) => {
                let element = &slice.elem;
                field.ty = parse_quote!([#element; 0]);
            }
            _ => (),
        }
        kept.push(field);
    }
    *fields = kept;
}
