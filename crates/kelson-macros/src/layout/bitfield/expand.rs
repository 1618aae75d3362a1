// SPDX-License-Identifier: MIT OR Apache-2.0

//! The code of a register.

use super::{
    access::of_field,
    field::{
        cfgs,
        Model, //
    },
    judge,
    parse::{
        Conversion,
        Register, //
    },
};
use crate::attributes;
use proc_macro2::{
    Ident,
    TokenStream,
    TokenTree, //
};
use quote::quote_spanned;
use syn::ext::IdentExt as _;
use syn::{
    punctuated::Punctuated,
    spanned::Spanned,
    Attribute,
    Path,
    Token, //
};

pub(super) fn register(krate: &TokenTree, register: Register) -> TokenStream {
    let mut models: Vec<Model<'_>> = register
        .fields
        .iter()
        .map(|field| Model::new(krate, &register, field))
        .collect();
    let errors = judge::errors(&register, &mut models);
    let errors: TokenStream = register
        .errors
        .iter()
        .chain(&errors)
        .map(syn::Error::to_compile_error)
        .collect();

    let mut accessors = TokenStream::new();
    for model in models.iter().filter(|model| !model.nameless) {
        accessors.extend(of_field(krate, &register, model));
    }
    let (the_type, checks) = (
        the_type(krate, &register),
        judge::checks(krate, &register, &models),
    );
    let debug = match derives(&register.attrs, "Debug") {
        true => TokenStream::new(),
        false => debug(krate, &register, &models),
    };
    let name = &register.name;
    let cfgs = cfgs(&register.attrs);
    ours! {
        #errors
        #the_type
        #(#cfgs)*
        #[allow(dead_code, reason = "a driver uses those methods of a register that it needs")]
        #[automatically_derived]
        impl #name {
            #accessors
        }
        #debug
        #checks
    }
}

/// Whether the user's own attributes derive a trait.
fn derives(attrs: &[Attribute], name: &str) -> bool {
    let traits = Punctuated::<Path, Token![,]>::parse_terminated;
    attrs
        .iter()
        .filter(|attr| attributes::is(attr, "derive"))
        .filter_map(|attr| attr.parse_args_with(traits).ok())
        .flatten()
        .any(|path| {
            path.segments
                .last()
                .is_some_and(|last| last.ident.unraw() == name)
        })
}

fn the_type(krate: &TokenTree, register: &Register) -> TokenStream {
    let Register {
        attrs,
        vis,
        name,
        word,
        ..
    } = register;
    let cfgs: Vec<_> = cfgs(attrs).collect();
    // A trait that the user derives, too, is derived once.
    let derived = [
        ("Clone", ours!(::kelson::__private::core::clone::Clone)),
        ("Copy", ours!(::kelson::__private::core::marker::Copy)),
        (
            "PartialEq",
            ours!(::kelson::__private::core::cmp::PartialEq),
        ),
        ("Eq", ours!(::kelson::__private::core::cmp::Eq)),
    ];
    let derived = derived
        .into_iter()
        .filter(|(name, _)| !derives(attrs, name))
        .map(|(_, path)| path);
    let default = (!derives(attrs, "Default")).then(|| {
        ours! {
            #(#cfgs)*
            #[automatically_derived]
            impl ::kelson::__private::core::default::Default for #name {
                #[inline(always)]
                fn default() -> Self {
                    Self { inner: 0 }
                }
            }
        }
    });
    ours! {
        #[allow(non_camel_case_types, reason = "the name is the user's, and is judged where it is written")]
        #(#attrs)*
        #[repr(transparent)]
        #[derive(#(#derived),*)]
        #vis struct #name {
            inner: #word,
        }

        #(#cfgs)*
        #[allow(dead_code, reason = "a driver uses those methods of a register that it needs")]
        #[automatically_derived]
        impl #name {
            /// The register with these bits.
            #[inline(always)]
            #[must_use]
            #vis const fn from_raw(value: #word) -> Self {
                Self { inner: value }
            }

            /// All bits.
            #[inline(always)]
            #[must_use]
            #vis const fn into_raw(self) -> #word {
                self.inner
            }

            /// The register without any bit set.
            #[inline(always)]
            #[must_use]
            #vis const fn zeroed() -> Self {
                Self { inner: 0 }
            }
        }

        #default

        #(#cfgs)*
        #[automatically_derived]
        impl ::kelson::__private::core::convert::From<#name> for #word {
            #[inline(always)]
            fn from(value: #name) -> Self {
                value.inner
            }
        }

        #(#cfgs)*
        #[automatically_derived]
        impl ::kelson::__private::core::convert::From<#word> for #name {
            #[inline(always)]
            fn from(value: #word) -> Self {
                Self { inner: value }
            }
        }

        #(#cfgs)*
        #krate::__register! { #name #word }
    }
}

/// `Debug`: all bits, then the fields that can be read.
fn debug(krate: &TokenTree, register: &Register, models: &[Model<'_>]) -> TokenStream {
    let name = &register.name;
    let fields = models
        .iter()
        .filter(|model| !model.field.words.write_only && !model.nameless)
        .map(|model| {
            let (cfgs, text) = (model.cfgs(), &model.text);
            let getter = &model.field.name;
            // That a type is not `Debug` is told where it is written.
            let at = match &model.field.conversion {
                Conversion::None | Conversion::Signed => krate.span(),
                Conversion::Total(_, ty) | Conversion::Partial(_, ty) => {
                    ty.span().resolved_at(krate.span())
                }
            };
            let value = match model.array() {
                None => ours!(self.#getter()),
                Some(_) => {
                    let (getter, len) = (model.item("__get_"), model.constant("_LEN"));
                    ours! {
                        ::kelson::__private::core::array::from_fn::<_, { #name::#len }, _>(|index| self.#getter(index))
                    }
                }
            };
            let variable = Ident::new("value", at);
            let argument = quote_spanned!(at=> &#variable);
            ours! {
                #(#cfgs)*
                {
                    let #variable = #value;
                    fields.field(#text, #argument);
                }
            }
        });
    let name_text = name.to_string();
    let cfgs = cfgs(&register.attrs);
    ours! {
        #(#cfgs)*
        #[automatically_derived]
        impl ::kelson::__private::core::fmt::Debug for #name {
            fn fmt(&self, f: &mut ::kelson::__private::core::fmt::Formatter<'_>) -> ::kelson::__private::core::fmt::Result {
                let fields = &mut f.debug_struct(#name_text);
                fields.field("<raw>", &::kelson::__private::core::format_args!("{:#x}", self.inner));
                #(#fields)*
                fields.finish()
            }
        }
    }
}
