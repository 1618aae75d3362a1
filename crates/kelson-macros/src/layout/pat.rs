// SPDX-License-Identifier: MIT OR Apache-2.0

//! `pat!`. The types that it expands to are in the library.

use crate::diag;
use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::{quote, quote_spanned, ToTokens};
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::spanned::Spanned;
use syn::{Expr, RangeLimits, Token, Type};

const FORM: &str = "write the range as in `pat!(u32 is 0..=99)`";
const CONSTANT: &str = "write the constant as in `pat!(5 in Percent)`";

/// The types of the language that have ranges here.
const HAVE_RANGES: [&str; 11] = [
    "u8", "u16", "u32", "u64", "usize", "i8", "i16", "i32", "i64", "isize", "char",
];

/// Others that may be thought to have some.
const HAVE_NONE: [&str; 7] = ["u128", "i128", "f32", "f64", "bool", "str", "String"];

/// The name of a type of the language, if it is written as one.
fn primitive(ty: &Type) -> Option<String> {
    let name = match ty {
        Type::Group(group) => return primitive(&group.elem),
        Type::Path(path) => path.path.get_ident()?.to_string(),
        _ => return None,
    };
    (HAVE_RANGES.contains(&&*name) || HAVE_NONE.contains(&&*name)).then_some(name)
}

pub(crate) fn expand(input: TokenStream) -> TokenStream {
    // `in` is a keyword, and in neither form at another place.
    let is_value = input.clone().into_iter().any(|token| is_word(&token, "in"));
    let expanded = if is_value {
        syn::parse2::<Constant>(input).map(|constant| constant.expand())
    } else {
        syn::parse2::<Pattern>(input).map(|pattern| pattern.expand())
    };
    expanded.unwrap_or_else(|error| error.to_compile_error())
}

fn is_word(token: &TokenTree, word: &str) -> bool {
    matches!(token, TokenTree::Ident(ident) if ident == word)
}

/// `VALUE in TYPE`.
struct Constant {
    value: Expr,
    of: Type,
}

impl Parse for Constant {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let found = input.span();
        let value = input
            .parse()
            .map_err(|_| diag::error(found, "expected a value before `in`", CONSTANT))?;
        let found = input.span();
        if input.parse::<Option<Token![in]>>()?.is_none() {
            return Err(diag::error(found, "expected `in` and a type", CONSTANT));
        }
        let found = input.span();
        let of = input.parse::<Type>().map_err(|_| {
            diag::error(
                found,
                "expected a type that is made by `pat!`",
                format_args!("{CONSTANT}; for the type, {FORM}"),
            )
        })?;
        if !input.is_empty() {
            return Err(diag::error(
                input.span(),
                "expected the end of the type",
                format_args!("{CONSTANT}; for the type, {FORM}"),
            ));
        }
        if let Some(name) = primitive(&of) {
            return Err(diag::error(
                of.span(),
                format_args!("`{name}` is not a range"),
                format_args!("write a type that is made by `pat!`, as in `type Percent = pat!({name} is 0..=99);`"),
            ));
        }
        Ok(Constant { value, of })
    }
}

