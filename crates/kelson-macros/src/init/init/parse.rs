// SPDX-License-Identifier: MIT OR Apache-2.0

//! From tokens to the model.

use super::{
    expand::variant,
    Access,
    Field,
    Initializer,
    Name,
    Part,
    PartKind,
    Shape,
    Source, //
};
use crate::attributes::is_condition;
use crate::diag;
use syn::{
    braced,
    bracketed,
    parenthesized,
    parse::{
        discouraged::Speculative as _,
        Parse,
        ParseStream, //
    },
    spanned::Spanned as _,
    token,
    Attribute,
    Expr,
    Ident,
    Index,
    LitInt,
    Path,
    Token, //
};

impl Parse for Initializer {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let out = place(input)?;
        let mut model = Initializer {
            out,
            shape: Shape::Array(0),
            parts: Vec::new(),
            tail: None,
            error: None,
        };
        if input.peek(token::Bracket) {
            let elements;
            bracketed!(elements in input);
            positional(&elements, &mut model)?;
            model.shape = Shape::Array(model.parts.len());
        } else {
            let is_unsized = input.parse::<Option<Token![unsized]>>()?.is_some();
            model.shape = Shape::Fields {
                path: input.call(path)?,
                is_unsized,
            };
            if input.peek(token::Brace) {
                let fields;
                braced!(fields in input);
                named(&fields, &mut model)?;
            } else if input.peek(token::Paren) {
                let fields;
                parenthesized!(fields in input);
                positional(&fields, &mut model)?;
            }
        }
        if input.peek(Token![?]) {
            let question = input.parse::<Token![?]>()?;
            if input.is_empty() {
                return Err(diag::error(
                    question.span(),
                    "expected the type of the error after `?`",
                    "write `init!(Type { .. } ? Error)`, or leave `?` out where a signature says the error",
                ));
            }
            model.error = Some(input.parse()?);
        }
        if !input.is_empty() {
            return Err(diag::error(
                input.span(),
                "expected nothing more, or `?` and the type of the error",
                "the form is `init!(place => Type { .. })` or `init!(Type { .. } ? Error)`",
            ));
        }
        if let (Some(_), Some(error)) = (&model.out, &model.error) {
            return Err(diag::error(
                error.span(),
                "the type of the error is that of the function around the macro",
                "give it only where there is no `place =>`",
            ));
        }
        lenders_come_first(&model)?;
        variants_have_no_tail(&model)?;
        Ok(model)
    }
}

/// That zero bytes are a value of an enum says nothing of the fields of one variant.
fn variants_have_no_tail(model: &Initializer) -> syn::Result<()> {
    match (&model.tail, &model.shape) {
        (Some(tail), Shape::Fields { path, .. }) if variant(path).is_some() => Err(diag::error(
            tail.span(),
            "only the fields of a struct can be zeroed together",
            "name every field of the variant",
        )),
        _ => Ok(()),
    }
}

/// What a field borrows from is there before it.
fn lenders_come_first(model: &Initializer) -> syn::Result<()> {
    let mut before = Vec::new();
    for part in &model.parts {
        let PartKind::Field(field) = &part.kind else {
            continue;
        };
        if let Some(lender) = field.lender.as_ref().filter(|name| !before.contains(name)) {
            return Err(diag::error(
                lender.span(),
                format_args!("`{lender}` is not initialized before the field that borrows from it"),
                format_args!("initialize `{lender}` first; only the declaration has it last"),
            ));
        }
        if let Name::Ident(name) = &field.name {
            before.push(name);
        }
    }
    Ok(())
}

/// `place =>`, if the input starts with that.
fn place(input: ParseStream<'_>) -> syn::Result<Option<Expr>> {
    let ahead = input.fork();
    // Whatever is not an expression and `=>` is reported as what it is instead.
    match Expr::parse_without_eager_brace(&ahead) {
        Ok(place) if ahead.peek(Token![=>]) => {
            input.advance_to(&ahead);
            input.parse::<Token![=>]>()?;
            Ok(Some(place))
        }
        _ => Ok(None),
    }
}

/// The name of what is built, fit to stand in an expression.
fn path(input: ParseStream<'_>) -> syn::Result<Path> {
    let found = input.span();
    if input.peek(Token![&]) {
        return Err(diag::error(
            found,
            "the value has no name before it is there, but its place has an address",
            "take a place, `init!(out => Type { .. })`, and its address, `out.as_ptr()`, before",
        ));
    }
    let mut path = input.parse::<Path>().map_err(|_| {
        diag::error(
            found,
            "expected the name of a struct or of a variant, or an array",
            "the form is `init!(Type { field: value, field <- initializer })`",
        )
    })?;
    // In an expression, generic arguments need their own `::`; nobody has to write it here.
    for segment in &mut path.segments {
        if let syn::PathArguments::AngleBracketed(arguments) = &mut segment.arguments {
            arguments.colon2_token.get_or_insert_with(Default::default);
        }
    }
    Ok(path)
}

