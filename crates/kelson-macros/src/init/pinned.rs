// SPDX-License-Identifier: MIT OR Apache-2.0

//! `#[pinned]` and `#[pinned(drop)]`.

mod project;
mod variants;

use crate::attributes::{
    conditions as cfgs,
    is_condition,
    reprs, //
};
use crate::diag;
use crate::init::letters;
use crate::itself;
use proc_macro2::{
    Span,
    TokenStream,
    TokenTree, //
};
use quote::{
    format_ident,
    quote_spanned,
    ToTokens as _, //
};
use syn::{
    ext::IdentExt as _,
    parse::{
        Parse as _,
        Parser as _, //
    },
    spanned::Spanned,
    Attribute,
    Field,
    Fields,
    Generics,
    Ident,
    Item,
    Lifetime,
    LifetimeParam,
    Visibility, //
};

/// Tokens whose names are ours: no item or variable of the user is meant by them, or hides them.
macro_rules! ours {
    ($($token:tt)*) => {
        quote_spanned!(Span::mixed_site()=> $($token)*)
    };
}
use ours;

pub(crate) fn expand(args: TokenStream, item: TokenStream) -> TokenStream {
    if let Some((item, error)) = with_pin_on_a_field(&item) {
        return diag::beside(&item, &error);
    }
    let all = parse_args(args).and_then(|has_drop| {
        let mut parsed = syn::parse2::<Item>(item.clone())?;
        let of = match &parsed {
            Item::Struct(item) => Some((item.ident.clone(), item.generics.clone())),
            Item::Enum(item) => Some((item.ident.clone(), item.generics.clone())),
            _ => None,
        };
        if let Some((name, generics)) = of {
            itself::by_name(&mut parsed, &name, &generics)?;
        }
        expand_item(&mut parsed, has_drop)
    });
    match all {
        Ok(all) => ours!(#item #all),
        Err(error) => diag::beside(&item, &error),
    }
}

/// The `pin` attribute on a field, as pin-init has it; and the item without.
fn with_pin_on_a_field(item: &TokenStream) -> Option<(TokenStream, syn::Error)> {
    let mut item = syn::parse2::<Item>(item.clone()).ok()?;
    let fields: Vec<&mut Field> = match &mut item {
        Item::Struct(item) => item.fields.iter_mut().collect(),
        Item::Enum(item) => item
            .variants
            .iter_mut()
            .flat_map(|v| &mut v.fields)
            .collect(),
        _ => return None,
    };
    let mut found = None;
    for field in fields {
        field.attrs.retain(|attribute| {
            let is_pin = attribute.path().is_ident("pin");
            if is_pin && found.is_none() {
                found = Some(attribute.path().span());
            }
            !is_pin
        });
    }
    let error = diag::error(
        found?,
        "the `pin` attribute is not needed: the `pinned` attribute pins every field",
        "remove it",
    );
    Some((item.into_token_stream(), error))
}

/// Says what is wrong with the attributes of fields.
fn judge(fields: &Fields) -> syn::Result<()> {
    for field in fields {
        let mut attributes = field.attrs.iter();
        let found = attributes.find(|a| field.ident.is_none() && is_condition(a));
        if let Some(cfg) = found {
            return Err(diag::error(
                cfg.path().span(),
                "the `cfg` attribute on a field without a name changes which field is which",
                "give the fields names, or put the `cfg` attribute on the whole type, once for each case",
            ));
        }
    }
    Ok(())
}

/// Whether the arguments are `drop`.
fn parse_args(args: TokenStream) -> syn::Result<bool> {
    if args.is_empty() {
        return Ok(false);
    }
    let unknown = |span| {
        diag::error(
            span,
            "unknown argument of the `pinned` attribute",
            "the forms are `#[pinned]` and `#[pinned(drop)]`",
        )
    };
    let span = args.span();
    let name = Ident::parse
        .parse2(args)
        .map_err(|_: syn::Error| unknown(span))?;
    if name != "drop" {
        return Err(unknown(name.span()));
    }
    Ok(true)
}

/// The type that is to be pinned with its fields.
struct Pinned<'a> {
    vis: &'a Visibility,
    name: &'a Ident,
    generics: &'a Generics,
    fields: Vec<&'a Field>,
}

