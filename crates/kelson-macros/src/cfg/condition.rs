// SPDX-License-Identifier: MIT OR Apache-2.0

//! Conditions on the configuration: parsed to a tree, decided as far as the macro can know.

use super::compiler_args::{is_built_in, CompilerArgs, Setting};
use crate::diag;
use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{parenthesized, token, Lit, LitBool, LitInt, LitStr, Token};

/// A condition as the user wrote it.
pub(super) enum Condition {
    All(Vec<Condition>),
    Any(Vec<Condition>),
    Not(Box<Condition>),
    Literal(bool),
    Name(Ident),
    Equals(Ident, LitStr),
    Compare(Ident, Comparison, i128),
}

/// `==` and its like, between a name's number and a literal one.
#[derive(Clone, Copy)]
pub(super) enum Comparison {
    Eq,
    Ne,
    Lt,
    Le,
    Gt,
    Ge,
}

impl Parse for Condition {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let mut any = vec![parse_conjunction(input)?];
        while input.peek(Token![||]) {
            input.parse::<Token![||]>()?;
            any.push(parse_conjunction(input)?);
        }
        Ok(one_or(any, Condition::Any))
    }
}

fn parse_conjunction(input: ParseStream<'_>) -> syn::Result<Condition> {
    let mut all = vec![parse_term(input)?];
    while input.peek(Token![&&]) {
        input.parse::<Token![&&]>()?;
        all.push(parse_term(input)?);
    }
    Ok(one_or(all, Condition::All))
}

/// A list of one is that one.
fn one_or(mut list: Vec<Condition>, many: impl FnOnce(Vec<Condition>) -> Condition) -> Condition {
    if list.len() == 1 {
        list.remove(0)
    } else {
        many(list)
    }
}

fn parse_term(input: ParseStream<'_>) -> syn::Result<Condition> {
    if input.peek(Token![!]) {
        input.parse::<Token![!]>()?;
        return Ok(Condition::Not(Box::new(parse_term(input)?)));
    }
    if input.peek(token::Paren) {
        let content;
        parenthesized!(content in input);
        let condition = content.parse()?;
        return expect_end(&content, condition);
    }
    if input.peek(LitBool) {
        return Ok(Condition::Literal(input.parse::<LitBool>()?.value));
    }
    if input.peek(Lit) {
        return Err(diag::error(
            input.span(),
            "expected the name of a configuration option",
            "write the name first, then the number: `CONFIG_NR_CPUS >= 64`",
        ));
    }
    if input.is_empty() || !input.peek(Ident::peek_any) {
        return Err(diag::error(
            input.span(),
            "expected a condition on the configuration",
            "conditions are names, `NAME = \"text\"`, `NAME >= 64`, and `!`, `&&`, `||` of these",
        ));
    }
    let name = input.call(Ident::parse_any)?;
    if input.peek(token::Paren) {
        return parse_predicate(&name, input);
    }
    parse_comparison(name, input)
}

/// `all(..)`, `any(..)`, `not(..)`.
fn parse_predicate(name: &Ident, input: ParseStream<'_>) -> syn::Result<Condition> {
    let content;
    parenthesized!(content in input);
    let list = || -> syn::Result<Vec<Condition>> {
        Ok(
            Punctuated::<Condition, Token![,]>::parse_terminated(&content)?
                .into_iter()
                .collect(),
        )
    };
    match name.to_string().as_str() {
        "all" => Ok(Condition::All(list()?)),
        "any" => Ok(Condition::Any(list()?)),
        "not" => {
            let condition = content.parse()?;
            expect_end(&content, Condition::Not(Box::new(condition)))
        }
        other => Err(diag::error(
            name.span(),
            format_args!("`{other}(..)` is not a condition on the configuration"),
            "the forms with parentheses are `all(..)`, `any(..)` and `not(..)`",
        )),
    }
}

fn expect_end(content: ParseStream<'_>, condition: Condition) -> syn::Result<Condition> {
    if content.is_empty() {
        return Ok(condition);
    }
    Err(diag::error(
        content.span(),
        "expected `&&`, `||` or the end of the condition",
        "join conditions by `&&` or `||`",
    ))
}

/// What follows a name: nothing, `= "text"`, or an operator and a number.
fn parse_comparison(name: Ident, input: ParseStream<'_>) -> syn::Result<Condition> {
    let operator = if input.parse::<Option<Token![==]>>()?.is_some() {
        Comparison::Eq
    } else if input.parse::<Option<Token![!=]>>()?.is_some() {
        Comparison::Ne
    } else if input.parse::<Option<Token![<=]>>()?.is_some() {
        Comparison::Le
    } else if input.parse::<Option<Token![>=]>>()?.is_some() {
        Comparison::Ge
    } else if input.parse::<Option<Token![<]>>()?.is_some() {
        Comparison::Lt
    } else if input.parse::<Option<Token![>]>>()?.is_some() {
        Comparison::Gt
    } else if input.peek(Token![=]) && !input.peek(Token![=>]) {
        input.parse::<Token![=]>()?;
        let found = input.span();
        return match input.parse::<LitStr>() {
            Ok(text) => Ok(Condition::Equals(name, text)),
            Err(_) => Err(diag::error(
                found,
                format_args!("expected a string after `{name} =`"),
                format_args!("to compare numbers write `{name} == ..`"),
            )),
        };
    } else {
        return Ok(Condition::Name(name));
    };
    let number = parse_number(&name, input)?;
    Ok(Condition::Compare(name, operator, number))
}

