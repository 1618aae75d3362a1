// SPDX-License-Identifier: MIT OR Apache-2.0

//! `bitfield!` and `#[derive(Bits)]`.

/// Tokens of ours: what they name, user code does not see.
macro_rules! ours {
    ($($tokens:tt)*) => {
        ::quote::quote_spanned!(::proc_macro2::Span::mixed_site()=> $($tokens)*)
    };
}

mod access;
mod array;
mod convert;
mod derive;
mod expand;
mod field;
mod judge;
mod parse;

use proc_macro2::{
    Span,
    TokenStream,
    TokenTree, //
};
use syn::parse::Parser;

/// The input is `$crate` and the declaration.
pub(crate) fn expand(input: TokenStream) -> TokenStream {
    let mut tokens = input.into_iter();
    let Some(krate) = tokens.next() else {
        return syn::Error::new(Span::call_site(), "expected a declaration").to_compile_error();
    };
    match parse::registers.parse2(tokens.collect()) {
        Ok((registers, errors)) => {
            let registers = registers
                .into_iter()
                .map(|register| expand::register(&krate, register));
            registers
                .chain(errors.iter().map(syn::Error::to_compile_error))
                .collect()
        }
        Err(error) => error.to_compile_error(),
    }
}

/// `#[derive(Bits)]`.
pub(crate) fn derive(item: TokenStream) -> TokenStream {
    derive::expand(item).unwrap_or_else(|error| error.to_compile_error())
}

/// `$crate`, with errors about it at a token of the user's.
fn crate_at(krate: &TokenTree, span: Span) -> TokenTree {
    let mut here = krate.clone();
    here.set_span(span.resolved_at(krate.span()));
    here
}
