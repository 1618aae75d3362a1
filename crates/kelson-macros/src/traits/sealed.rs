// SPDX-License-Identifier: MIT OR Apache-2.0

//! `#[sealed]`: a supertrait that other crates cannot name.

use crate::diag;
use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::parse::{Parse, ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{
    parse_quote_spanned, GenericParam, Generics, Item, ItemImpl, ItemTrait, Path, Token, Type,
    TypeParamBound,
};

pub(crate) fn expand(args: TokenStream, item: TokenStream) -> TokenStream {
    let expanded = syn::parse2::<Item>(item.clone()).and_then(|model| match model {
        Item::Trait(model) => on_trait(args, model),
        Item::Impl(model) => on_impl(args, model),
        other => Err(diag::error(
            other.span(),
            format_args!(
                "`#[sealed]` goes on a trait or on an impl of one, not on {} {}",
                diag::article(diag::kind_of(&other)),
                diag::kind_of(&other)
            ),
            "put it on the trait",
        )),
    });
    expanded.unwrap_or_else(|error| diag::beside(&item, &error))
}

/// A type in the list, after generic parameters of its own: `<T: Copy> Cell<T>`.
struct Member {
    generics: Generics,
    ty: Type,
}

impl Parse for Member {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        Ok(Member {
            generics: input.parse()?,
            ty: input.parse()?,
        })
    }
}

/// The trait beside the user's, which holds the seal.
fn seal_of(name: &Ident) -> Ident {
    format_ident!("__Seal_{}", name, span = name.span())
}

fn on_trait(args: TokenStream, mut model: ItemTrait) -> syn::Result<TokenStream> {
    let members = Punctuated::<Member, Token![,]>::parse_terminated.parse2(args)?;
    let name = &model.ident;
    let seal = seal_of(name);
    let message = format!("the trait `{name}` is sealed and cannot be implemented for `{{Self}}`");
    let (label, note) = if members.is_empty() {
        (
            format!("no `#[sealed] impl {name}` for `{{Self}}`"),
            format!(
                "only the crate that declares `{name}` can implement it, with `#[sealed] impl`"
            ),
        )
    } else {
        let list: Vec<String> = members
            .iter()
            .map(|member| format!("`{}`", spelled(&member.ty)))
            .collect();
        (
            format!("`{{Self}}` is not one of the types that `{name}` is sealed to"),
            format!("`{name}` is for {} only", list.join(", ")),
        )
    };

    // An impl names the seal with the arguments it gives to the trait, so the seal has the same
    // parameters. The impls of a list are ours and need none.
    let params = if members.is_empty() {
        unbounded(&model.generics)
    } else {
        Generics::default()
    };
    let (_, arguments, _) = params.split_for_impl();
    let supertrait: TypeParamBound = parse_quote_spanned!(name.span()=> #seal #arguments);
    model
        .colon_token
        .get_or_insert_with(|| Token![:](name.span()));
    model.supertraits.insert(0, supertrait);

    let impls = members.iter().map(|Member { generics, ty }| {
        let (params, _, bounds) = generics.split_for_impl();
        quote_spanned!(ty.span()=> impl #params #seal for #ty #bounds {})
    });
    Ok(quote! {
        #[allow(private_bounds, reason = "that the bound is more private than the trait is what seals it")]
        #model

        #[allow(non_camel_case_types, reason = "its name has that of the sealed trait in it")]
        #[diagnostic::on_unimplemented(message = #message, label = #label, note = #note)]
        pub(crate) trait #seal #params {}

        #(#impls)*
    })
}

/// The same parameters with their defaults and nothing demanded of them.
fn unbounded(generics: &Generics) -> Generics {
    let mut params = generics.clone();
    params.where_clause = None;
    for param in &mut params.params {
        match param {
            GenericParam::Lifetime(lifetime) => {
                lifetime.attrs.clear();
                lifetime.colon_token = None;
                lifetime.bounds.clear();
            }
            GenericParam::Type(ty) => {
                ty.attrs.clear();
                ty.colon_token = Some(Token![:](ty.ident.span()));
                ty.bounds = parse_quote_spanned!(ty.ident.span()=> ?::kelson::__private::core::marker::Sized);
            }
            GenericParam::Const(constant) => constant.attrs.clear(),
        }
    }
    params
}

/// `in crate::bus`, the module of a trait that the impl names by a `use`.
struct Home(Option<Path>);

impl Parse for Home {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        if input.is_empty() {
            return Ok(Home(None));
        }
        let found = input.span();
        if input.parse::<Option<Token![in]>>()?.is_none() {
            return Err(diag::error(
                found,
                "on an impl, `#[sealed]` takes no types",
                "the list of types goes on the trait; the trait's module is given by `#[sealed(in crate::module)]`",
            ));
        }
        Ok(Home(Some(input.call(Path::parse_mod_style)?)))
    }
}

fn on_impl(args: TokenStream, model: ItemImpl) -> syn::Result<TokenStream> {
    let Home(home) = syn::parse2(args)?;
    let Some((negative, path, _)) = &model.trait_ else {
        return Err(diag::error(
            model.self_ty.span(),
            "`#[sealed]` goes on the impl of a trait",
            "an impl without a trait needs no seal",
        ));
    };
    if let Some(bang) = negative {
        return Err(diag::error(
            bang.span(),
            "a negative impl needs no seal",
            "remove `#[sealed]` here",
        ));
    }
    let Some(last) = path.segments.last() else {
        return Err(syn::Error::new(
            Span::call_site(),
            "expected the path of a trait",
        ));
    };
    let seal = seal_of(&last.ident);
    let arguments = &last.arguments;
    let to_module = match &home {
        Some(home) => quote!(#home ::),
        None => {
            let leading = &path.leading_colon;
            let modules = path.segments.iter().take(path.segments.len() - 1);
            quote!(#leading #(#modules ::)*)
        }
    };
    let (params, _, bounds) = model.generics.split_for_impl();
    let ty = &model.self_ty;
    Ok(quote! {
        impl #params #to_module #seal #arguments for #ty #bounds {}
        #model
    })
}

/// A type as a person writes it: the tokens' own text, without the blanks between them that
/// carry no meaning.
fn spelled(ty: &Type) -> String {
    let mut text = quote!(#ty).to_string();
    for (from, to) in [
        (" :: ", "::"),
        (" < ", "<"),
        (" >", ">"),
        (" , ", ", "),
        ("& ", "&"),
        ("* const", "*const"),
        ("* mut", "*mut"),
        (" ;", ";"),
    ] {
        text = text.replace(from, to);
    }
    text
}
