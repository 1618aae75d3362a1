// SPDX-License-Identifier: MIT OR Apache-2.0

//! The derives of `core` that would show padding and the bytes of bit-fields, written by their names instead.

use super::{
    members::{
        self,
        Kind,
        Member, //
    },
    new,
    ours,
    record::Record, //
};
use crate::attributes;
use crate::diag;
use proc_macro2::TokenStream;
use syn::{
    ext::IdentExt as _,
    punctuated::Punctuated,
    spanned::Spanned,
    Attribute,
    Path,
    Token, //
};

/// The derives that are written here.
const OURS: [&str; 6] = ["Debug", "Default", "Hash", "Ord", "PartialEq", "PartialOrd"];

/// The paths in the `derive` attributes.
pub(crate) fn paths(attrs: &[Attribute]) -> Vec<Path> {
    attrs
        .iter()
        .filter(|a| attributes::is(a, "derive"))
        .filter_map(parse)
        .flatten()
        .collect()
}

fn parse(attr: &Attribute) -> Option<Punctuated<Path, Token![,]>> {
    attr.parse_args_with(Punctuated::parse_terminated).ok()
}

/// Which of ours it is.
fn which(path: &Path) -> Option<&'static str> {
    let last = path.segments.last()?;
    let first = path.segments.first()?;
    let is_core = path.segments.len() == 1 || first.ident == "core" || first.ident == "std";
    OURS.into_iter()
        .find(|name| is_core && last.ident.unraw() == name)
}

/// `Clone` and `Copy`, which rustc derives.
fn is_copying(path: &Path) -> bool {
    let word = path.get_ident().map(|word| word.unraw());
    word.is_some_and(|word| word == "Clone" || word == "Copy")
}

fn is_among(path: &Path, paths: &[Path]) -> bool {
    let text = members::text(path);
    paths.iter().any(|other| members::text(other) == text)
}

/// The traits that cannot be derived, and why. They are about the whole
/// value, of which something is not known.
fn refused(record: &Record) -> Option<(Vec<Path>, syn::Error)> {
    let mut reason = None;
    for member in &record.members {
        let name = &member.name;
        match &member.kind {
            Kind::Anonymous(anonymous) if anonymous.is_union() => {
                reason = Some((
                    false,
                    format!("nobody knows which member of the union `{name}` is in use"),
                    "write the impl by hand, where you know",
                ));
            }
            Kind::Flexible(..) => {
                reason = Some((
                    true,
                    format!("the elements of `{name}` would be left out"),
                    "derive no trait that is about all of the value; write a function that takes a pointer to it",
                ));
            }
            _ => (),
        }
    }
    let (is_flexible, reason, advice) = reason?;
    let mut paths = record.derives();
    let compares = paths.iter().any(|path| which(path) == Some("PartialEq"));
    paths.retain(|path| match which(path) {
        Some(ours) => !matches!(ours, "Debug" | "Default") || (ours == "Default" && !is_flexible),
        None => (is_flexible && is_copying(path)) || (compares && path.is_ident("Eq")),
    });
    let names: Vec<_> = paths
        .iter()
        .filter_map(|path| Some(format!("`{}`", path.segments.last()?.ident)))
        .collect();
    let error = diag::error(
        paths.first()?.span(),
        format_args!("{} cannot be derived, because {reason}", names.join(", ")),
        advice,
    );
    Some((paths, error))
}

/// The attributes for the type: without the derives that are ours, and those that are refused.
pub(crate) fn of_type(record: &Record) -> Vec<TokenStream> {
    let refused = refused(record).map(|(paths, _)| paths);
    without(&record.attrs, &refused.unwrap_or_default())
}

/// The attributes without the derives that are ours.
pub(crate) fn without_ours(attrs: &[Attribute]) -> Vec<TokenStream> {
    without(attrs, &[])
}