fn parse_number(name: &Ident, input: ParseStream<'_>) -> syn::Result<i128> {
    let found = input.span();
    let negative = input.parse::<Option<Token![-]>>()?.is_some();
    let help = if input.peek(LitStr) {
        format!("to compare text write `{name} = \"..\"`")
    } else if input.peek(syn::LitFloat) {
        "versions are numbers here, as in Kconfig: 1.79.0 is `107900`".to_owned()
    } else {
        format!("write the number itself: `{name} >= 64`")
    };
    let number = input
        .parse::<LitInt>()
        .ok()
        .filter(|literal| literal.suffix().is_empty())
        .and_then(|literal| literal.base10_parse::<i128>().ok())
        .ok_or_else(|| diag::error(found, "expected an integer", help))?;
    Ok(if negative { -number } else { number })
}

/// A condition, decided as far as this side of rustc can.
pub(super) struct Decided {
    /// The answer, unless it depends on a name that only rustc knows.
    pub(super) known: Option<bool>,
    /// The condition as the argument of a `#[cfg]`.
    pub(super) predicate: TokenStream,
}

impl Decided {
    fn number(answer: bool, span: Span) -> Self {
        // `cfg(true)` is newer than our oldest compiler; the empty conjunction is not.
        let predicate = if answer {
            quote_spanned!(span=> all())
        } else {
            quote_spanned!(span=> any())
        };
        Decided {
            known: Some(answer),
            predicate,
        }
    }
}

impl Condition {
    /// Decides every comparison by `args`.
    ///
    /// # Errors
    ///
    /// A comparison of a name that is set to something else than a number; a misspelt name.
    pub(super) fn decide(&self, args: &CompilerArgs) -> syn::Result<Decided> {
        match self {
            Condition::All(list) => decide_list(list, args, false),
            Condition::Any(list) => decide_list(list, args, true),
            Condition::Not(inner) => {
                let Decided { known, predicate } = inner.decide(args)?;
                Ok(Decided {
                    known: known.map(|answer| !answer),
                    predicate: quote!(not(#predicate)),
                })
            }
            Condition::Literal(answer) => Ok(Decided::number(*answer, Span::call_site())),
            Condition::Name(name) => {
                let text = name.unraw().to_string();
                let known = (!is_built_in(&text)).then(|| args.is_set(&text, None));
                Ok(Decided {
                    known,
                    predicate: quote!(#name),
                })
            }
            Condition::Equals(name, value) => {
                let text = name.unraw().to_string();
                let known = (!is_built_in(&text)).then(|| args.is_set(&text, Some(&value.value())));
                Ok(Decided {
                    known,
                    predicate: quote!(#name = #value),
                })
            }
            Condition::Compare(name, comparison, number) => Ok(Decided::number(
                compare(name, *comparison, *number, args)?,
                name.span(),
            )),
        }
    }
}

/// A conjunction, or a disjunction: one element that equals `absorbing` decides it.
fn decide_list(list: &[Condition], args: &CompilerArgs, absorbing: bool) -> syn::Result<Decided> {
    let mut known = Some(!absorbing);
    let mut predicates = Vec::new();
    for condition in list {
        let decided = condition.decide(args)?;
        predicates.push(decided.predicate);
        known = match (known, decided.known) {
            (Some(a), _) if a == absorbing => known,
            (_, Some(b)) if b == absorbing => Some(absorbing),
            (Some(_), Some(_)) => known,
            _ => None,
        };
    }
    let predicate = if absorbing {
        quote!(any(#(#predicates),*))
    } else {
        quote!(all(#(#predicates),*))
    };
    Ok(Decided { known, predicate })
}

fn compare(
    name: &Ident,
    comparison: Comparison,
    number: i128,
    args: &CompilerArgs,
) -> syn::Result<bool> {
    let text = name.unraw().to_string();
    if is_built_in(&text) {
        return Err(diag::error(
            name.span(),
            format_args!("`{text}` is set by rustc, not to a number"),
            format_args!("compare it with text: `{text} = \"..\"`"),
        ));
    }
    if let Some(similar) = args.misspelt(&text) {
        return Err(diag::error(
            name.span(),
            format_args!("unknown configuration option `{text}`"),
            format_args!("`--check-cfg` declares `{similar}`, which has a similar name"),
        ));
    }
    match args.setting(&text) {
        Setting::Unset => Ok(false),
        Setting::Number(value) => Ok(match comparison {
            Comparison::Eq => value == number,
            Comparison::Ne => value != number,
            Comparison::Lt => value < number,
            Comparison::Le => value <= number,
            Comparison::Gt => value > number,
            Comparison::Ge => value >= number,
        }),
        Setting::Other(value) => {
            let is = match value {
                Some(value) => format!("set to {value:?}"),
                None => "set without a value".to_owned(),
            };
            Err(diag::error(
                name.span(),
                format_args!("`{text}` is {is}, which cannot be compared with a number"),
                format_args!("test it by its name, `{text}`, or set it to a number"),
            ))
        }
    }
}
