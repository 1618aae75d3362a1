// SPDX-License-Identifier: MIT OR Apache-2.0

//! `opaque!`. The handles are in the library.

use crate::attributes;
use crate::diag;
use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned, ToTokens};
use syn::ext::IdentExt as _;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{Attribute, GenericParam, Generics, Meta, Token, Visibility};

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

/// Refuses an attribute that may do more than to say something of the type. The impl below is sound
/// for the struct as it is written there, and one could align it, or have a macro write another.
fn allow(attribute: &Meta) -> syn::Result<()> {
    let path = attribute.path();
    let name = path.get_ident().map(|name| name.unraw().to_string());
    let name = name.unwrap_or_default();
    if name == "cfg_attr" {
        let conditional = attribute
            .require_list()?
            .parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated)?;
        // Whether there is a type at all is for a `cfg`, which goes on the impls as well.
        return conditional.iter().skip(1).try_for_each(|attribute| {
            if attribute
                .path()
                .get_ident()
                .is_some_and(|word| word.unraw() == "cfg")
            {
                return Err(refused(
                    attribute,
                    "write the whole condition in a `cfg` of its own",
                ));
            }
            allow(attribute)
        });
    }
    const PLAIN: [&str; 9] = [
        "allow",
        "cfg",
        "deny",
        "deprecated",
        "doc",
        "expect",
        "forbid",
        "must_use",
        "warn",
    ];
    // Not those of tools: a module may be called `clippy`, too, and have a macro in it.
    if PLAIN.contains(&&*name) {
        return Ok(());
    }
    Err(refused(
        attribute,
        if name == "derive" {
            "implement the trait by hand, by functions of C"
        } else if name == "repr" {
            "remove it: the layout is C's own"
        } else {
            "remove it: documentation, lints and `cfg` go there, and nothing that may change the type"
        },
    ))
}

fn refused(attribute: &Meta, help: &str) -> syn::Error {
    let path = attribute.path();
    let name = path.to_token_stream().to_string().replace(' ', "");
    diag::error(
        path.span(),
        format_args!("the `{name}` attribute does not go on an opaque type"),
        help,
    )
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
        for attribute in &attributes {
            allow(&attribute.meta)?;
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
            .filter(|attribute| attributes::is(attribute, "cfg"))
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
        // Said of the name, but not the user's words: a crate may forbid unsafe code.
        let at = name.span().resolved_at(Span::mixed_site());
        quote_spanned! {at=>
            #(#attributes)*
            #[allow(dead_code, reason = "the fields are there for size and variance, and nobody reads them")]
            #[repr(C)]
            #visibility #structure #name #generics #clause {
                __kelson_parameters: ::kelson::__private::core::marker::PhantomData<(#(#uses,)*)>,
                __kelson_unsized: ::kelson::__private::core::cell::UnsafeCell<[::kelson::opaque::Unknown]>,
            }

            // SAFETY: the struct is as the trait says, and so is the pointer.
            #(#conditions)*
            #[automatically_derived]
            #[allow(single_use_lifetimes, reason = "the parameters are those of the type")]
            unsafe impl #impl_generics ::kelson::opaque::Opaque for #name #arguments #clause {
                #[inline(always)]
                fn fatten(
                    pointer: ::kelson::__private::core::ptr::NonNull<::kelson::opaque::Extern<Self>>,
                ) -> ::kelson::__private::core::ptr::NonNull<Self> {
                    let empty = ::kelson::__private::core::ptr::slice_from_raw_parts_mut(
                        pointer.as_ptr().cast::<::kelson::opaque::Unknown>(),
                        0,
                    );
                    // SAFETY: it is not null, as before.
                    unsafe { ::kelson::__private::core::ptr::NonNull::new_unchecked(empty as *mut Self) }
                }
            }

            #(#conditions)*
            #[allow(dead_code, reason = "not every type is handed to C by its pointer")]
            #[allow(single_use_lifetimes, reason = "the parameters are those of the type")]
            impl #impl_generics #name #arguments #clause {
                /// The pointer, for C.
                #[inline(always)]
                #[must_use]
                #visibility fn as_ptr(&self) -> *mut ::kelson::opaque::Extern<Self> {
                    ::kelson::__private::core::ptr::from_ref(self).cast_mut().cast()
                }
            }
        }
    }
}