fn expand_item(item: &mut Item, has_drop: bool) -> syn::Result<TokenStream> {
    match item {
        Item::Struct(item) => {
            reject_packed(&item.attrs)?;
            judge(&item.fields)?;
            let pinned = Pinned {
                vis: &item.vis,
                name: &item.ident,
                generics: &item.generics,
                fields: item.fields.iter().collect(),
            };
            let promise = pinned.promise(has_drop);
            let projection = project::of_struct(&pinned, &item.fields);
            let order = order(&pinned);
            Ok(ours!(#promise #projection #order))
        }
        Item::Enum(item) => {
            reject_packed(&item.attrs)?;
            item.variants.iter().try_for_each(|v| judge(&v.fields))?;
            let pinned = Pinned {
                vis: &item.vis,
                name: &item.ident,
                generics: &item.generics,
                fields: item.variants.iter().flat_map(|v| &v.fields).collect(),
            };
            let promise = pinned.promise(has_drop);
            let projection = project::of_enum(&pinned, item);
            let variants = variants::constructors(&pinned, item)?;
            Ok(ours!(#promise #projection #variants))
        }
        other => {
            let kind = diag::kind_of(other);
            Err(diag::error(
                other.span(),
                format_args!(
                    "the `pinned` attribute does not go on {} {kind}",
                    diag::article(kind)
                ),
                "it goes on a struct or an enum",
            ))
        }
    }
}

/// A packed struct moves its fields when it drops them.
fn reject_packed(attributes: &[Attribute]) -> syn::Result<()> {
    fn packed(tokens: TokenStream) -> Option<Span> {
        tokens.into_iter().find_map(|token| match token {
            TokenTree::Ident(ident) if ident.unraw() == "packed" => Some(ident.span()),
            TokenTree::Group(group) => packed(group.stream()),
            _ => None,
        })
    }
    let found = reprs(attributes)
        .into_iter()
        .find_map(|repr| packed(repr.arguments));
    match found {
        None => Ok(()),
        Some(span) => Err(diag::error(
            span,
            "a packed struct cannot keep its fields where they are",
            "it moves them to drop them; remove `packed` or the `pinned` attribute",
        )),
    }
}

impl Pinned<'_> {
    /// The impls by which the type promises to keep its fields where they are, and those that keep
    /// others from breaking the promise.
    fn promise(&self, has_drop: bool) -> TokenStream {
        let Pinned { name, generics, .. } = self;
        let (impl_generics, arguments, clause) = generics.split_for_impl();
        let pin = pin_lifetime();
        let with_pin = with_pin(generics);
        let (pin_impl_generics, pin_arguments, _) = with_pin.split_for_impl();
        // The default of a parameter would be of no use here.
        let params = &with_pin.params;
        let fields = self.fields.iter().enumerate().map(|(index, field)| {
            let cfgs = cfgs(&field.attrs);
            let name = format_ident!("field_{index}", span = Span::mixed_site());
            let ty = &field.ty;
            ours!(#(#cfgs)* #name: #ty)
        });
        let all = format_ident!("__{}Fields", name);
        let predicates = clause.map(|clause| &clause.predicates);
        let comma = predicates
            .filter(|predicates| !predicates.is_empty() && !predicates.trailing_punct())
            .map(|_| ours!(,));
        let at = name.span().resolved_at(Span::mixed_site());
        let destructor = if has_drop {
            let call = quote_spanned!(at=> ::kelson::init::PinnedDrop::drop);
            ours! {
                impl #impl_generics ::kelson::init::fields::CallsPinnedDrop
                    for #name #arguments #clause {}

                impl #impl_generics ::kelson::__private::core::ops::Drop for #name #arguments #clause {
                    #[inline]
                    fn drop(&mut self) {
                        // SAFETY:
                        // - the value is being dropped, hence never used again, so it stays where
                        //   it is, as it has since it was pinned, if it was;
                        // - this is the destructor.
                        unsafe {
                            #call(
                                ::kelson::__private::core::pin::Pin::new_unchecked(self),
                                ::kelson::init::Dropping::new(),
                            )
                        }
                    }
                }
            }
        } else {
            // It is implemented for all types that have a `Drop`.
            let no_drop = quote_spanned!(at=> ::kelson::init::fields::DropOfPinnedIsPinnedDrop);
            ours!(impl #impl_generics #no_drop for #name #arguments #clause {})
        };
        ours! {
            #[allow(single_use_lifetimes, reason = "the parameters are those of the type")]
            const _: () = {
                // SAFETY:
                // - the only destructor is a `PinnedDrop`, and rustc checked that nobody writes
                //   another;
                // - `Unpin` is implemented below, so nobody implements it otherwise;
                // - the macro found no `packed`;
                // - none of the fields is hidden from drop.
                unsafe impl #impl_generics ::kelson::init::Structural
                    for #name #arguments #clause {}

                /// `Unpin` if and only if all the fields are.
                #[allow(dead_code, reason = "it is there to be type-checked")]
                #[allow(non_snake_case, reason = "the names have those of variants in them")]
                struct #all<#params> #clause {
                    of: ::kelson::__private::core::marker::PhantomData<(fn(&#name #arguments), fn(&#pin ()))>,
                    #(#fields,)*
                }

                // The lifetime keeps rustc from finding at once that a condition on a type without
                // parameters can never hold.
                impl #pin_impl_generics ::kelson::__private::core::marker::Unpin for #name #arguments
                where
                    #predicates #comma
                    #all #pin_arguments: ::kelson::__private::core::marker::Unpin,
                {}

                #destructor
            };
        }
    }
}

/// For each field that borrows, by the name of its type, a constant for each field after it.
///
/// The type of a constant says which fields it is about, so it is no use under another name.
fn order(pinned: &Pinned<'_>) -> TokenStream {
    let Pinned { name, generics, .. } = pinned;
    let mut constants = TokenStream::new();
    for (index, field) in pinned.fields.iter().enumerate() {
        let syn::Type::Path(ty) = &field.ty else {
            continue;
        };
        let is_borrower = ty
            .path
            .segments
            .last()
            .is_some_and(|s| s.ident == "SelfRef");
        if !is_borrower {
            continue;
        }
        for later in &pinned.fields[index + 1..] {
            let (Some(first), Some(second)) = (&field.ident, &later.ident) else {
                continue;
            };
            let cfgs = cfgs(&field.attrs).chain(cfgs(&later.attrs));
            let constant = format_ident!("{}_is_declared_before_{}", first, second);
            let (one, other) = (letters(first), letters(second));
            constants.extend(ours! {
                #(#cfgs)*
                #[doc(hidden)]
                #[allow(dead_code, reason = "not every pair of fields is made one from the other")]
                #[allow(non_upper_case_globals, reason = "the names are made for messages")]
                // SAFETY: that is the order in which they are declared.
                const #constant: ::kelson::init::fields::DeclaredBefore<Self, #one, #other> =
                    unsafe { ::kelson::init::fields::DeclaredBefore::new() };
            });
        }
    }
    if constants.is_empty() {
        return constants;
    }
    let (impl_generics, arguments, clause) = generics.split_for_impl();
    ours!(#[allow(single_use_lifetimes, reason = "the parameters are those of the type")] impl #impl_generics #name #arguments #clause { #constants })
}

/// The lifetime for which something is pinned.
fn pin_lifetime() -> Lifetime {
    Lifetime::new("'__pin", Span::mixed_site())
}

/// The parameters, without defaults, and before them the lifetime for which something is pinned.
fn with_pin(generics: &Generics) -> Generics {
    let mut generics = without_defaults(generics);
    let pin = LifetimeParam::new(pin_lifetime());
    generics.params.insert(0, pin.into());
    generics
}

/// The parameters, without defaults.
fn without_defaults(generics: &Generics) -> Generics {
    let mut generics = generics.clone();
    generics.lt_token.get_or_insert_with(Default::default);
    generics.gt_token.get_or_insert_with(Default::default);
    for param in &mut generics.params {
        match param {
            syn::GenericParam::Type(param) => {
                param.eq_token = None;
                param.default = None;
            }
            syn::GenericParam::Const(param) => {
                param.eq_token = None;
                param.default = None;
            }
            syn::GenericParam::Lifetime(_) => (),
        }
    }
    generics
}
