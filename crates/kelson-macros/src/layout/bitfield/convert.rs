// SPDX-License-Identifier: MIT OR Apache-2.0

//! How a field's bits become a value, and a value its bits.

use super::{
    access::bits,
    crate_at,
    field::Model,
    parse::{
        Conversion,
        Register, //
    },
};
use proc_macro2::{
    Span,
    TokenStream,
    TokenTree, //
};
use quote::quote_spanned;
use syn::{
    spanned::Spanned,
    Token, //
};

/// The parts of a field's methods that depend on its type.
pub(super) struct Conversions {
    /// The type of the value.
    pub(super) ty: TokenStream,
    /// What the getter returns.
    pub(super) returned: TokenStream,
    /// The value, from `bits`, which has no bit beyond the field.
    pub(super) decode: TokenStream,
    /// The bits, from `value`.
    pub(super) encode: TokenStream,
    /// What setters take is any type that fits.
    pub(super) fits: Option<TokenStream>,
    /// `const`, unless methods of traits are called.
    pub(super) constness: Option<Token![const]>,
}

pub(super) fn conversions(
    krate: &TokenTree,
    register: &Register,
    model: &Model<'_>,
) -> Conversions {
    let (word, width) = (&register.word, model.width());
    let all_bits = bits(krate, word);
    let constness = Some(Token![const](Span::mixed_site()));
    let bounded = ours!(#krate::bitfield::Bounded::<#word, #width>);
    let invalid = ours!(#krate::bitfield::InvalidBits);
    let of = |ty: &syn::Type| {
        // An error that says the type is none for a field is at the type.
        let at = ty.span().resolved_at(Span::mixed_site());
        let krate = crate_at(krate, at);
        (
            quote_spanned!(at=> <#ty as #krate::Bits>::Raw),
            quote_spanned!(at=> <#ty as #krate::Bits>::CODEC),
        )
    };
    match &model.field.conversion {
        Conversion::None => Conversions {
            returned: bounded.clone(),
            decode: ours!(#bounded::truncate(bits)),
            encode: ours!(#bounded::from_fitting(value).get()),
            fits: Some(ours!(#word)),
            ty: bounded,
            constness,
        },
        Conversion::Signed => {
            let signed = word.signed();
            let number = ours!(#krate::bitfield::Bounded::<#signed, #width>);
            Conversions {
                returned: number.clone(),
                decode: ours!(#number::truncate(bits as #signed)),
                // A negative number has ones above the field.
                encode: ours!(#number::from_fitting(value).get() as #word & #all_bits::ones(#width)),
                fits: Some(ours!(#signed)),
                ty: number,
                constness,
            }
        }
        Conversion::Total(_, ty) if model.field.words.from => Conversions {
            ty: ours!(#ty),
            returned: ours!(#ty),
            decode: quote_spanned!(ty.span().resolved_at(Span::mixed_site())=> <#ty as ::kelson::__private::core::convert::From<#bounded>>::from(#bounded::truncate(bits))),
            encode: quote_spanned!(ty.span().resolved_at(Span::mixed_site())=> <#bounded as ::kelson::__private::core::convert::From<#ty>>::from(value).get()),
            fits: None,
            constness: None,
        },
        Conversion::Partial(_, ty) if model.field.words.from => Conversions {
            ty: ours!(#ty),
            returned: ours! {
                ::kelson::__private::core::result::Result<#ty, <#ty as ::kelson::__private::core::convert::TryFrom<#bounded>>::Error>
            },
            decode: quote_spanned!(ty.span().resolved_at(Span::mixed_site())=> <#ty as ::kelson::__private::core::convert::TryFrom<#bounded>>::try_from(#bounded::truncate(bits))),
            encode: quote_spanned!(ty.span().resolved_at(Span::mixed_site())=> <#bounded as ::kelson::__private::core::convert::From<#ty>>::from(value).get()),
            fits: None,
            constness: None,
        },
        Conversion::Total(_, ty) => {
            let (raw, codec) = of(ty);
            Conversions {
                ty: ours!(#ty),
                returned: ours!(#ty),
                decode: ours!(#codec.decode_all(bits as #raw)),
                encode: ours!(#codec.encode(value) as #word),
                fits: None,
                constness,
            }
        }
        Conversion::Partial(_, ty) => {
            let (raw, codec) = of(ty);
            Conversions {
                ty: ours!(#ty),
                returned: ours!(::kelson::__private::core::result::Result<#ty, #invalid<#word>>),
                // The field may have more bits than the integer that the type is made from.
                decode: ours! {{
                    let raw = bits as #raw;
                    match #codec.decode(raw) {
                        ::kelson::__private::core::option::Option::Some(value) if raw as #word == bits => {
                            ::kelson::__private::core::result::Result::Ok(value)
                        }
                        _ => ::kelson::__private::core::result::Result::Err(#invalid { bits }),
                    }
                }},
                encode: ours!(#codec.encode(value) as #word),
                fits: None,
                constness,
            }
        }
    }
}
