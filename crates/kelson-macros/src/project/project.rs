// SPDX-License-Identifier: MIT OR Apache-2.0

//! `project!` and `offset_of_val!`: a path of fields and elements, one proven step at a time.

use crate::diag;
use proc_macro2::{Delimiter, Ident, Literal, Span, TokenStream, TokenTree};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;
use syn::Member;

/// One step of a path.
enum Step {
    /// `.field` or `.0`
    Field(Member),
    /// `[index]`, the index a constant
    Const(TokenStream, Span),
    /// `[try: index]`, the index a value of the running program
    Try(TokenStream, Span),
}

impl Step {
    fn span(&self) -> Span {
        match self {
            Step::Field(member) => member.span(),
            Step::Const(_, span) | Step::Try(_, span) => *span,
        }
    }
}

/// The input is `$crate, handle, path`; the first two are one token each, for a macro of the
/// library has put them there.
pub(crate) fn expand(input: TokenStream) -> TokenStream {
    let mut tokens = input.into_iter();
    let krate = tokens.next();
    let handle = tokens.nth(1);
    let Some((krate, handle)) = krate.zip(handle) else {
        let error = syn::Error::new(Span::call_site(), "expected a pointer and a path");
        return error.to_compile_error();
    };
    let path = tokens.skip(1).collect();
    match parse(path) {
        Ok(steps) if steps.is_empty() => {
            let help = "write the path as in `project!(pointer, .ring[2].head)`";
            diag::error(Span::call_site(), "there is no path after the comma", help)
                .to_compile_error()
        }
        Ok(steps) => steps_of(&krate, quote!(#handle), &steps),
        Err(error) => error.to_compile_error(),
    }
}

fn parse(path: TokenStream) -> syn::Result<Vec<Step>> {
    let mut steps = Vec::new();
    let mut tokens = path.into_iter();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Punct(dot) if dot.as_char() == '.' => match tokens.next() {
                Some(TokenTree::Ident(field)) if field != "await" => {
                    steps.push(Step::Field(Member::Named(field)));
                }
                Some(TokenTree::Literal(numbers)) => fields_of_tuple(&numbers, &mut steps)?,
                Some(other) => return Err(no_field(other.span())),
                None => return Err(no_field(dot.span())),
            },
            TokenTree::Group(group) if group.delimiter() == Delimiter::Bracket => {
                steps.push(index(group.stream(), group.span())?);
            }
            TokenTree::Group(group)
                if group.delimiter() == Delimiter::Parenthesis
                    && matches!(steps.last(), Some(Step::Field(Member::Named(_)))) =>
            {
                return Err(diag::error(
                    group.span(),
                    "a path is made of fields and elements, and this is a call",
                    "project to the field, then call the method on what it gives",
                ));
            }
            // A `macro_rules` fragment that the user passes on, such as `$field:tt` or `$i:ident`.
            TokenTree::Group(group) if group.delimiter() == Delimiter::None => {
                steps.extend(parse(group.stream())?);
            }
            other => {
                return Err(diag::error(
                    other.span(),
                    "expected `.field`, `[index]` or `[try: index]`",
                    "write the pointer, a comma, and the path from there, as in `project!(pointer, .ring[2].head)`",
                ));
            }
        }
    }
    Ok(steps)
}

fn no_field(span: Span) -> syn::Error {
    diag::error(
        span,
        "expected the name or the number of a field after `.`",
        "write the path as in `project!(pointer, .ring[2].head)`",
    )
}

/// The `0` of `.0`, and the `0.1` of `.0.1`, which is one token.
fn fields_of_tuple(numbers: &Literal, steps: &mut Vec<Step>) -> syn::Result<()> {
    for number in numbers.to_string().split('.') {
        let digits = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
        let index = number.parse::<u32>();
        let (true, Ok(index)) = (digits, index) else {
            return Err(no_field(numbers.span()));
        };
        steps.push(Step::Field(Member::Unnamed(syn::Index {
            index,
            span: numbers.span(),
        })));
    }
    Ok(())
}

