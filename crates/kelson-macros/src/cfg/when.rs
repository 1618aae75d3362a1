// SPDX-License-Identifier: MIT OR Apache-2.0

//! `#[when]`, `if_cfg!` and `cfg_select!`: one list of arms, each with a condition.

use super::compiler_args::CompilerArgs;
use super::condition::{Condition, Decided};
use crate::diag;
use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::parse::{Parse, ParseStream, Parser};
use syn::spanned::Spanned;
use syn::{braced, token, Expr, Token};

/// `#[when(CONDITION)]`: rustc's own `#[cfg]`, with the numbers decided.
pub(crate) fn when(args: TokenStream, item: TokenStream) -> TokenStream {
    match decide_one.parse2(args) {
        Ok(Decided { predicate, .. }) => quote!(#[cfg(#predicate)] #item),
        Err(error) => diag::beside(&item, &error),
    }
}

fn decide_one(input: ParseStream<'_>) -> syn::Result<Decided> {
    let condition = input.parse::<Condition>()?;
    if !input.is_empty() {
        return Err(diag::error(
            input.span(),
            "expected `&&`, `||` or the end of the condition",
            "join conditions by `&&` or `||`, as in `#[when(CONFIG_SMP && CONFIG_NR_CPUS >= 64)]`",
        ));
    }
    condition.decide(CompilerArgs::of_this_process())
}

/// A piece of code and the condition it is for; no condition holds always.
struct Arm {
    condition: Option<Condition>,
    body: TokenStream,
    span: Span,
}

/// `CONDITION { .. } else if CONDITION { .. } else { .. }`.
pub(crate) fn if_cfg(input: TokenStream) -> TokenStream {
    let parse = |input: ParseStream<'_>| {
        let mut arms = Vec::new();
        loop {
            let condition = Some(input.parse()?);
            arms.push(parse_block(condition, input)?);
            if input.is_empty() {
                return Ok(arms);
            }
            input.parse::<Token![else]>().map_err(|error| {
                diag::error(
                    error.span(),
                    "expected `else` or the end",
                    "the form is `if_cfg!(CONDITION { .. } else { .. })`",
                )
            })?;
            if input.parse::<Option<Token![if]>>()?.is_none() {
                arms.push(parse_block(None, input)?);
                return Ok(arms);
            }
        }
    };
    parse
        .parse2(input)
        .and_then(|arms| expand(arms, TokenStream::new()))
        .unwrap_or_else(|error| error.to_compile_error())
}

fn parse_block(condition: Option<Condition>, input: ParseStream<'_>) -> syn::Result<Arm> {
    if !input.peek(token::Brace) {
        return Err(diag::error(
            input.span(),
            "expected `{` and the code for this condition",
            "the form is `if_cfg!(CONDITION { .. } else { .. })`",
        ));
    }
    let content;
    let brace = braced!(content in input);
    Ok(Arm {
        condition,
        body: content.parse()?,
        span: brace.span.join(),
    })
}

/// `CONDITION => { .. }` or `CONDITION => EXPRESSION,`, and at the end `_ => ..`.
struct Select(Vec<Arm>);

impl Parse for Select {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let mut arms: Vec<Arm> = Vec::new();
        while !input.is_empty() {
            if arms.last().is_some_and(|arm| arm.condition.is_none()) {
                return Err(diag::error(
                    input.span(),
                    "this arm is never chosen, for `_` above it holds always",
                    "move `_ => ..` to the end",
                ));
            }
            let condition = match input.parse::<Option<Token![_]>>()? {
                Some(_) => None,
                None => Some(input.parse()?),
            };
            input.parse::<Token![=>]>().map_err(|error| {
                diag::error(
                    error.span(),
                    "expected `=>` after the condition",
                    "the form is `CONDITION => { .. }` or `CONDITION => EXPRESSION,`",
                )
            })?;
            if input.peek(token::Brace) {
                arms.push(parse_block(condition, input)?);
                input.parse::<Option<Token![,]>>()?;
            } else {
                let expression = input.parse::<Expr>()?;
                arms.push(Arm {
                    condition,
                    span: expression.span(),
                    body: quote!(#expression),
                });
                if !input.is_empty() {
                    input.parse::<Token![,]>()?;
                }
            }
        }
        Ok(Select(arms))
    }
}

