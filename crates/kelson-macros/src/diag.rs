// SPDX-License-Identifier: MIT OR Apache-2.0

//! How a macro reports errors: all of them, each at the user's own token, beside the user's item.

use proc_macro2::{Span, TokenStream};
use quote::quote;
use std::fmt::Display;

/// An error at `span`, with a `help` paragraph of its own.
pub(crate) fn error(span: Span, message: impl Display, help: impl Display) -> syn::Error {
    syn::Error::new(span, format!("{message}\n\nhelp: {help}"))
}

/// The user's item, untouched, and the error beside it.
pub(crate) fn beside(item: &TokenStream, error: &syn::Error) -> TokenStream {
    let error = error.to_compile_error();
    quote!(#item #error)
}

/// `a`, or `an` before a word that starts with a vowel. The `u` of "union" and "use" is none.
pub(crate) fn article(word: &str) -> &'static str {
    if word.starts_with(['a', 'e', 'i', 'o']) {
        "an"
    } else {
        "a"
    }
}

/// What `item` is, in the words of the language, for "not a struct" kinds of message.
pub(crate) fn kind_of(item: &syn::Item) -> &'static str {
    match item {
        syn::Item::Const(_) => "constant",
        syn::Item::Enum(_) => "enum",
        syn::Item::ExternCrate(_) => "extern crate",
        syn::Item::Fn(_) => "function",
        syn::Item::ForeignMod(_) => "extern block",
        syn::Item::Impl(_) => "impl",
        syn::Item::Macro(_) => "macro",
        syn::Item::Mod(_) => "module",
        syn::Item::Static(_) => "static",
        syn::Item::Struct(_) => "struct",
        syn::Item::Trait(_) => "trait",
        syn::Item::TraitAlias(_) => "trait alias",
        syn::Item::Type(_) => "type alias",
        syn::Item::Union(_) => "union",
        syn::Item::Use(_) => "use declaration",
        _ => "item of this kind",
    }
}
