// SPDX-License-Identifier: MIT OR Apache-2.0

//! What is wrong with the fields of a register, as far as the macro can see, and the constants that
//! look at the rest.

use super::{
    crate_at,
    field::{
        cfgs,
        Model, //
    },
    parse::{
        Bound,
        Conversion,
        Register, //
    },
};
use crate::diag;
use proc_macro2::{
    Span,
    TokenStream,
    TokenTree, //
};
use quote::{
    quote,
    quote_spanned,
    ToTokens, //
};
use std::collections::HashMap;
use syn::spanned::Spanned;

/// Errors, and marks fields that are out of range.
pub(super) fn errors(register: &Register, models: &mut [Model<'_>]) -> Vec<syn::Error> {
    let mut errors: Vec<syn::Error> = models
        .iter_mut()
        .filter_map(|model| out_of_range(register, model))
        .collect();
    for later in 1..models.len() {
        let (earlier, later) = (&models[..later], &models[later]);
        errors.extend(earlier.iter().find_map(|earlier| overlap(earlier, later)));
    }
    errors.extend(names(models));
    errors
}

/// What the macro can say about a range of literal numbers, and of an array of them.
fn out_of_range(register: &Register, model: &mut Model<'_>) -> Option<syn::Error> {
    let known = model.known?;
    let (name, top) = (&model.text, register.word.bits - 1);
    let at = |bound: &Bound| match bound {
        Bound::Literal(_, span) | Bound::Const(_, span) => *span,
    };
    let (word, register) = (register.word.name, &register.name);
    let error = if known.hi < known.lo {
        diag::error(
            at(&model.field.hi),
            format!(
                "`{name}` has no bits: its highest, {}, is below its lowest, {}",
                known.hi, known.lo
            ),
            format!(
                "write the highest bit first, as in `{}:{}`",
                known.lo, known.hi
            ),
        )
    } else if known.hi > top {
        diag::error(
            at(&model.field.hi),
            format!(
                "`{name}` has bit {}, and the highest bit of `{register}` is {top}",
                known.hi
            ),
            format!("`{word}` has {} bits, which are counted from 0", top + 1),
        )
    } else if let Some(array) = model.array() {
        let width = known.hi - known.lo + 1;
        let end = u64::from(known.hi)
            + (known.len as u64)
                .saturating_sub(1)
                .saturating_mul(u64::from(known.stride));
        let stride_span = array
            .stride
            .as_ref()
            .map_or(array.len.span(), Spanned::span);
        if known.len == 0 {
            diag::error(
                array.len.span(),
                format!("`{name}` is an array of no elements"),
                "leave the field out",
            )
        } else if known.stride < width {
            diag::error(
                stride_span,
                format!(
                    "the elements of `{name}` overlap: they have {width} bits and are {} apart",
                    known.stride
                ),
                format!("the stride is at least {width}, which it is if you do not write it"),
            )
        } else if end > u64::from(top) {
            diag::error(
                array.len.span(),
                format!("the last element of `{name}` ends with bit {end}, and the highest bit of `{register}` is {top}"),
                format!("an array starts with the element at the range that is written, here {}:{}", known.hi, known.lo),
            )
        } else {
            return None;
        }
    } else {
        return None;
    };
    model.wrong = true;
    Some(error)
}

/// An error if two fields of literal numbers have a common bit.
fn overlap(earlier: &Model<'_>, later: &Model<'_>) -> Option<syn::Error> {
    // What is behind a `cfg` may not be there: the constants see to that.
    let is_known =
        |model: &Model<'_>| !model.wrong && !model.is_conditional() && !model.field.words.overlay;
    let (first, second) = (earlier.known?, later.known?);
    if !is_known(earlier) || !is_known(later) {
        return None;
    }
    let common = first.mask() & second.mask();
    if common == 0 {
        return None;
    }
    let (earlier, name) = (&earlier.text, &later.text);
    Some(diag::error(
        later.field.name.span(),
        format!("`{name}` overlaps `{earlier}` in bit {}", common.trailing_zeros()),
        format!("correct the range, or write `overlay` before it if `{name}` is another view of these bits"),
    ))
}

/// Errors about items of one name, and marks fields that have no items because of it.
fn names(models: &mut [Model<'_>]) -> Vec<syn::Error> {
    let mut taken: HashMap<String, (usize, &str)> = HashMap::new();
    let mut errors = Vec::new();
    for index in 0..models.len() {
        let model = &models[index];
        let (name, span) = (&model.text, model.field.name.span());
        if ["from_raw", "into_raw", "into", "zeroed"].contains(&name.as_str())
            || name.starts_with("__")
        {
            errors.push(diag::error(
                span,
                format!("a field cannot be called `{name}`"),
                "give it another name: `from_raw`, `into_raw`, `into`, `zeroed` and what starts with `__` are the register's own",
            ));
            models[index].nameless = true;
            continue;
        }
        let items = items(model);
        let clash = items.iter().find_map(|(item, what)| {
            let (other, other_what) = taken.get(item)?;
            let other = &models[*other];
            // What is behind a `cfg` may not be there; if it is, rustc tells.
            let may_differ = other.is_conditional() || model.is_conditional();
            (!may_differ).then_some((item, *what, &other.text, *other_what))
        });
        match clash {
            None => taken.extend(items.into_iter().map(|(item, what)| (item, (index, what)))),
            Some((item, what, other, other_what)) => {
                errors.push(if other == name {
                    diag::error(
                        span,
                        format!("there are two fields `{name}`"),
                        "give each its own name",
                    )
                } else {
                    diag::error(
                        span,
                        format!("`{item}` is {what} of `{name}` and {other_what} of `{other}`"),
                        "give one of the fields another name",
                    )
                });
                models[index].nameless = true;
            }
        }
    }
    errors
}

/// The names of a field's items that another may have too, and what they are.
fn items(model: &Model<'_>) -> Vec<(String, &'static str)> {
    let name = &model.text;
    let mut items = vec![
        (name.clone(), "the getter"),
        (format!("with_{name}"), "a setter"),
        (format!("set_{name}"), "a setter"),
        (format!("try_with_{name}"), "a setter"),
        (format!("with_const_{name}"), "a setter"),
        (model.constant("_MASK").to_string(), "a constant"),
    ];
    if model.array().is_some() {
        items.push((format!("try_{name}"), "a getter"));
        items.push((format!("const_{name}"), "a getter"));
    }
    items
}

/// The constants that look at what the macro does not know.
pub(super) fn checks(krate: &TokenTree, register: &Register, models: &[Model<'_>]) -> TokenStream {
    let mut checks = TokenStream::new();
    for (index, model) in models.iter().enumerate() {
        if !model.wrong && !model.nameless {
            checks.extend(of_place(krate, register, model));
            checks.extend(of_type(krate, register, model));
            checks.extend(of_neighbours(krate, register, &models[..index], model));
        }
    }
    checks
}

/// A constant at the user's token. What is called there says where it was called.
fn check(
    krate: &TokenTree,
    register: &Register,
    model: &Model<'_>,
    span: Span,
    call: TokenStream,
) -> TokenStream {
    let span = span.resolved_at(Span::mixed_site());
    let krate = crate_at(krate, span);
    let cfgs = cfgs(&register.attrs).chain(model.cfgs());
    quote_spanned! {span=>
        #(#cfgs)*
        const _: () = #krate::__private::bitfield::check::#call;
    }
}

fn of_place(krate: &TokenTree, register: &Register, model: &Model<'_>) -> TokenStream {
    if model.known.is_some() {
        return TokenStream::new();
    }
    let (name, word) = (&model.text, &register.word);
    let place = model.place();
    let span = match &model.field.hi {
        Bound::Const(_, span) | Bound::Literal(_, span) => *span,
    };
    let at = span.resolved_at(Span::mixed_site());
    let mut checks = check(
        krate,
        register,
        model,
        span,
        quote_spanned!(at=> range(#name, #place, #word::BITS)),
    );
    if let Some(array) = model.array() {
        let at = array.len.span().resolved_at(Span::mixed_site());
        checks.extend(check(
            krate,
            register,
            model,
            array.len.span(),
            quote_spanned!(at=> array(#name, #place, #word::BITS)),
        ));
    }
    checks
}

fn of_type(krate: &TokenTree, register: &Register, model: &Model<'_>) -> TokenStream {
    let (arrow, ty, fallible) = match &model.field.conversion {
        Conversion::Total(arrow, ty) => (*arrow, ty, false),
        Conversion::Partial(arrow, ty) => (*arrow, ty, true),
        Conversion::None | Conversion::Signed => return TokenStream::new(),
    };
    if model.field.words.from {
        return TokenStream::new();
    }
    let (name, place) = (&model.text, model.place());
    let spelled = spelled(ty);
    // That a type is none for a field is the same error wherever it is found, and so told once.
    let at = ty.span().resolved_at(Span::mixed_site());
    let here = crate_at(krate, at);
    let bits = quote_spanned!(at=> <#ty as #here::Bits>);
    let ty_of = quote_spanned! {at=>
        #here::__private::bitfield::check::Type {
            name: #spelled,
            width: #bits::WIDTH,
            exhaustive: #bits::EXHAUSTIVE,
            exact: #bits::EXACT,
        }
    };
    let mut checks = check(
        krate,
        register,
        model,
        ty.span(),
        quote_spanned!(at=> width(#name, #place, #ty_of)),
    );
    let at = arrow.resolved_at(Span::mixed_site());
    checks.extend(check(
        krate,
        register,
        model,
        arrow,
        quote_spanned!(at=> arrow(#name, #place, #ty_of, #fallible)),
    ));
    checks
}

/// A type as it is written, but for the blanks.
fn spelled(ty: &syn::Type) -> String {
    ty.to_token_stream().to_string().replace(' ', "")
}

fn of_neighbours(
    krate: &TokenTree,
    register: &Register,
    earlier: &[Model<'_>],
    later: &Model<'_>,
) -> TokenStream {
    let is_known = |model: &Model<'_>| model.known.is_some() && !model.is_conditional();
    let others: Vec<TokenStream> = earlier
        .iter()
        .filter(|other| !other.wrong && !other.nameless && !other.field.words.overlay)
        .filter(|other| !(is_known(other) && is_known(later)))
        .map(|other| {
            let (cfgs, name, place) = (other.cfgs(), &other.text, other.place());
            quote!(#(#cfgs)* (#name, #place))
        })
        .collect();
    if others.is_empty() || later.field.words.overlay {
        return TokenStream::new();
    }
    let (name, place, span) = (&later.text, later.place(), later.field.name.span());
    let at = span.resolved_at(Span::mixed_site());
    check(
        krate,
        register,
        later,
        span,
        quote_spanned!(at=> apart(#name, #place, &[#(#others),*])),
    )
}
