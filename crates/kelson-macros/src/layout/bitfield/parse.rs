// SPDX-License-Identifier: MIT OR Apache-2.0

//! The declaration of a register, as it is written.

use crate::diag;
use proc_macro2::{
    Ident,
    Span,
    TokenStream, //
};
use quote::ToTokens;
use syn::{
    braced,
    bracketed,
    ext::IdentExt,
    parenthesized,
    parse::ParseStream,
    spanned::Spanned,
    token,
    Attribute,
    Expr,
    Lit,
    LitInt,
    Path,
    Token,
    Type,
    Visibility, //
};

/// The unsigned integers, and their bits.
const WORDS: [(&str, u32); 5] = [
    ("u8", 8),
    ("u16", 16),
    ("u32", 32),
    ("u64", 64),
    ("u128", 128),
];

pub(super) struct Register {
    pub(super) attrs: Vec<Attribute>,
    pub(super) vis: Visibility,
    pub(super) name: Ident,
    /// One of `u8` to `u128`.
    pub(super) word: Ident,
    pub(super) bits: u32,
    pub(super) fields: Vec<Field>,
    /// What was wrong with fields that are left out.
    pub(super) errors: Vec<syn::Error>,
}

pub(super) struct Field {
    pub(super) attrs: Vec<Attribute>,
    pub(super) words: Words,
    pub(super) hi: Bound,
    pub(super) lo: Bound,
    pub(super) name: Ident,
    pub(super) array: Option<Array>,
    pub(super) conversion: Conversion,
}

/// An end of a range.
pub(super) enum Bound {
    Literal(u32, Span),
    Const(TokenStream, Span),
}

pub(super) struct Array {
    pub(super) len: Expr,
    pub(super) stride: Option<Expr>,
}

pub(super) enum Conversion {
    None,
    Signed,
    /// The span is that of the arrow.
    Total(Span, Type),
    Partial(Span, Type),
}

/// The words before a field, or after the type of a register.
#[derive(Clone, Copy, Default)]
pub(super) struct Words {
    pub(super) read_only: bool,
    pub(super) write_only: bool,
    pub(super) overlay: bool,
    pub(super) from: bool,
}

impl Words {
    /// Takes a word in, and says whether it is one.
    fn take(&mut self, word: &Ident, access: bool) -> syn::Result<bool> {
        let access_before = self.read_only || self.write_only;
        match word.to_string().as_str() {
            "overlay" => self.overlay = true,
            "from" => self.from = true,
            "ro" | "wo" | "rw" if access_before => {
                return Err(diag::error(
                    word.span(),
                    "a field is read-only, write-only or both",
                    "write one of `ro`, `wo` and `rw`",
                ))
            }
            "ro" if access => self.read_only = true,
            "wo" if access => self.write_only = true,
            "rw" if access => {}
            _ => return Ok(false),
        }
        Ok(true)
    }
}

pub(super) fn registers(input: ParseStream<'_>) -> syn::Result<Vec<Register>> {
    let mut registers = Vec::new();
    while !input.is_empty() {
        registers.push(register(input)?);
    }
    if registers.is_empty() {
        return Err(diag::error(
            Span::call_site(),
            "there is no register in here",
            "write `bitfield! { pub struct Control(u32) { 7:0 mode; } }`",
        ));
    }
    Ok(registers)
}

fn register(input: ParseStream<'_>) -> syn::Result<Register> {
    let attrs = Attribute::parse_outer(input)?;
    let vis = input.parse()?;
    input.parse::<Token![struct]>()?;
    let name: Ident = input.parse()?;
    if input.peek(Token![<]) {
        return Err(diag::error(
            input.span(),
            "a register has no parameters",
            "declare one register per type",
        ));
    }
    if !input.peek(token::Paren) {
        return Err(diag::error(
            input.span(),
            "expected the type of the register in parentheses",
            format!("write `struct {name}(u32)`"),
        ));
    }
    let inner;
    parenthesized!(inner in input);
    let (word, bits) = word(&inner.parse()?)?;
    if !inner.is_empty() {
        return Err(inner.error("expected the type of the register and no more"));
    }
    let mut of_all = Words::default();
    if input.peek(Token![:]) {
        input.parse::<Token![:]>()?;
        loop {
            let word: Ident = input.parse()?;
            if !of_all.take(&word, false)? {
                return Err(diag::error(
                    word.span(),
                    format!("`{word}` says nothing about a whole register"),
                    "what can be said is `overlay`, that fields may have common bits, and `from`, that conversions are those of `From` and `TryFrom`",
                ));
            }
            if !input.peek(Token![,]) {
                break;
            }
            input.parse::<Token![,]>()?;
        }
    }
    let body;
    braced!(body in input);
    let (mut fields, mut errors) = (Vec::new(), Vec::new());
    while !body.is_empty() {
        match field(&body, of_all) {
            Ok(field) => fields.push(field),
            Err(error) => {
                errors.push(error);
                skip(&body)?;
            }
        }
    }
    Ok(Register {
        attrs,
        vis,
        name,
        word,
        bits,
        fields,
        errors,
    })
}

/// Goes on behind the next semicolon.
fn skip(body: ParseStream<'_>) -> syn::Result<()> {
    while !body.is_empty() && !body.peek(Token![;]) {
        body.step(|cursor| match cursor.token_tree() {
            Some((_, rest)) => Ok(((), rest)),
            None => Ok(((), *cursor)),
        })?;
    }
    body.parse::<Option<Token![;]>>()?;
    Ok(())
}