impl Constant {
    fn expand(&self) -> TokenStream {
        let Constant { value, of } = self;
        let (first, last) = ends(value.to_token_stream());
        let arguments = call(quote_spanned!(last=> __kelson_value), last);
        let function = quote_spanned!(first=> <#of>::constant);
        quote_spanned! {of.span()=> const {
            let __kelson_value: <#of as ::kelson::AnyRange>::Prim = #value;
            #function #arguments
        }}
    }
}

/// The arguments of a call that ends at `last`. What the compiler finds wrong with their values it
/// says of the whole call, which begins and ends with its tokens.
fn call(arguments: TokenStream, last: Span) -> TokenTree {
    let mut group = Group::new(Delimiter::Parenthesis, arguments);
    group.set_span(last);
    group.into()
}

/// `TYPE is RANGE`, or `encoded TYPE is RANGE`.
struct Pattern {
    is_encoded: bool,
    of: Type,
    low: Option<Expr>,
    limits: RangeLimits,
    high: Option<Expr>,
    /// The first and the last token of the range.
    ends: (Span, Span),
}

impl Parse for Pattern {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        if input.is_empty() {
            return Err(diag::error(
                Span::call_site(),
                "expected a type and a range",
                FORM,
            ));
        }
        let is_encoded = take_encoded(input)?;
        let found = input.span();
        if is_next(input, "is") {
            return Err(diag::error(found, "expected a type before `is`", FORM));
        }
        let of = input.parse::<Type>().map_err(|_| {
            diag::error(
                found,
                "expected a type",
                format_args!("{FORM}, and a constant of such a type as in `pat!(5 in Percent)`"),
            )
        })?;
        if let Some(name) = primitive(&of).filter(|name| HAVE_NONE.contains(&&**name)) {
            return Err(diag::error(
                of.span(),
                format_args!("`{name}` has no ranges"),
                "ranges are of `u8` to `u64`, `i8` to `i64`, `usize`, `isize` and `char`",
            ));
        }
        let found = input.span();
        let word = input.parse::<Option<Ident>>()?;
        if word.is_none_or(|word| word != "is") {
            return Err(diag::error(
                found,
                format_args!("expected `is` after `{}`", of.to_token_stream()),
                FORM,
            ));
        }
        let found = input.span();
        if input.is_empty() {
            return Err(diag::error(found, "expected a range after `is`", FORM));
        }
        let rest = input.fork().parse::<TokenStream>()?;
        let range = input.parse().map_err(|error: syn::Error| {
            // At the end of the input there is no token to say it of.
            let is_end = error.to_string().starts_with("unexpected end of input");
            let at = if is_end { ends(rest).1 } else { error.span() };
            diag::error(at, "expected a bound of the range", FORM)
        });
        let range = ungroup(range?);
        if !input.is_empty() {
            return Err(diag::error(
                input.span(),
                "expected the end of the range",
                "a type has one range: for several use an enum with a variant for each",
            ));
        }
        let ends = ends(range.to_token_stream());
        let Expr::Range(range) = range else {
            let value = range.to_token_stream();
            return Err(diag::error(
                range.span(),
                format_args!("expected a range, found `{value}`"),
                format_args!("for this value alone, write `{value}..={value}`"),
            ));
        };
        if range.start.is_none() && range.end.is_none() {
            return Err(diag::error(
                range.span(),
                "the range has no bound",
                format_args!(
                    "write a bound, or `{}` without `pat!`",
                    of.to_token_stream()
                ),
            ));
        }
        Ok(Pattern {
            is_encoded,
            of,
            low: range.start.map(|low| *low),
            limits: range.limits,
            high: range.end.map(|high| *high),
            ends,
        })
    }
}

/// What another macro has passed on as one expression.
fn ungroup(expression: Expr) -> Expr {
    match expression {
        Expr::Group(group) => ungroup(*group.expr),
        expression => expression,
    }
}

/// Takes the word `encoded`, unless that is the name of the type.
fn take_encoded(input: ParseStream<'_>) -> syn::Result<bool> {
    let ahead = input.fork();
    let is_type = ahead.parse::<Type>().is_ok() && (ahead.is_empty() || is_next(&ahead, "is"));
    let is_encoded = !is_type && is_next(input, "encoded");
    if is_encoded {
        input.parse::<Ident>()?;
    }
    Ok(is_encoded)
}

fn is_next(input: ParseStream<'_>, word: &str) -> bool {
    let ident = input.fork().call(Ident::parse_any);
    ident.is_ok_and(|ident| ident == word)
}

/// The places where `tokens` begin and end.
fn ends(tokens: TokenStream) -> (Span, Span) {
    let mut spans = tokens.into_iter().map(|token| token.span());
    let first = spans.next().unwrap_or_else(Span::call_site);
    (first, spans.last().unwrap_or(first))
}

impl Pattern {
    fn expand(&self) -> TokenStream {
        let of = &self.of;
        let at = of.span();
        let prim = quote_spanned!(at=> <#of as ::kelson::pat::Prim>);
        let low = match &self.low {
            Some(low) => number(of, low),
            None => quote!(#prim::LOWEST),
        };
        let high = match (&self.high, &self.limits) {
            (None, _) => quote!(#prim::HIGHEST),
            (Some(high), RangeLimits::Closed(_)) => number(of, high),
            (Some(high), RangeLimits::HalfOpen(_)) => {
                let high = number(of, high);
                quote_spanned!(at=> ::kelson::pat::before::<#of>(#high))
            }
        };
        let exclusive = self.high.is_some() && matches!(self.limits, RangeLimits::HalfOpen(_));
        let arguments = call(quote!(#low, #high, #exclusive), self.ends.1);
        let first = self.ends.0;
        let class = if self.is_encoded {
            quote_spanned!(first=> ::kelson::pat::encoded_class::<#of>)
        } else {
            quote_spanned!(first=> ::kelson::pat::class::<#of>)
        };
        let class = quote!(#class #arguments);
        quote_spanned! {at=>
            ::kelson::Ranged<
                #of,
                { #low },
                { #high },
                <::kelson::pat::Number<{ #class }>
                    as ::kelson::pat::Pick>::Class
            >
        }
    }
}

/// The number of a bound, which is of the type `of`.
fn number(of: &Type, bound: &Expr) -> TokenStream {
    quote_spanned! {bound.span()=> {
        let __kelson_bound: #of = #bound;
        __kelson_bound as ::kelson::__private::core::primitive::i128
    }}
}
