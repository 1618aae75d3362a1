// SPDX-License-Identifier: MIT OR Apache-2.0

//! `#[c_layout]`.
//!
//! `options` and `members` are what the user wrote; `record` is the type that comes of it, `checks` is what its
//! compilation checks, `new`, `access`, `flexible` and `derives` are what it can do. `enums` is for itself.

mod access;
mod anonymous;
mod checks;
mod derives;
mod enums;
mod fallback;
mod flexible;
mod members;
mod names;
mod new;
mod options;
mod record;

use crate::diag;
use crate::itself;
use proc_macro2::TokenStream;
use quote::quote;
use syn::{
    spanned::Spanned,
    Attribute,
    Generics,
    Ident,
    Item,
    Visibility, //
};

/// Tokens of generated code.
macro_rules! ours {
    ($($token:tt)*) => {
        ::quote::quote_spanned!(::proc_macro2::Span::mixed_site()=> $($token)*)
    };
}
use ours;

pub(crate) fn expand(args: TokenStream, item: TokenStream) -> TokenStream {
    match try_expand(args, item.clone()) {
        Ok(all) => all,
        Err(error) => {
            let item = fallback::without_ours(item);
            diag::beside(&item, &error)
        }
    }
}

fn try_expand(args: TokenStream, item: TokenStream) -> syn::Result<TokenStream> {
    let item = syn::parse2::<Item>(item)?;
    let options = syn::parse2::<options::Options>(args);
    match item {
        Item::Struct(mut item) => {
            // In a member without a name, it is not the type of that.
            let (name, generics) = (item.ident.clone(), item.generics.clone());
            itself::by_name(&mut item, &name, &generics)?;
            let members = members::of_struct(&item);
            let declared = (item.attrs, item.vis, item.ident, item.generics);
            expand_record(options, members, false, declared)
        }
        Item::Union(mut item) => {
            let (name, generics) = (item.ident.clone(), item.generics.clone());
            itself::by_name(&mut item, &name, &generics)?;
            let members = members::of_union(&item);
            let declared = (item.attrs, item.vis, item.ident, item.generics);
            expand_record(options, members, true, declared)
        }
        Item::Enum(item) => enums::expand(options?, item),
        other => {
            let kind = diag::kind_of(&other);
            Err(diag::error(
                other.span(),
                format_args!(
                    "the `c_layout` attribute does not go on {} {kind}",
                    diag::article(kind)
                ),
                "it goes on a struct, a union or an enum",
            ))
        }
    }
}

/// What is declared of a struct or union besides its members.
type Declared = (Vec<Attribute>, Visibility, Ident, Generics);

fn expand_record(
    options: syn::Result<options::Options>,
    members: syn::Result<Vec<members::Member>>,
    is_union: bool,
    (attrs, vis, name, generics): Declared,
) -> syn::Result<TokenStream> {
    let (options, members) = both(options, members)?;
    options.check_record(&attrs, &generics, &name)?;
    let record = record::Record {
        options,
        members,
        is_union,
        attrs,
        vis,
        name,
        generics,
    };
    names::check(&record)?;
    Ok(record.expand())
}

/// Both, or the errors of both.
fn both<A, B>(a: syn::Result<A>, b: syn::Result<B>) -> syn::Result<(A, B)> {
    match (a, b) {
        (Ok(a), Ok(b)) => Ok((a, b)),
        (Err(mut a), Err(b)) => {
            a.combine(b);
            Err(a)
        }
        (Err(error), Ok(_)) | (Ok(_), Err(error)) => Err(error),
    }
}

/// Where generated code finds its helpers.
fn helpers() -> TokenStream {
    quote!(::kelson::__private::c_layout)
}
