// SPDX-License-Identifier: MIT OR Apache-2.0

//! `build!`: a struct whose fields are initialized one by one, in any control flow.
//!
//! Each field becomes a variable that is declared without a value. What rustc knows of such
//! variables is all that the macro needs: that each is initialized on every path and on none twice,
//! what to drop when the block is left early, and what to say of a mistake.

use crate::diag;
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
        discouraged::Speculative as _,
        Parse,
        ParseStream,
        Parser, //
    },
    spanned::Spanned as _,
    Expr,
    Member,
    Path,
    PathArguments,
    Token, //
};

pub(crate) fn build(input: TokenStream) -> TokenStream {
    syn::parse2::<Model>(input)
        .and_then(|model| model.expand())
        .unwrap_or_else(|errors| {
            // Where an expression is expected, several errors need a block.
            let errors = errors.to_compile_error();
            quote!({ #errors })
        })
}

/// `out => Type, |name| { .. }`.
struct Model {
    /// The place, if there is one already.
    out: Option<Expr>,
    /// The struct.
    path: Path,
    /// Whether fields may be changed after they are initialized.
    mutable: Option<Token![mut]>,
    /// What the block calls the value.
    name: Ident,
    body: Group,
}

const FORM: &str = "the form is `build!(Type, |value| { value.field = ..; })` or `build!(place => Type, |value| { .. })`";

impl Parse for Model {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let ahead = input.fork();
        let out = match Expr::parse_without_eager_brace(&ahead) {
            Ok(out) if ahead.peek(Token![=>]) => {
                input.advance_to(&ahead);
                input.parse::<Token![=>]>()?;
                Some(out)
            }
            _ => None,
        };
        let expected = |span, what: &str| diag::error(span, format_args!("expected {what}"), FORM);
        let found = input.span();
        let mut path: Path = input
            .parse()
            .map_err(|_| expected(found, "the name of a struct"))?;
        // In an expression, generic arguments need their own `::`; nobody has to write it here.
        for segment in &mut path.segments {
            if let PathArguments::AngleBracketed(arguments) = &mut segment.arguments {
                arguments.colon2_token.get_or_insert_with(Default::default);
            }
        }
        // With a comma, rustfmt takes the rest for a closure, and formats it so.
        input.parse::<Option<Token![,]>>()?;
        let found = input.span();
        let (mutable, name) = (|| {
            input.parse::<Token![|]>()?;
            let name = (input.parse()?, input.parse()?);
            input.parse::<Token![|]>()?;
            Ok(name)
        })()
        .map_err(|_: syn::Error| expected(found, "a name for the value between bars"))?;
        let found = input.span();
        match input.parse() {
            Ok(TokenTree::Group(body)) if body.delimiter() == Delimiter::Brace => {
                if !input.is_empty() {
                    return Err(expected(input.span(), "nothing after the block"));
                }
                Ok(Model {
                    out,
                    path,
                    mutable,
                    name,
                    body,
                })
            }
            _ => Err(expected(found, "a block")),
        }
    }
}

/// Tokens whose names are ours: no item or variable of the user is meant by them, or hides them.
macro_rules! ours {
    ($($token:tt)*) => {
        quote_spanned!(Span::mixed_site()=> $($token)*)
    };
}

/// Where the user's token is, but with our own names.
fn ours_at(span: Span) -> Span {
    span.resolved_at(Span::mixed_site())
}

impl Model {
    fn expand(self) -> syn::Result<TokenStream> {
        if let (Some(_), Some(variant)) = (&self.out, variant(&self.path)) {
            return Err(diag::error(
                variant.span(),
                "only a struct can be built in a place field by field",
                "for a variant of an enum, use `init!`, or leave out the place to get a value",
            ));
        }
        if let (Some(_), Some(mutable)) = (&self.out, &self.mutable) {
            return Err(diag::error(
                mutable.span(),
                "in a place, a field is initialized once and not changed",
                "leave `mut` out; change the field when the value is built",
            ));
        }
        let mut rewrite = Rewrite {
            name: self.name.clone(),
            in_place: self.out.is_some(),
            variant: variant(&self.path).map(|_| self.path.clone()),
            fields: Vec::new(),
            errors: None,
        };
        rewrite.collect(self.body.stream());
        rewrite.call(&self.body.stream());
        let body = rewrite.stream(self.body.stream());
        if let Some(errors) = rewrite.errors {
            return Err(errors);
        }
        let mut block = Group::new(Delimiter::Brace, body);
        block.set_span(self.body.span());
        Ok(expansion(&self, &rewrite.fields, &block))
    }
}

/// The variant of an enum that a path names, as far as names tell: `Type::Variant`.
fn variant(path: &Path) -> Option<&Ident> {
    let mut segments = path.segments.iter().rev();
    let last = segments.next()?;
    let of_type = segments.next()?.ident.to_string();
    of_type
        .starts_with(char::is_uppercase)
        .then_some(&last.ident)
}

fn expansion(model: &Model, fields: &[Field], block: &Group) -> TokenStream {
    let Model {
        path,
        name,
        mutable,
        ..
    } = model;
    // To rustc they are the user's own variables, declared where the value gets its name: then it
    // calls them by their names. The statement is elsewhere, for there is no place where rustc could
    // propose to write a value.
    let elsewhere = ours_at(path.span());
    let variant = variant(path).map(|_| path);
    let declared = fields.iter().map(|field| {
        let variable = field.at(name.span());
        let of = match &model.out {
            None => of_value(&field.member, variant),
            Some(_) => vacant(&field.member),
        };
        quote_spanned! {elsewhere=>
            #[allow(unused_mut, non_snake_case, clippy::all)]
            let #mutable #variable;
            // Never reached, and no use of the variable to rustc. It tells it the type.
            #[allow(unreachable_code, clippy::all)]
            loop {
                break;
                ::kelson::init::fields::OfField::of(#of, &#variable);
            }
        }
    });
    let declared = quote!(#(#declared)*);
    // At its end the block has to have initialized all of them: that is where rustc says so.
    let end = model.body.span_close().resolved_at(name.span());
    let at_end: Vec<Ident> = fields.iter().map(|field| field.at(end)).collect();
    let fields: Vec<&Member> = fields.iter().map(|field| &field.member).collect();
    let missing = fields.iter().map(|field| ours!(#field: loop {},));
    let Some(out) = &model.out else {
        let value = Ident::new("__build_value", Span::mixed_site());
        return ours! {{
            // Never called. Without it, rustc would not know the types before the end.
            #[allow(unreachable_code, clippy::all)]
            let #value = ::kelson::init::fields::Value::of(|| #path { #(#missing)* });
            #declared
            #block
            #[allow(clippy::redundant_field_names)]
            #path { #(#fields: #at_end,)* }
        }};
    };
    let place = Ident::new("__build_place", Span::mixed_site());
    let slot = Ident::new("__build_slot", Span::mixed_site());
    // No reference can be made to a field of a packed struct that may not be aligned.
    let aligned = fields.iter().map(|field| {
        let field = quote_spanned!(ours_at(field.span())=> &(*#slot).#field);
        ours!(let _ = #field;)
    });
    ours! {{
        let #place = ::kelson::init::fields::begin(#out);
        let #slot = #place.as_ptr();
        // Never called. The literal is where rustc sees that every field is there; it also tells
        // it the type.
        #[allow(unreachable_code, clippy::all)]
        let _ = || unsafe {
            ::core::ptr::write(#slot, #path { #(#missing)* });
            #(#aligned)*
        };
        #declared
        #block
        ::core::mem::forget((#(#at_end,)*));
        // SAFETY: each field has a guard, which is forgotten: there is a value, whole.
        unsafe { #place.finish() }
    }}
}

/// A field, and the variable that stands for it.
struct Field {
    /// The field as it is written where it is first named.
    member: Member,
    /// The variable.
    variable: Ident,
}

impl Field {
    /// The variable, as one that is written at `span`.
    fn at(&self, span: Span) -> Ident {
        let mut variable = self.variable.clone();
        variable.set_span(span);
        variable
    }
}

/// Turns `value.field` into the variable that stands for the field.
struct Rewrite {
    /// The name of the value.
    name: Ident,
    in_place: bool,
    /// The variant, if what is built is one of an enum.
    variant: Option<Path>,
    fields: Vec<Field>,
    errors: Option<syn::Error>,
}

impl Rewrite {
    /// Finds the fields in the order of the text, in which their variables are declared.
    fn collect(&mut self, tokens: TokenStream) {
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
    fn call(&mut self, body: &TokenStream) {
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

    fn stream(&mut self, tokens: TokenStream) -> TokenStream {
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
                quote_spanned!(user=> #variable = ::kelson::init::fields::ValueField::write(#of, #hold))
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
                fill(&field, &initializer)
            } else {
                let field = of_value(&field, self.variant.as_ref());
                quote_spanned!(ours_at(arrow)=> ::kelson::init::fields::moved(#initializer, #field))
            };
            out.extend(match question {
                Some(question) => ours!(#variable = #filled #question),
                None => infallible(&variable, &filled, arrow),
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

/// Whether the block uses a name for anything but a field of the value.
fn mentions(tokens: TokenStream, value: &Ident, name: &str) -> bool {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    tokens.iter().enumerate().any(|(at, token)| match token {
        TokenTree::Ident(ident) if *ident == name => {
            let of_value = at >= 2
                && is_punct(tokens.get(at - 1), '.')
                && matches!(&tokens[at - 2], TokenTree::Ident(of) if of == value);
            !of_value
        }
        TokenTree::Group(group) => mentions(group.stream(), value, name),
        // `format!("{name}")`
        TokenTree::Literal(literal) => literal.to_string().contains(name),
        _ => false,
    })
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

/// A field of a value without a place: its type.
fn of_value(field: &Member, variant: Option<&Path>) -> TokenStream {
    let here = ours_at(field.span());
    let value = Ident::new("__build_value", here);
    let whole = Ident::new("whole", here);
    let place = match variant {
        None => quote_spanned!(here=> &raw const #whole.#field),
        Some(path) => quote_spanned! {here=>
            match #whole {
                #path { #field: field, .. } => field,
                #[allow(unreachable_patterns)]
                _ => loop {},
            }
        },
    };
    quote_spanned!(here=> #value.field(|#whole| #place))
}

/// A vacant field of the value in the place.
fn vacant(field: &Member) -> TokenStream {
    let here = ours_at(field.span());
    let place = Ident::new("__build_place", here);
    let slot = Ident::new("__build_slot", here);
    // SAFETY: the field is one of a struct, aligned, as the closure in `expansion` has rustc check.
    // It is vacant and taken once, or the variable for its guard would be assigned twice. The
    // guard is dropped before the place, which is declared before it, or forgotten at the end.
    quote_spanned! {here=>
        unsafe { ::kelson::init::fields::Field::new(&#place, &raw mut (*#slot).#field) }
    }
}

/// Runs an initializer in a field; as in `init!`.
fn fill(field: &Member, initializer: &TokenStream) -> TokenStream {
    let here = ours_at(field.span());
    let vacant = vacant(field);
    let place = quote_spanned! {here=>
        ::kelson::init::fields::PinsField::place({
            #[allow(unused_imports)]
            use ::kelson::init::fields::{OfPinned as _, OfUnpin as _};
            (&&#vacant).init_take()
        })
    };
    let run = ours_at(initializer.span());
    quote_spanned!(run=> ::kelson::init::Initializer::fill(#place, #initializer))
}

fn infallible(variable: &Ident, filled: &TokenStream, arrow: Span) -> TokenStream {
    let error = Ident::new("error", ours_at(arrow));
    let never = quote_spanned! {ours_at(arrow)=>
        ::kelson::init::fields::CannotFail::never(::kelson::init::fields::Failure(#error))
    };
    let arms = ours! {
        ::core::result::Result::Ok(filled) => filled,
        ::core::result::Result::Err(#error) => #never,
    };
    let mut arms = Group::new(Delimiter::Brace, arms);
    arms.set_span(variable.span());
    ours!(#variable = match #filled #arms)
}

fn is_punct(token: Option<&TokenTree>, char: char) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == char)
}

fn is_joint(token: Option<&TokenTree>) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.spacing() == Spacing::Joint)
}

/// Whether the identifier stands where a variable can: it is no field, path, label or lifetime.
fn is_variable(tokens: &[TokenTree], at: usize) -> bool {
    let before = |back: usize| at.checked_sub(back).and_then(|at| tokens.get(at));
    let in_range = is_punct(before(1), '.') && is_punct(before(2), '.');
    let field = is_punct(before(1), '.') && !in_range;
    let path = is_punct(before(1), ':') && is_punct(before(2), ':');
    let lifetime = is_punct(before(1), '\'');
    let label = is_punct(tokens.get(at + 1), ':');
    !(field || path || lifetime || label)
}

/// `=`, and neither `==` nor `=>`.
fn is_assignment(tokens: &[TokenTree], at: usize) -> bool {
    let next = tokens.get(at + 1);
    let longer = is_joint(tokens.get(at)) && (is_punct(next, '=') || is_punct(next, '>'));
    is_punct(tokens.get(at), '=') && !longer
}

/// `<-`.
fn is_arrow(tokens: &[TokenTree], at: usize) -> bool {
    let [first, second] = [tokens.get(at), tokens.get(at + 1)];
    is_punct(first, '<') && is_joint(first) && is_punct(second, '-')
}
