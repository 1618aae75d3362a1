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
use syn::{
    ext::IdentExt as _,
    spanned::Spanned as _,
    Path, //
};

/// The name of a field or a variant as a type, see `kelson::init::fields::Letter`.
fn letters(name: &Ident) -> TokenStream {
    let here = Span::mixed_site();
    let letters = name.unraw().to_string();
    let letters = letters.chars().map(Literal::character);
    quote_spanned!(here=> (#(::kelson::init::fields::Letter<#letters>,)*))
}

/// Has rustc check that `path` is that of the type of `*slot`, and not of a variant of an enum.
fn is_type(path: &Path, slot: &Ident) -> TokenStream {
    let here = Span::mixed_site();
    let check = Ident::new(
        "init_needs_the_path_of_a_type",
        path.span().resolved_at(here),
    );
    quote_spanned! {here=>
        use ::kelson::init::fields::OfType as _;
        #path::#check(#slot);
    }
}

/// The variable that says whether the type of the value that is built pins its fields.
fn pins() -> Ident {
    Ident::new("__init_pins", Span::mixed_site())
}

/// Finds that out for the value at `place`, by method lookup.
fn look_up_pins(place: &Ident) -> TokenStream {
    let pins = pins();
    quote_spanned! {Span::mixed_site()=>
        #[allow(unused_imports, reason = "it is for types that are not `#[pinned]`")]
        use ::kelson::init::fields::OfStructural as _;
        #[allow(unused_variables, reason = "there may be no field to pin")]
        let #pins = (&&::kelson::init::fields::kind(&#place)).pins_fields();
    }
}