fn word(ty: &Type) -> syn::Result<(Ident, u32)> {
    let name = match bare(ty) {
        Type::Path(path) if path.qself.is_none() => path.path.segments.last(),
        _ => None,
    };
    let found = name
        .and_then(|name| WORDS.iter().find(|(word, _)| name.ident == word))
        .map(|(word, bits)| (Ident::new(word, ty.span()), *bits));
    found.ok_or_else(|| {
        diag::error(
            ty.span(),
            "a register is an unsigned integer",
            "write one of `u8`, `u16`, `u32`, `u64` and `u128`; fields of it may be signed, with `=> signed`",
        )
    })
}

/// The type itself, where a `macro_rules` macro has passed it on.
fn bare(ty: &Type) -> &Type {
    match ty {
        Type::Group(group) => bare(&group.elem),
        _ => ty,
    }
}

fn field(input: ParseStream<'_>, of_all: Words) -> syn::Result<Field> {
    let attrs = Attribute::parse_outer(input)?;
    let mut words = of_all;
    while input.peek(syn::Ident) && !input.peek2(Token![:]) {
        let fork = input.fork();
        let word: Ident = fork.parse()?;
        if !words.take(&word, true)? {
            if !fork.peek(Ident::peek_any) && !fork.peek(Lit) && !fork.peek(token::Paren) {
                // The start of an expression, of which more is said where it goes on.
                break;
            }
            return Err(diag::error(
                word.span(),
                "expected the range of a field",
                "a field starts with its highest and lowest bit, as in `31:28 mode;`, and before them there may be `ro`, `wo`, `rw`, `overlay` and `from`",
            ));
        }
        input.parse::<Ident>()?;
    }
    let hi = bound(input)?;
    if !input.peek(Token![:]) {
        return Err(diag::error(
            input.span(),
            "expected `:` and the lowest bit of the field",
            "write the highest and the lowest bit, as in `7:0 mode;`, or `0:0` for a single one; what is more than a number or a name goes in parentheses",
        ));
    }
    input.parse::<Token![:]>()?;
    let lo = bound(input)?;
    if !input.peek(Ident::peek_any) {
        return Err(diag::error(
            input.span(),
            "expected the name of the field",
            "write it behind the range, as in `7:0 mode;`; a bit that is more than a number or a name goes in parentheses",
        ));
    }
    let name: Ident = input.parse()?;
    let array = match input.peek(token::Bracket) {
        true => Some(array(input)?),
        false => None,
    };
    let conversion = conversion(input)?;
    if !input.peek(Token![;]) {
        return Err(diag::error(
            input.span(),
            "expected `;` at the end of the field",
            "a field is `HIGH:LOW name;`, `HIGH:LOW name => Type;` or `HIGH:LOW name ?=> Type;`",
        ));
    }
    input.parse::<Token![;]>()?;
    Ok(Field {
        attrs,
        words,
        hi,
        lo,
        name,
        array,
        conversion,
    })
}

fn bound(input: ParseStream<'_>) -> syn::Result<Bound> {
    if input.peek(LitInt) {
        let literal: LitInt = input.parse()?;
        let number = literal.base10_parse().map_err(|_| {
            diag::error(
                literal.span(),
                "this is not the number of a bit",
                "count the bits from 0",
            )
        })?;
        return Ok(Bound::Literal(number, literal.span()));
    }
    if input.peek(token::Paren) {
        let span = input.span();
        let inner;
        parenthesized!(inner in input);
        let tokens: TokenStream = inner.parse()?;
        let expr: Expr = syn::parse2(tokens)?;
        return Ok(Bound::Const(expr.into_token_stream(), span));
    }
    if input.peek(Ident::peek_any) || input.peek(Token![::]) {
        let path: Path = input.parse()?;
        let span = path.span();
        return Ok(Bound::Const(path.into_token_stream(), span));
    }
    Err(diag::error(
        input.span(),
        "expected the range of a field",
        "write the highest and the lowest bit: numbers, names of constants, or expressions in parentheses",
    ))
}

fn array(input: ParseStream<'_>) -> syn::Result<Array> {
    let inner;
    bracketed!(inner in input);
    let array = elements(&inner);
    // What is not read of it would be an error of its own.
    inner.parse::<TokenStream>()?;
    array
}

fn elements(inner: ParseStream<'_>) -> syn::Result<Array> {
    let len = inner.parse()?;
    let mut stride = None;
    if !inner.is_empty() {
        inner.parse::<Token![,]>()?;
        let word: Ident = inner.parse()?;
        if word != "stride" {
            return Err(diag::error(
                word.span(),
                "expected `stride`",
                "write how many elements there are, and how many bits apart, as in `[4, stride = 8]`",
            ));
        }
        inner.parse::<Token![=]>()?;
        stride = Some(inner.parse()?);
        inner.parse::<Option<Token![,]>>()?;
    }
    if !inner.is_empty() {
        return Err(inner.error("expected `]`"));
    }
    Ok(Array { len, stride })
}

fn conversion(input: ParseStream<'_>) -> syn::Result<Conversion> {
    if input.peek(Token![=>]) {
        let arrow = input.parse::<Token![=>]>()?.span();
        let ty: Type = input.parse()?;
        let is_signed = matches!(&ty, Type::Path(path) if path.path.is_ident("signed"));
        return Ok(match is_signed {
            true => Conversion::Signed,
            false => Conversion::Total(arrow, ty),
        });
    }
    if input.peek(Token![?]) {
        let arrow = input.parse::<Token![?]>()?.span();
        input.parse::<Token![=>]>()?;
        return Ok(Conversion::Partial(arrow, input.parse()?));
    }
    Ok(Conversion::None)
}
