// SPDX-License-Identifier: MIT OR Apache-2.0

//! Values that are built where they will live.

pub(crate) mod build;
#[expect(
    clippy::module_inception,
    reason = "the feature has the name of its theme"
)]
pub(crate) mod init;
pub(crate) mod pinned;
pub(crate) mod zeroed;

use proc_macro2::{
    Ident,
    Literal,
    Span,
    TokenStream, //
};
use quote::quote_spanned;

/// The name of a field or a variant as a type, see `kelson::init::fields::Letter`.
fn letters(name: &Ident) -> TokenStream {
    let here = Span::mixed_site();
    let letters = name.to_string();
    let letters = letters.chars().map(Literal::character);
    quote_spanned!(here=> (#(::kelson::init::fields::Letter<#letters>,)*))
}

/// Takes the field `vacant` for an initializer. Method lookup finds out whether it may be pinned.
fn take(vacant: &TokenStream, at: Span) -> TokenStream {
    let field = Ident::new("__init_field", Span::mixed_site());
    let answer = Ident::new("__init_answer", Span::mixed_site());
    quote_spanned! {at=> {
        let #field = #vacant;
        let #answer = (&&::kelson::init::fields::kind(&#field)).init_answer();
        ::kelson::init::fields::take(#field, #answer)
    }}
}