fn index(inner: TokenStream, span: Span) -> syn::Result<Step> {
    let mut tokens = inner.clone().into_iter();
    let first = tokens.next();
    let runtime = matches!(&first, Some(TokenTree::Ident(word)) if word == "try");
    let colon =
        runtime && matches!(tokens.next(), Some(TokenTree::Punct(colon)) if colon.as_char() == ':');
    let index: TokenStream = if runtime { tokens.collect() } else { inner };
    if runtime && !colon {
        return Err(diag::error(
            first.map_or(span, |word| word.span()),
            "expected `try: index`",
            "put a colon after `try`, as in `[try: i]`",
        ));
    }
    if index.is_empty() {
        return Err(diag::error(
            span,
            "an element needs an index",
            "write `[2]` with a constant, or `[try: i]` with a value that is checked when the program runs",
        ));
    }
    Ok(if runtime {
        Step::Try(index, span)
    } else {
        Step::Const(index, span)
    })
}

/// The projection of `handle`, an `Option` as soon as a step is `[try: ..]`.
fn steps_of(krate: &TokenTree, mut handle: TokenStream, steps: &[Step]) -> TokenStream {
    // What a step is made from: an error that says it cannot be made is reported there.
    let mut from = match handle.clone().into_iter().next() {
        // A fragment of `macro_rules`, whose own span is that of the macro.
        Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::None => {
            group.stream().span()
        }
        _ => handle.span(),
    };
    for (at, step) in steps.iter().enumerate() {
        let span = step.span();
        // All tokens of ours are resolved where the library's macro is, and reported where the
        // step is. That two errors of one token have one origin makes them one error for rustc.
        let call = span.resolved_at(krate.span());
        let private = library(krate, call);
        let here = from.resolved_at(krate.span());
        let outer = library(krate, here);
        let pointer = quote_spanned!(here=> #outer::it(#handle));
        from = span;
        match step {
            Step::Field(member) => {
                let offset = offset(&private, span, call, None, &quote!(.#member));
                handle = quote_spanned!(here=> #outer::step(#pointer, #offset));
            }
            Step::Const(index, _) => {
                let name = Ident::new("index", call);
                let element = quote_spanned!(span=> [#name]);
                let index = quote_spanned!(call=> let #name: #private::usize = #index;);
                let offset = offset(&private, span, call, Some(index), &element);
                handle = quote_spanned!(here=> #outer::step(#pointer, #offset));
            }
            Step::Try(index, _) => {
                let element = Ident::new("element", call);
                let rest = &steps[at + 1..];
                let found = quote_spanned!(here=> #outer::element(#pointer, #index));
                if rest.is_empty() {
                    return found;
                }
                let is_option = rest.iter().any(|step| matches!(step, Step::Try(..)));
                let rest = steps_of(krate, quote!(#element), rest);
                let rest = if is_option {
                    rest
                } else {
                    quote_spanned!(call=> #private::Option::Some(#rest))
                };
                return quote_spanned! {call=>
                    match #found {
                        #private::Option::Some(#element) => #rest,
                        #private::Option::None => #private::Option::None,
                    }
                };
            }
        }
    }
    handle
}

/// The path to the library's part of the macro.
fn library(krate: &TokenTree, call: Span) -> TokenStream {
    let mut krate = krate.clone();
    krate.set_span(call);
    quote_spanned!(call=> #krate::__private::project)
}

/// The offset of `place` in a value of whatever type the handle points to, as a constant.
///
/// The tokens of the place itself have the span of the user's step: an error there is an error of
/// that step, and rustc's lint on raw pointers that are dereferenced by an overloaded operator
/// looks only at code that is not a macro's.
fn offset(
    private: &TokenStream,
    span: Span,
    call: Span,
    index: Option<TokenStream>,
    place: &TokenStream,
) -> TokenStream {
    let base = Ident::new("base", call);
    let value = Ident::new("value", call);
    let by_pointer = quote_spanned!(span=> &raw mut (*#base) #place);
    let by_reference = quote_spanned!(span=> &(*#value) #place);
    quote_spanned! {call=>
        const {
            #index
            let mut #value = #private::uninit();
            let #base = #private::start(&mut #value);
            // The order matters: rustc takes the type of the value from the pointer that is
            // projected, gives it to `base`, and then knows what the place is.
            #private::checked(
                #base,
                // SAFETY: the place is one field or one element of `value`: the macro has made
                // sure that the step is nothing else, and a constant cannot call an overloaded
                // operator.
                #[allow(
                    unknown_lints,
                    unused_unsafe,
                    unused_parens,
                    reason = "one form does for every step, and for compilers that know less lints"
                )]
                #[deny(dangerous_implicit_autorefs)]
                unsafe { #private::Off::new(#base, #by_pointer) },
                // Never called. A field that safe code cannot borrow is refused here: a packed
                // one as not aligned, a union's as unsafe.
                |#value| { let _ = #by_reference; },
            )
        }
    }
}
