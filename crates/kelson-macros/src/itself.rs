// SPDX-License-Identifier: MIT OR Apache-2.0

//! `Self` in a field, a bound or the number of a variant.
//!
//! What the macro writes says it again in other types, where `Self` would be another one.

use proc_macro2::{
    Group,
    Ident,
    TokenStream,
    TokenTree, //
};
use quote::{
    quote,
    ToTokens, //
};
use syn::{
    parse::Parse,
    Generics, //
};

/// Writes the name of the type for `Self`, with its parameters.
pub(crate) fn by_name<T: Parse + ToTokens>(
    item: &mut T,
    name: &Ident,
    generics: &Generics,
) -> syn::Result<()> {
    let tokens = item.to_token_stream();
    if mentions_self(tokens.clone()) {
        *item = syn::parse2(replaced(tokens, name, generics))?;
    }
    Ok(())
}

fn mentions_self(tokens: TokenStream) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(ident) => ident == "Self",
        TokenTree::Group(group) => mentions_self(group.stream()),
        _ => false,
    })
}

fn replaced(tokens: TokenStream, name: &Ident, generics: &Generics) -> TokenStream {
    let mut all = TokenStream::new();
    for token in tokens {
        match token {
            TokenTree::Ident(ident) if ident == "Self" => {
                let mut name = name.clone();
                name.set_span(name.span().located_at(ident.span()));
                let (_, arguments, _) = generics.split_for_impl();
                // In this form it is a type and the beginning of a path.
                let arguments = arguments.as_turbofish();
                all.extend(quote!(#name #arguments));
            }
            TokenTree::Group(group) => {
                let inner = replaced(group.stream(), name, generics);
                let mut outer = Group::new(group.delimiter(), inner);
                outer.set_span(group.span());
                all.extend([TokenTree::from(outer)]);
            }
            other => all.extend([other]),
        }
    }
    all
}
