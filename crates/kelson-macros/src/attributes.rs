// SPDX-License-Identifier: MIT OR Apache-2.0

//! Attributes of the language, however they are written.
//!
//! To rustc `#[r#cfg(..)]` and `#[cfg_attr(.., cfg(..))]` are `cfg` too. A macro that saw the plain
//! spelling only would count fields that are not there.

use proc_macro2::{
    Delimiter,
    Ident,
    Span,
    TokenStream,
    TokenTree, //
};
use quote::{
    quote,
    ToTokens, //
};
use syn::{
    ext::IdentExt as _,
    Attribute, //
};

/// Whether an attribute is the one of this name.
pub(crate) fn is(attribute: &Attribute, name: &str) -> bool {
    let word = attribute.path().get_ident();
    word.is_some_and(|word| word.unraw() == name)
}

/// The attributes that a `cfg_attr` may give, by the first words of their paths. None of another one.
pub(crate) fn given(attribute: &Attribute) -> Vec<Ident> {
    fn search(meta: TokenStream, found: &mut Vec<Ident>) {
        match call(meta.clone()) {
            Some((name, arguments)) if name == "cfg_attr" => by_comma(arguments)
                .into_iter()
                .skip(1)
                .for_each(|given| search(given, found)),
            _ => found.extend(first_word(meta)),
        }
    }

    let mut found = Vec::new();
    if is(attribute, "cfg_attr") {
        search(attribute.meta.to_token_stream(), &mut found);
    }
    found
}

fn first_word(meta: TokenStream) -> Option<Ident> {
    meta.into_iter().find_map(|token| match token {
        TokenTree::Ident(word) => Some(word),
        TokenTree::Group(fragment) => first_word(fragment.stream()),
        _ => None,
    })
}

/// What decides whether the item, field or variant with these attributes is there: each `cfg`, and
/// of a `cfg_attr` what matters.
pub(crate) fn conditions(attributes: &[Attribute]) -> impl Iterator<Item = TokenStream> + '_ {
    attributes.iter().filter_map(|attribute| {
        let condition = condition(attribute.meta.to_token_stream())?;
        Some(quote!(#[#condition]))
    })
}

/// Whether an attribute decides that.
pub(crate) fn is_condition(attribute: &Attribute) -> bool {
    condition(attribute.meta.to_token_stream()).is_some()
}

/// A `cfg`, or a `cfg_attr` that may give one, without what else it gives.
fn condition(meta: TokenStream) -> Option<TokenStream> {
    let (name, arguments) = call(meta.clone())?;
    match name.as_str() {
        "cfg" => Some(meta),
        "cfg_attr" => {
            let mut arguments = by_comma(arguments).into_iter();
            let when = arguments.next()?;
            let given: Vec<TokenStream> = arguments.filter_map(condition).collect();
            (!given.is_empty()).then(|| quote!(cfg_attr(#when, #(#given),*)))
        }
        _ => None,
    }
}

/// A `repr`, or what a `cfg_attr` may give of it.
pub(crate) struct Repr {
    /// Its arguments.
    pub(crate) arguments: TokenStream,
    /// Where the `cfg_attr` is.
    pub(crate) conditional: Option<Span>,
}

/// Each `repr` among the attributes.
pub(crate) fn reprs(attributes: &[Attribute]) -> Vec<Repr> {
    fn search(meta: TokenStream, conditional: Option<Span>, found: &mut Vec<Repr>) {
        let at = meta.clone().into_iter().next().map(|name| name.span());
        match call(meta) {
            Some((name, arguments)) if name == "repr" => found.push(Repr {
                arguments,
                conditional,
            }),
            Some((name, arguments)) if name == "cfg_attr" => by_comma(arguments)
                .into_iter()
                .skip(1)
                .for_each(|given| search(given, at, found)),
            _ => (),
        }
    }

    let mut found = Vec::new();
    for attribute in attributes {
        search(attribute.meta.to_token_stream(), None, &mut found);
    }
    found
}

/// `name(arguments)`, also where a macro of the user's passes it on as a fragment.
fn call(meta: TokenStream) -> Option<(String, TokenStream)> {
    let mut tokens = meta.into_iter();
    match (tokens.next()?, tokens.next()) {
        (TokenTree::Group(fragment), None) if fragment.delimiter() == Delimiter::None => {
            call(fragment.stream())
        }
        (TokenTree::Ident(name), Some(TokenTree::Group(arguments))) => {
            Some((name.unraw().to_string(), arguments.stream()))
        }
        _ => None,
    }
}

/// What stands between commas.
fn by_comma(tokens: TokenStream) -> Vec<TokenStream> {
    let mut parts = vec![TokenStream::new()];
    for token in tokens {
        match (token, parts.last_mut()) {
            (TokenTree::Punct(comma), _) if comma.as_char() == ',' => {
                parts.push(TokenStream::new());
            }
            (token, Some(part)) => part.extend([token]),
            (_, None) => (),
        }
    }
    parts
}