pub(crate) fn cfg_select(input: TokenStream) -> TokenStream {
    let nothing = diag::error(
        Span::call_site(),
        "no arm of this `cfg_select!` holds in this configuration",
        "add an arm `_ => { .. }` for the rest",
    );
    syn::parse2::<Select>(input)
        .and_then(|Select(arms)| expand(arms, nothing.to_compile_error()))
        .unwrap_or_else(|error| error.to_compile_error())
}

/// Chooses now where that can be known, and leaves the rest to rustc's `#[cfg]`.
fn expand(arms: Vec<Arm>, otherwise: TokenStream) -> syn::Result<TokenStream> {
    let args = CompilerArgs::of_this_process();
    // The arms that may be chosen, each with what it takes for rustc to choose it.
    let mut open: Vec<(TokenStream, Arm)> = Vec::new();
    let mut not_before: Vec<TokenStream> = Vec::new();
    let mut closed = false;
    for arm in arms {
        let decided = match &arm.condition {
            Some(condition) => condition.decide(args)?,
            None => Decided {
                known: Some(true),
                predicate: quote!(all()),
            },
        };
        // Errors in later conditions are told whatever is chosen; their code is not looked at.
        if closed || decided.known == Some(false) {
            continue;
        }
        closed = decided.known == Some(true);
        let predicate = decided.predicate;
        open.push((quote!(all(#(not(#not_before),)* #predicate)), arm));
        not_before.push(predicate);
    }

    let rest = quote!(all(#(not(#not_before)),*));
    match open.as_slice() {
        [] => Ok(otherwise),
        [(_, arm)] if closed => Ok(arm.alone()),
        _ if open.iter().all(|(_, arm)| arm.items().is_some()) => {
            let chosen = open.iter().flat_map(|(predicate, arm)| {
                let items = arm.items().unwrap_or_default();
                items
                    .into_iter()
                    .map(move |item| quote!(#[cfg(#predicate)] #item))
            });
            // `otherwise` is an error where it is anything, and that is an item.
            let otherwise =
                (!closed && !otherwise.is_empty()).then(|| quote!(#[cfg(#rest)] #otherwise));
            Ok(quote!(#(#chosen)* #otherwise))
        }
        _ => {
            // Arms of a `match` may be configured away in every position and on every compiler.
            let chosen = open.iter().map(|(predicate, Arm { body, span, .. })| {
                quote_spanned!(*span=> #[cfg(#predicate)] () => { #body })
            });
            let otherwise = (!closed).then(|| quote!(#[cfg(#rest)] () => { #otherwise }));
            Ok(quote!(match () { #(#chosen)* #otherwise }))
        }
    }
}

impl Arm {
    /// The body as items, each still whole tokens; `None` if it is an expression or statements.
    fn items(&self) -> Option<Vec<TokenStream>> {
        fn all<T: Parse + quote::ToTokens>(
            input: ParseStream<'_>,
        ) -> syn::Result<Vec<TokenStream>> {
            let mut items = Vec::new();
            while !input.is_empty() {
                let item = input.parse::<T>()?;
                items.push(quote!(#item));
            }
            Ok(items)
        }
        let body = || self.body.clone();
        all::<syn::Item>
            .parse2(body())
            .or_else(|_| all::<syn::ImplItem>.parse2(body()))
            .ok()
    }

    /// The body where it is the only one: items as they are, anything else as a block.
    fn alone(&self) -> TokenStream {
        let body = &self.body;
        if self.items().is_some() {
            return body.clone();
        }
        // The braces stand where the user's do, but are ours: rustc need not call them unneeded.
        quote_spanned!(self.span.resolved_at(Span::mixed_site())=> { #body })
    }
}
