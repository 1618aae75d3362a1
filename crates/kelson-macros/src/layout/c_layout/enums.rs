// SPDX-License-Identifier: MIT OR Apache-2.0

//! Enums, in the integer that C takes for them, with every value that C may put there.

use super::{
    derives, helpers,
    options::{
        self,
        Options, //
    },
    ours,
};
use crate::attributes;
use crate::diag;
use proc_macro2::{
    Span,
    TokenStream, //
};
use quote::quote_spanned;
use syn::ext::IdentExt as _;
use syn::{
    spanned::Spanned,
    Fields,
    ItemEnum, //
};

pub(crate) fn expand(options: Options, item: ItemEnum) -> syn::Result<TokenStream> {
    check(&options, &item)?;
    let ItemEnum {
        attrs,
        vis,
        ident: name,
        variants,
        ..
    } = &item;
    let helpers = helpers();
    let is_packed = options.packed.is_some();
    let kept = derives::without_ours(attrs);
    let count = variants.len();
    // As in C, one more than the one before, from 0. C23 takes a larger type where that is needed.
    let values = variants.iter().enumerate().map(|(index, variant)| {
        let value = match (&variant.discriminant, index) {
            (Some((_, value)), _) => {
                let at = value.span().resolved_at(Span::mixed_site());
                quote_spanned!(at=> (#value) as ::kelson::__private::core::primitive::i128)
            }
            (None, 0) => ours!(0),
            (None, _) => {
                let before = index - 1;
                ours!(values[#before] + 1)
            }
        };
        ours!(values[#index] = #value;)
    });
    let constants = variants.iter().enumerate().map(|(index, variant)| {
        let ident = &variant.ident;
        let attrs = variant.attrs.iter().filter(|a| !attributes::is(a, "default"));
        ours! {
            #(#attrs)*
            pub const #ident: Self = Self(Self::__VALUES[#index] as <Self as ::kelson::c_layout::Enum>::Raw);
        }
    });
    let names = variants.iter().map(|v| {
        let (ident, text) = (&v.ident, v.ident.to_string());
        (ours!(Self::#ident.0), text)
    });
    let (patterns, texts): (Vec<_>, Vec<_>) = names.unzip();
    let known = patterns.iter();
    let shown = patterns.iter().zip(&texts);
    let shown = shown.map(|(value, text)| {
        ours! {
            if self.0 == #value {
                return f.write_str(#text);
            }
        }
    });
    let unknown = ours!(
        (&mut f.debug_tuple(::kelson::__private::core::stringify!(#name)))
            .field(&self.0)
            .finish()
    );
    let raw = ours!(<#helpers::enums::Integer<
        { #name::__INTEGER.0 },
        { #name::__INTEGER.1 },
    > as #helpers::enums::ToInteger>::T);
    let span = name.span();
    let too_wide = quote_spanned! {span=>
        ::kelson::__private::core::assert!(#name::__FITS, "no integer of C holds all these values")
    };
    let counted = (1..count).filter(|index| variants[*index].discriminant.is_none());
    let no_next = counted.map(|index| {
        let before = index - 1;
        let ident = &variants[index].ident;
        let message = format!("`{ident}` comes after the largest value of a 64-bit integer, where C compilers do not agree how to count on; give `{ident}` a value of its own");
        quote_spanned! {ident.span()=>
            ::kelson::__private::core::assert!(#helpers::enums::has_next(#name::__VALUES[#before]), #message);
        }
    });
    // Another attribute below ours may change the type.
    let changed = format!("`{name}` is not the integer that the `c_layout` attribute made of it; remove the attribute that changes it");
    let is_whole = quote_spanned! {span=>
        ::kelson::__private::core::assert!(::kelson::__private::core::mem::size_of::<#name>() == ::kelson::__private::core::mem::size_of::<#raw>(), #changed)
    };
    let open_size = if is_packed {
        TokenStream::new()
    } else {
        let check = quote_spanned! {span=>
            ::kelson::__private::core::assert!(
                !#helpers::enums::SIZE_IS_OPEN,
                "here the size of an enum depends on C's `-fshort-enums`; `#[c_layout(packed)]` is what it is with that option"
            )
        };
        ours!(const _: () = #check;)
    };
    let derived = item_derives(attrs);
    let always = [
        ("Clone", ours!(::kelson::__private::core::clone::Clone)),
        ("Copy", ours!(::kelson::__private::core::marker::Copy)),
        (
            "PartialEq",
            ours!(::kelson::__private::core::cmp::PartialEq),
        ),
        ("Eq", ours!(::kelson::__private::core::cmp::Eq)),
    ];
    let asked = [
        ("Hash", ours!(::kelson::__private::core::hash::Hash)),
        ("Ord", ours!(::kelson::__private::core::cmp::Ord)),
        (
            "PartialEq",
            ours!(::kelson::__private::core::cmp::PartialEq),
        ),
        (
            "PartialOrd",
            ours!(::kelson::__private::core::cmp::PartialOrd),
        ),
    ];
    let is_derived = |name: &str| derived.iter().any(|d| d == name);
    let extra = always.iter().filter(|(name, _)| !is_derived(name));
    let extra = extra.map(|(_, path)| path);
    let native = asked.iter().filter(|(name, _)| is_derived(name));
    let native = native.map(|(_, path)| path);
    let default = default(&item, &derived)?;
    Ok(ours! {
        #(#kept)*
        #[derive(#(#extra,)* #(#native),*)]
        #[repr(transparent)]
        #vis struct #name(#raw);

        #[allow(dead_code, reason = "a driver uses those values that it needs")]
        #[allow(non_upper_case_globals, reason = "the values have the names of variants")]
        #[allow(clippy::unnecessary_cast, reason = "which integer it is, the values say")]
        impl #name {
            #[doc(hidden)]
            const __VALUES: [::kelson::__private::core::primitive::i128; #count] = {
                #[allow(unused_mut, reason = "there may be one value, 0")]
                let mut values = [0; #count];
                #(#values)*
                values
            };

            #[doc(hidden)]
            const __FITS: ::kelson::__private::core::primitive::bool = #helpers::enums::integer(&Self::__VALUES, #is_packed).0 != 0;

            #[doc(hidden)]
            const __INTEGER: (::kelson::__private::core::primitive::usize, ::kelson::__private::core::primitive::bool) = if Self::__FITS {
                #helpers::enums::integer(&Self::__VALUES, #is_packed)
            } else {
                (4, false)
            };

            #(#constants)*

            /// The value that C has, known here or not.
            #[inline]
            pub const fn from_raw(raw: <Self as ::kelson::c_layout::Enum>::Raw) -> Self {
                Self(raw)
            }

            /// The integer.
            #[inline]
            pub const fn raw(self) -> <Self as ::kelson::c_layout::Enum>::Raw {
                self.0
            }

            /// Whether the value is one of those that have a name.
            #[inline]
            pub const fn is_known(self) -> ::kelson::__private::core::primitive::bool {
                false #(|| self.0 == #known)*
            }
        }

        const _: () = {
            #(#no_next)*
            #too_wide
        };
        const _: () = #is_whole;
        #open_size

        #default

        impl ::kelson::c_layout::Enum for #name {
            type Raw = #raw;
        }

        // SAFETY: `from_raw` makes one of that integer alone, and it has no other byte, as asserted.
        unsafe impl ::kelson::c_layout::Base for #name {
            const WIDTH: ::kelson::__private::core::primitive::u32 = <#raw as ::kelson::c_layout::Base>::WIDTH;
            const SIGNED: ::kelson::__private::core::primitive::bool = <#raw as ::kelson::c_layout::Base>::SIGNED;
        }

        impl ::kelson::__private::core::fmt::Debug for #name {
            fn fmt(&self, f: &mut ::kelson::__private::core::fmt::Formatter<'_>) -> ::kelson::__private::core::fmt::Result {
                #(#shown)*
                #unknown
            }
        }
    })
}

/// What `derive(Default)` and the `default` attribute ask for.
fn default(item: &ItemEnum, derived: &[String]) -> syn::Result<Option<TokenStream>> {
    if !derived.iter().any(|name| name == "Default") {
        return Ok(None);
    }
    let marked = item
        .variants
        .iter()
        .find(|v| v.attrs.iter().any(|a| attributes::is(a, "default")));
    let Some(variant) = marked else {
        return Err(diag::error(
            item.ident.span(),
            format_args!("no value of `{}` is marked as the default", item.ident),
            "put `#[default]` on one of them",
        ));
    };
    let (name, variant) = (&item.ident, &variant.ident);
    Ok(Some(ours! {
        impl ::kelson::__private::core::default::Default for #name {
            #[inline]
            fn default() -> Self {
                Self::#variant
            }
        }
    }))
}

/// The names of the derives that the user wrote.
fn item_derives(attrs: &[syn::Attribute]) -> Vec<String> {
    derives::paths(attrs)
        .iter()
        .filter_map(|path| Some(path.segments.last()?.ident.unraw().to_string()))
        .collect()
}

fn check(options: &Options, item: &ItemEnum) -> syn::Result<()> {
    options::check_repr(&item.attrs)?;
    if let Some(option) = options.pack.as_ref().or(options.align.as_ref()) {
        return Err(diag::error(
            option.span(),
            "an enum has no alignment of its own",
            "an enum can be `c_layout` or `c_layout(packed)`",
        ));
    }
    if let Some(span) = options.no_new {
        return Err(diag::error(
            span,
            "an enum has no `new` to be without",
            "an enum can be `c_layout` or `c_layout(packed)`",
        ));
    }
    if let Some(parameter) = item.generics.params.first() {
        return Err(diag::error(
            parameter.span(),
            "an enum of C has no parameters",
            "remove them",
        ));
    }
    if item.variants.is_empty() {
        return Err(diag::error(
            item.ident.span(),
            "an enum of C has at least one value",
            "name one, or use an integer",
        ));
    }
    for variant in &item.variants {
        if !matches!(variant.fields, Fields::Unit) {
            return Err(diag::error(
                variant.fields.span(),
                format_args!("`{}` holds data, which no enum of C does", variant.ident),
                "use a struct of an enum and a union",
            ));
        }
        let depends =
            |a: &&syn::Attribute| attributes::is(a, "cfg") || attributes::is(a, "cfg_attr");
        if let Some(cfg) = variant.attrs.iter().find(depends) {
            return Err(diag::error(
                cfg.path().span(),
                "a value of an enum here cannot depend on the configuration",
                "put `#[cfg(..)]` on the enum, once for each form",
            ));
        }
    }
    Ok(())
}