fn without(attrs: &[Attribute], refused: &[Path]) -> Vec<TokenStream> {
    let mut all = Vec::new();
    for attr in attrs {
        let is_derive = attributes::is(attr, "derive");
        let Some(paths) = is_derive.then(|| parse(attr)).flatten() else {
            all.push(ours!(#attr));
            continue;
        };
        let others = paths
            .iter()
            .filter(|path| which(path).is_none() && !is_among(path, refused));
        all.push(ours!(#[derive(#(#others),*)]));
    }
    all
}

pub(crate) fn of(record: &Record) -> TokenStream {
    let mut all = TokenStream::new();
    if record.is_union {
        // None of them can be derived for a union.
        return all;
    }
    let refused = refused(record).map(|(paths, error)| {
        all.extend(error.to_compile_error());
        paths
    });
    let refused = refused.unwrap_or_default();
    for path in record.derives() {
        if is_among(&path, &refused) {
            continue;
        }
        let found = which(&path);
        let (traits, body) = match found {
            Some("Debug") => debug(record),
            Some("Default") => default(record),
            Some("Hash") => hash(record),
            Some("Ord") => ord(record),
            Some("PartialEq") => partial_eq(record),
            Some("PartialOrd") => partial_ord(record),
            _ => continue,
        };
        let name = &record.name;
        let (impl_generics, arguments, clause) = record.generics.split_for_impl();
        all.extend(ours! {
            #[automatically_derived]
            #[allow(single_use_lifetimes, reason = "the parameters are those of the type")]
            impl #impl_generics #traits for #name #arguments #clause {
                #body
            }
        });
    }
    all
}

/// For each member with a name, what `body` makes of its value.
fn each(
    record: &Record,
    body: impl Fn(&Member, &dyn Fn(TokenStream) -> TokenStream) -> TokenStream,
) -> TokenStream {
    let mut all = TokenStream::new();
    for member in &record.members {
        let name = &member.name;
        let value = |of: TokenStream| match &member.kind {
            Kind::Bits(_) => ours!(#of.#name()),
            _ => ours!(#of.#name),
        };
        if name == "__" || matches!(member.kind, Kind::Flexible(..)) {
            continue;
        }
        let cfgs = member.cfgs();
        let body = body(member, &value);
        all.extend(ours!(#(#cfgs)* { #body }));
    }
    all
}

/// Whether something of the value cannot be shown: elements nobody has counted, members of a union.
fn hides(member: &Member) -> bool {
    match &member.kind {
        Kind::Flexible(..) => true,
        Kind::Anonymous(anonymous) => anonymous.is_union(),
        _ => false,
    }
}

fn debug(record: &Record) -> (TokenStream, TokenStream) {
    let text = record.name.to_string();
    let fields = each(record, |member, value| {
        if hides(member) {
            return TokenStream::new();
        }
        let name = member.name.to_string();
        let name = name.strip_prefix("r#").unwrap_or(&name);
        let value = value(ours!(self));
        ours!(let _ = shown.field(#name, &#value);)
    });
    let finish = if record.members.iter().any(hides) {
        ours!(finish_non_exhaustive)
    } else {
        ours!(finish)
    };
    let body = ours! {
        fn fmt(&self, f: &mut ::kelson::__private::core::fmt::Formatter<'_>) -> ::kelson::__private::core::fmt::Result {
            // By reference, so that a trait's method that takes any value is not found first.
            let shown = &mut f.debug_struct(#text);
            #fields
            shown.#finish()
        }
    };
    (ours!(::kelson::__private::core::fmt::Debug), body)
}

fn default(record: &Record) -> (TokenStream, TokenStream) {
    let value = new::literal(record, |_| {
        ours!(::kelson::__private::core::default::Default::default())
    });
    let body = ours! {
        #[inline]
        fn default() -> Self {
            #value
        }
    };
    (ours!(::kelson::__private::core::default::Default), body)
}

fn hash(record: &Record) -> (TokenStream, TokenStream) {
    let fields = each(record, |_, value| {
        let value = value(ours!(self));
        ours!(::kelson::__private::core::hash::Hash::hash(&#value, state);)
    });
    let body = ours! {
        fn hash<__H: ::kelson::__private::core::hash::Hasher>(&self, state: &mut __H) {
            #fields
        }
    };
    (ours!(::kelson::__private::core::hash::Hash), body)
}

fn partial_eq(record: &Record) -> (TokenStream, TokenStream) {
    let fields = each(record, |_, value| {
        let (one, other) = (value(ours!(self)), value(ours!(other)));
        ours!(if #one != #other { return false; })
    });
    let body = ours! {
        #[inline]
        fn eq(&self, other: &Self) -> ::kelson::__private::core::primitive::bool {
            #fields
            true
        }
    };
    (ours!(::kelson::__private::core::cmp::PartialEq), body)
}

fn partial_ord(record: &Record) -> (TokenStream, TokenStream) {
    let fields = each(record, |_, value| {
        let (one, other) = (value(ours!(self)), value(ours!(other)));
        ours! {
            match ::kelson::__private::core::cmp::PartialOrd::partial_cmp(&#one, &#other) {
                ::kelson::__private::core::option::Option::Some(::kelson::__private::core::cmp::Ordering::Equal) => (),
                order => return order,
            }
        }
    });
    let body = ours! {
        fn partial_cmp(&self, other: &Self) -> ::kelson::__private::core::option::Option<::kelson::__private::core::cmp::Ordering> {
            #fields
            ::kelson::__private::core::option::Option::Some(::kelson::__private::core::cmp::Ordering::Equal)
        }
    };
    (ours!(::kelson::__private::core::cmp::PartialOrd), body)
}

fn ord(record: &Record) -> (TokenStream, TokenStream) {
    let fields = each(record, |_, value| {
        let (one, other) = (value(ours!(self)), value(ours!(other)));
        ours! {
            match ::kelson::__private::core::cmp::Ord::cmp(&#one, &#other) {
                ::kelson::__private::core::cmp::Ordering::Equal => (),
                order => return order,
            }
        }
    });
    let body = ours! {
        fn cmp(&self, other: &Self) -> ::kelson::__private::core::cmp::Ordering {
            #fields
            ::kelson::__private::core::cmp::Ordering::Equal
        }
    };
    (ours!(::kelson::__private::core::cmp::Ord), body)
}