/// The content of braces.
fn named(input: ParseStream<'_>, model: &mut Initializer) -> syn::Result<()> {
    while !input.is_empty() {
        let attributes = input.call(Attribute::parse_outer)?;
        if input.peek(Token![..]) {
            if let Some(attribute) = attributes.first() {
                return Err(diag::error(
                    attribute.path().span(),
                    "an attribute does not go on `..`, which is there or not",
                    "put it on the whole `init!`, once for each case",
                ));
            }
            input.parse::<Token![..]>()?;
            let tail = input.parse()?;
            only_zeroes(&tail)?;
            model.tail = Some(tail);
            if !input.is_empty() {
                return Err(diag::error(
                    input.span(),
                    "`..` must come last",
                    "name the fields that have a value of their own before it",
                ));
            }
            break;
        }
        let kind = if input.peek(Token![_]) {
            input.parse::<Token![_]>()?;
            input.parse::<Token![:]>()?;
            PartKind::Code(input.parse()?)
        } else {
            PartKind::Field(named_field(input)?)
        };
        model.parts.push(Part { attributes, kind });
        if !input.is_empty() {
            comma(input)?;
        }
    }
    Ok(())
}

/// Refuses what is written after `..` elsewhere: in a struct literal, and with pin-init.
fn only_zeroes(tail: &Expr) -> syn::Result<()> {
    let called = match tail {
        Expr::Call(call) => match &*call.func {
            Expr::Path(function) => function.path.segments.last(),
            _ => None,
        },
        _ => None,
    };
    match called {
        Some(name) if name.ident == "default" || name.ident == "init_zeroed" => Err(diag::error(
            tail.span(),
            "the fields that are not named can only be zeroed",
            "write `..kelson::init::zeroed()`, or name the fields",
        )),
        _ => Ok(()),
    }
}

/// `field: value`, `field <- initializer`, `field <-? initializer` or `field`.
fn named_field(input: ParseStream<'_>) -> syn::Result<Field> {
    let access = if input.peek(Token![ref]) {
        input.parse::<Token![ref]>()?;
        Some(Access::Shared)
    } else if input.peek(Token![mut]) {
        input.parse::<Token![mut]>()?;
        Some(Access::Exclusive)
    } else {
        None
    };
    let name = if input.peek(LitInt) {
        Name::Index(input.parse::<Index>()?)
    } else {
        Name::Ident(input.parse::<Ident>().map_err(|_| {
            diag::error(
                input.span(),
                "expected a field, `_: { code }` or `..zeroed()`",
                "`ref` and `mut` before a field make it accessible to those that follow",
            )
        })?)
    };
    if let (Name::Index(index), Some(_)) = (&name, &access) {
        return Err(diag::error(
            index.span(),
            "a field without a name cannot be accessed by the others",
            "leave `ref` or `mut` out",
        ));
    }
    let source = if input.peek(Token![:]) && !input.peek(Token![::]) {
        input.parse::<Token![:]>()?;
        Some(Source::Value)
    } else {
        arrow(input)?
    };
    let lender = match source {
        None | Some(Source::Value) => None,
        _ => lender(input)?,
    };
    let (source, value) = match (source, &name) {
        (Some(source), _) => (source, input.parse()?),
        (None, Name::Ident(ident)) if input.is_empty() || input.peek(Token![,]) => {
            (Source::Value, syn::parse_quote!(#ident))
        }
        (None, _) => {
            return Err(diag::error(
                input.span(),
                "expected the value of the field",
                "write `: value`, `<- initializer` or `<-? initializer that can fail`",
            ))
        }
    };
    Ok(Field {
        name,
        access,
        source,
        lender,
        value,
    })
}

/// The content of parentheses or brackets.
fn positional(input: ParseStream<'_>, model: &mut Initializer) -> syn::Result<()> {
    let mut index = 0;
    while !input.is_empty() {
        let attributes = input.call(Attribute::parse_outer)?;
        if let Some(cfg) = attributes.iter().find(|a| is_condition(a)) {
            return Err(diag::error(
                cfg.path().span(),
                "the `cfg` attribute would change which field is which",
                "number the fields: `Type { 0: value, 1 <- initializer }`",
            ));
        }
        let span = input.span();
        let source = arrow(input)?.unwrap_or(Source::Value);
        let value = input.parse()?;
        let name = Name::Index(Index { index, span });
        index += 1;
        model.parts.push(Part {
            attributes,
            kind: PartKind::Field(Field {
                name,
                access: None,
                source,
                lender: None,
                value,
            }),
        });
        if !input.is_empty() {
            comma(input)?;
        }
    }
    Ok(())
}

/// `<-` or `<-?`, if one is next.
fn arrow(input: ParseStream<'_>) -> syn::Result<Option<Source>> {
    if !input.peek(Token![<-]) {
        return Ok(None);
    }
    let arrow = input.parse::<Token![<-]>()?;
    Ok(Some(if input.peek(Token![?]) {
        Source::Fallible(input.parse()?)
    } else {
        Source::Initializer(arrow)
    }))
}

/// `&lender =>`, if that is next.
fn lender(input: ParseStream<'_>) -> syn::Result<Option<Ident>> {
    if !(input.peek(Token![&]) && input.peek2(Ident) && input.peek3(Token![=>])) {
        return Ok(None);
    }
    input.parse::<Token![&]>()?;
    let lender = input.parse()?;
    input.parse::<Token![=>]>()?;
    Ok(Some(lender))
}

/// The comma between two entries.
fn comma(input: ParseStream<'_>) -> syn::Result<()> {
    let found = input.span();
    match input.parse::<Token![,]>() {
        Ok(_) => Ok(()),
        Err(_) => Err(diag::error(
            found,
            "expected `,` or the end of the fields",
            "an initializer is introduced by `<-`, a value by `:`",
        )),
    }
}
