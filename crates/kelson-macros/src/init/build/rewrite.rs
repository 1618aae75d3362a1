// SPDX-License-Identifier: MIT OR Apache-2.0

//! The block: fields of the value become the variables that stand for them.

use super::{
    of_value,
    ours_at,
    tokens::{
        is_arrow,
        is_assignment,
        is_punct,
        is_variable,
        mentions, //
    },
    vacant,
    Field, //
};
use crate::diag;
use crate::init::pins;
use proc_macro2::{
    Delimiter,
    Group,
    Ident,
    Literal,
    Punct,
    Spacing,
    Span,
    TokenStream,
    TokenTree, //
};
use quote::{
    format_ident,
    quote,
    quote_spanned, //
};
use syn::{
    parse::{
        ParseStream,
        Parser, //
    },
    spanned::Spanned as _,
    Expr,
    Member,
    Path, //
};

/// Turns `value.field` into the variable that stands for the field.
pub(super) struct Rewrite {
    /// The name of the value.
    pub(super) name: Ident,
    /// Whether the value is built in a place.
    pub(super) in_place: bool,
    /// The variant, if what is built is one of an enum.
    pub(super) variant: Option<Path>,
    /// The fields.
    pub(super) fields: Vec<Field>,
    /// What is wrong with the block.
    pub(super) errors: Option<syn::Error>,
}

