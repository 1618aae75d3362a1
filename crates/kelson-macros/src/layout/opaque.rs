// SPDX-License-Identifier: MIT OR Apache-2.0

//! `opaque!`. The handles are in the library.

use crate::diag;
use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::parse::{Parse, ParseStream};
use syn::spanned::Spanned;
use syn::{Attribute, GenericParam, Generics, Token, Visibility};

const FORM: &str = "write `pub type File;`";

pub(crate) fn expand(input: TokenStream) -> TokenStream {
    match syn::parse2::<Types>(input) {
        Ok(Types(types)) => types.iter().map(Type::expand).collect(),
        Err(error) => error.to_compile_error(),
    }
}

struct Types(Vec<Type>);

impl Parse for Types {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        if input.is_empty() {
            return Err(diag::error(
                Span::call_site(),
                "expected the types to declare",
                FORM,
            ));
        }
        let mut types = Vec::new();
        while !input.is_empty() {
            types.push(input.parse()?);
        }
        Ok(Types(types))
    }
}

/// `VISIBILITY type NAME<GENERICS>;`
struct Type {
    attributes: Vec<Attribute>,
    visibility: Visibility,
    keyword: Token![type],
    name: Ident,
    generics: Generics,
}

impl Parse for Type {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let attributes = input.call(Attribute::parse_outer)?;
        // These are about fields, of which there are none to know.
        for attribute in &attributes {
            for word in ["derive", "repr"] {
                if attribute.path().is_ident(word) {
                    return Err(diag::error(
                        attribute.span(),
                        format_args!("the `{word}` attribute does not go on an opaque type"),
                        match word {
                            "derive" => "implement the trait by hand, by functions of C",
                            _ => "remove it: the layout is C's own",
                        },
                    ));
                }
            }
        }
        let visibility = input.parse()?;
        if !input.peek(Token![type]) {
            return Err(diag::error(input.span(), "expected `type`", FORM));
        }
        let keyword = input.parse()?;
        let name: Ident = input.parse()?;
        let mut generics: Generics = input.parse()?;
        if input.peek(Token![:]) {
            return Err(diag::error(
                input.span(),
                "an opaque type is declared without bounds",
                format_args!(
                    "if C allows it, write `unsafe impl Send for {name} {{}}` behind the macro"
                ),
            ));
        }
        generics.where_clause = input.parse()?;
        if input.peek(Token![=]) {
            return Err(diag::error(
                input.span(),
                "an opaque type is declared without a definition",
                format_args!("write `type {name};`"),
            ));
        }
        if !input.peek(Token![;]) {
            return Err(diag::error(
                if input.is_empty() {
                    name.span()
                } else {
                    input.span()
                },
                format_args!("expected `;` after `type {name}`"),
                FORM,
            ));
        }
        input.parse::<Token![;]>()?;
        Ok(Type {
            attributes,
            visibility,
            keyword,
            name,
            generics,
        })
    }
}

impl Type {
    fn expand(&self) -> TokenStream {
        let Type {
            attributes,
            visibility,
            keyword,
            name,
            generics,
        } = self;
        // A conditional type has conditional impls.
        let conditions: Vec<&Attribute> = attributes
            .iter()
            .filter(|attribute| attribute.path().is_ident("cfg"))
            .collect();
        // Pointers are invariant in what they point to, and what C does with it is not known.
        let uses = generics
            .params
            .iter()
            .filter_map(|parameter| match parameter {
                GenericParam::Lifetime(lifetime) => {
                    let lifetime = &lifetime.lifetime;
                    Some(quote!(*mut &#lifetime ()))
                }
                GenericParam::Type(of) => {
                    let of = &of.ident;
                    Some(quote!(*mut #of))
                }
                GenericParam::Const(_) => None,
            });
        let structure = quote_spanned!(keyword.span()=> struct);
        let (impl_generics, arguments, clause) = generics.split_for_impl();
        quote_spanned! {name.span()=>
            #(#attributes)*
            #[allow(dead_code)]
            #[repr(C)]
            #visibility #structure #name #generics #clause {
                __kelson_parameters: ::core::marker::PhantomData<(#(#uses,)*)>,
                __kelson_unsized: ::core::cell::UnsafeCell<[::kelson::opaque::Unknown]>,
            }

            // SAFETY: the struct is as the trait says, and so is the pointer.
            #(#conditions)*
            #[automatically_derived]
            #[allow(single_use_lifetimes)]
            unsafe impl #impl_generics ::kelson::opaque::Opaque for #name #arguments #clause {
                #[inline(always)]
                fn fatten(
                    pointer: ::core::ptr::NonNull<::kelson::opaque::Extern<Self>>,
                ) -> ::core::ptr::NonNull<Self> {
                    let empty = ::core::ptr::slice_from_raw_parts_mut(
                        pointer.as_ptr().cast::<::kelson::opaque::Unknown>(),
                        0,
                    );
                    // SAFETY: it is not null, as before.
                    unsafe { ::core::ptr::NonNull::new_unchecked(empty as *mut Self) }
                }
            }

            #(#conditions)*
            #[allow(dead_code, single_use_lifetimes)]
            impl #impl_generics #name #arguments #clause {
                /// The pointer, for C.
                #[inline(always)]
                #[must_use]
                #visibility fn as_ptr(&self) -> *mut ::kelson::opaque::Extern<Self> {
                    ::core::ptr::from_ref(self).cast_mut().cast()
                }
            }
        }
    }
}