impl Rewrite {
    /// Finds the fields in the order of the text, in which their variables are declared.
    pub(super) fn collect(&mut self, tokens: TokenStream) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        for (at, token) in tokens.iter().enumerate() {
            match token {
                TokenTree::Group(group) => self.collect(group.stream()),
                TokenTree::Ident(name) if *name == self.name && is_variable(&tokens, at) => {
                    let field = found(&tokens, at + 1).map(|found| found.field);
                    let is_new = |of: &Member| self.fields.iter().all(|field| field.member != *of);
                    let variable = self.name.clone();
                    self.fields.extend(
                        field
                            .filter(is_new)
                            .map(|member| Field { member, variable }),
                    );
                }
                _ => (),
            }
        }
    }

    /// Gives each variable a name: that of the field, for messages, unless the block uses that name
    /// for something else.
    pub(super) fn call(&mut self, body: &TokenStream) {
        for field in &mut self.fields {
            let mut variable = match &field.member {
                Member::Named(name) => name.clone(),
                Member::Unnamed(index) => format_ident!("{}_{}", self.name, index.index),
            };
            if mentions(body.clone(), &self.name, &variable.to_string()) {
                variable = format_ident!("{}_{}", self.name, variable);
            }
            while mentions(body.clone(), &self.name, &variable.to_string()) {
                variable = format_ident!("{}_", variable);
            }
            field.variable = variable;
        }
    }

    /// The variable of a field that is named here.
    fn variable(&self, of: &Member) -> Ident {
        let span = of.span().resolved_at(self.name.span());
        let field = self.fields.iter().find(|field| field.member == *of);
        field.map_or_else(|| self.name.clone(), |field| field.at(span))
    }

    /// Rewrites tokens.
    pub(super) fn stream(&mut self, tokens: TokenStream) -> TokenStream {
        // From the inside out: what is left then of an expression is one that syn can parse.
        let tokens = tokens.into_iter().map(|token| match token {
            TokenTree::Group(group) => {
                let mut inner = Group::new(group.delimiter(), self.stream(group.stream()));
                inner.set_span(group.span());
                inner.into()
            }
            other => other,
        });
        let tokens: Vec<TokenTree> = tokens.collect();
        self.level(&tokens)
    }

    /// Rewrites tokens whose groups have been rewritten.
    fn level(&mut self, tokens: &[TokenTree]) -> TokenStream {
        let mut out = TokenStream::new();
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            match token {
                TokenTree::Ident(name) if *name == self.name && is_variable(tokens, at) => {
                    at = match self.field(name, tokens, at + 1) {
                        Some(found) => self.place(found, tokens, &mut out),
                        None => at + 1,
                    };
                }
                other => {
                    out.extend([other.clone()]);
                    at += 1;
                }
            }
        }
        out
    }

    /// The field that is named after the value.
    fn field(&mut self, name: &Ident, tokens: &[TokenTree], at: usize) -> Option<Found> {
        if !is_punct(tokens.get(at), '.') {
            self.error(diag::error(
                name.span(),
                format_args!("`{name}` is no value before all of its fields are initialized"),
                format_args!("name one of them, as in `{name}.field`; give a variable of your own another name"),
            ));
            return None;
        }
        let found = found(tokens, at)?;
        // A macro's fragment or an index after the field is not a call.
        let call = matches!(tokens.get(found.next), Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis);
        if let (Member::Named(method), true) = (&found.field, call) {
            self.error(diag::error(
                method.span(),
                format_args!(
                    "no method of `{name}` can be called before all of its fields are initialized"
                ),
                "call it on the value that `build!` gives",
            ));
            return None;
        }
        Some(found)
    }

    /// Writes what becomes of the field: the variable, or its initialization. Gives the index of
    /// the token after that.
    fn place(&mut self, found: Found, tokens: &[TokenTree], out: &mut TokenStream) -> usize {
        let Found { field, more, next } = found;
        let variable = self.variable(&field);
        let here = ours_at(field.span());
        let is_whole = more.is_empty();
        if is_whole && is_assignment(tokens, next) {
            let (value, end) = self.expression(tokens, next + 1);
            let hold = quote_spanned!(here=> ::kelson::init::fields::Hold { value: #value });
            // The first and the last token are where the field is, and not a macro's, so that to
            // rustc the whole is an assignment by the user.
            let user = variable.span();
            out.extend(if self.in_place {
                let vacant = vacant(&field);
                quote_spanned!(user=> #variable = #vacant.write(#hold))
            } else {
                let of = of_value(&field, self.variant.as_ref());
                quote_spanned!(user=> #variable = ::kelson::init::fields::PartOf::write(#of, #hold))
            });
            return end;
        }
        if is_whole && is_arrow(tokens, next) {
            let arrow = tokens[next].span();
            let question = tokens
                .get(next + 2)
                .filter(|_| is_punct(tokens.get(next + 2), '?'));
            let start = next + 2 + usize::from(question.is_some());
            let (initializer, end) = self.expression(tokens, start);
            let filled = if self.in_place {
                fill(&field, &initializer, arrow)
            } else {
                let field = of_value(&field, self.variant.as_ref());
                quote_spanned!(ours_at(arrow)=> ::kelson::init::fields::moved(#initializer, #field))
            };
            out.extend(match question {
                Some(question) => ours!(#variable = #filled #question),
                None => {
                    // As above: rustc takes the whole for the user's.
                    let mut outcome = Group::new(Delimiter::Parenthesis, filled);
                    outcome.set_span(variable.span());
                    let built =
                        quote_spanned!(ours_at(arrow)=> ::kelson::init::fields::CannotFail::built);
                    ours!(#variable = #built #outcome)
                }
            });
            return end;
        }
        out.extend(if self.in_place {
            quote_spanned!(here=> (*#variable.shared())#more)
        } else {
            quote!(#variable #more)
        });
        next
    }

    /// The expression that starts here, and the index of the token after it.
    fn expression(&mut self, tokens: &[TokenTree], start: usize) -> (TokenStream, usize) {
        let rest = tokens.get(start..).unwrap_or_default();
        let statement = rest
            .iter()
            .position(|token| is_punct(Some(token), ';'))
            .unwrap_or(rest.len());
        let parser = |input: ParseStream<'_>| {
            input.parse::<Expr>()?;
            Ok(input.parse::<TokenStream>()?.into_iter().count())
        };
        let rest = &rest[..statement];
        // What is no expression is for rustc to report.
        let after = parser
            .parse2(rest.iter().cloned().collect())
            .unwrap_or_default();
        let length = statement.saturating_sub(after);
        (self.level(&rest[..length]), start + length)
    }

    fn error(&mut self, error: syn::Error) {
        match &mut self.errors {
            Some(errors) => errors.combine(error),
            None => self.errors = Some(error),
        }
    }
}

/// A field that was named, and where its name ends.
struct Found {
    field: Member,
    /// The `.1` of `.0.1`, which is one token.
    more: TokenStream,
    next: usize,
}

/// What is named by `.field` here.
fn found(tokens: &[TokenTree], at: usize) -> Option<Found> {
    if !is_punct(tokens.get(at), '.') {
        return None;
    }
    match tokens.get(at + 1)? {
        TokenTree::Ident(field) => Some(Found {
            field: Member::Named(field.clone()),
            more: TokenStream::new(),
            next: at + 2,
        }),
        TokenTree::Literal(numbers) => fields_of_tuple(numbers, at + 2),
        _ => None,
    }
}

fn fields_of_tuple(numbers: &Literal, next: usize) -> Option<Found> {
    let text = numbers.to_string();
    let (first, second) = match text.split_once('.') {
        Some((first, second)) => (first, Some(second)),
        None => (text.as_str(), None),
    };
    let member = |number: &str| {
        Some(Member::Unnamed(syn::Index {
            index: number.parse().ok()?,
            span: numbers.span(),
        }))
    };
    let more = match second {
        Some(second) => {
            let dot = Punct::new('.', Spacing::Alone);
            let second = member(second)?;
            quote!(#dot #second)
        }
        None => TokenStream::new(),
    };
    Some(Found {
        field: member(first)?,
        more,
        next,
    })
}

/// Runs an initializer in a field; as in `init!`.
fn fill(field: &Member, initializer: &TokenStream, arrow: Span) -> TokenStream {
    let vacant = vacant(field);
    let pins = pins();
    let run = ours_at(initializer.span());
    let fill = quote_spanned!(run=> ::kelson::init::Initializer::fill);
    // The span of the whole call is that of the arrow, where it is said whether it can fail.
    quote_spanned!(ours_at(arrow)=> #fill(#pins, #vacant, #initializer))
}
