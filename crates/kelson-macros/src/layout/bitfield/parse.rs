// SPDX-License-Identifier: MIT OR Apache-2.0

//! The declaration of a register, as it is written.

use crate::attributes;
use crate::diag;
use proc_macro2::{
    Ident,
    Span,
    TokenStream,
    TokenTree, //
};
use quote::{
    quote,
    ToTokens, //
};
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

const DECLARATION: &str = "write `bitfield! { pub struct Control(u32) { 7:0 mode; } }`";

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
    pub(super) word: Word,
    pub(super) fields: Vec<Field>,
    /// What was wrong with fields that are left out.
    pub(super) errors: Vec<syn::Error>,
}

/// The integer of a register: one of `u8` to `u128`. As tokens it is that of the language, whatever
/// the user's module calls so.
pub(super) struct Word {
    pub(super) name: &'static str,
    pub(super) bits: u32,
    span: Span,
}

impl Word {
    /// The integer of as many bits, signed or not.
    fn path(&self, name: &str) -> TokenStream {
        let name = Ident::new(name, self.span);
        quote!(::kelson::__private::core::primitive::#name)
    }

    pub(super) fn signed(&self) -> TokenStream {
        self.path(&self.name.replace('u', "i"))
    }
}

impl ToTokens for Word {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend(self.path(self.name));
    }
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

/// Those that are declared without a mistake that hides where they end, and the errors about others.
pub(super) fn registers(input: ParseStream<'_>) -> syn::Result<(Vec<Register>, Vec<syn::Error>)> {
    let (mut registers, mut errors) = (Vec::new(), Vec::new());
    while !input.is_empty() {
        match register(input) {
            Ok(register) => registers.push(register),
            Err(error) => {
                errors.push(error);
                skip_register(input)?;
            }
        }
    }
    if registers.is_empty() && errors.is_empty() {
        return Err(diag::error(
            Span::call_site(),
            "there is no register in here",
            DECLARATION,
        ));
    }
    Ok((registers, errors))
}

fn register(input: ParseStream<'_>) -> syn::Result<Register> {
    let attrs = attributes(input, "a register")?;
    if let Some(repr) = attrs.iter().find(|attr| attributes::is(attr, "repr")) {
        return Err(diag::error(
            repr.path().span(),
            "`repr` does not go on a register",
            "remove it: a register is laid out as its integer, by `repr(transparent)`",
        ));
    }
    let vis = input.parse()?;
    if !input.peek(Token![struct]) {
        return Err(diag::error(input.span(), "expected `struct`", DECLARATION));
    }
    input.parse::<Token![struct]>()?;
    let name = name(input, "the register")?;
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
    let word = word(&inner, &name);
    // What is not read of it would be an error of its own.
    inner.parse::<TokenStream>()?;
    let word = word?;
    let mut of_all = Words::default();
    if input.peek(Token![:]) {
        input.parse::<Token![:]>()?;
        let what = "what can be said is `overlay`, that fields may have common bits, and `from`, that conversions are those of `From` and `TryFrom`";
        loop {
            let found = input.span();
            let word = input.call(Ident::parse_any).map_err(|_| {
                diag::error(found, "expected a word about the register after `:`", what)
            })?;
            if !of_all.take(&word, false)? {
                return Err(diag::error(
                    word.span(),
                    format!("`{word}` says nothing about a whole register"),
                    what,
                ));
            }
            if !input.peek(Token![,]) {
                break;
            }
            input.parse::<Token![,]>()?;
        }
    }
    if !input.peek(token::Brace) {
        return Err(diag::error(
            input.span(),
            "expected the fields of the register in braces",
            format!("write `struct {name}({}) {{ 7:0 mode; }}`", word.name),
        ));
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
        fields,
        errors,
    })
}

/// The attributes, none of which is of what they stand in, nor changes what the macro has seen.
fn attributes(input: ParseStream<'_>, of: &str) -> syn::Result<Vec<Attribute>> {
    if input.peek(Token![#]) && input.peek2(Token![!]) {
        return Err(diag::error(
            input.span(),
            format!("attributes and documentation stand before {of}"),
            "write `#[..]` and `///`",
        ));
    }
    let attrs = Attribute::parse_outer(input)?;
    for given in attrs.iter().flat_map(attributes::given) {
        let name = given.unraw();
        if ["cfg", "derive", "repr"].iter().any(|known| name == known) {
            return Err(diag::error(
                given.span(),
                format!("the `bitfield` macro does not know whether there is this `{name}`"),
                format!("write {of} for each case, under its own `#[cfg(..)]`"),
            ));
        }
    }
    Ok(attrs)
}

/// A name, which a keyword is not.
fn name(input: ParseStream<'_>, of: &str) -> syn::Result<Ident> {
    let found = input.span();
    let word = input
        .call(Ident::parse_any)
        .map_err(|_| diag::error(found, format!("expected the name of {of}"), DECLARATION))?;
    if syn::parse2::<Ident>(word.to_token_stream()).is_ok() {
        return Ok(word);
    }
    let help = match syn::parse_str::<Ident>(&format!("r#{word}")) {
        Ok(raw) => format!("write `{raw}`, or another name"),
        Err(_) => "give it another name".into(),
    };
    Err(diag::error(
        word.span(),
        format!("`{word}` is a word of the language, and no name for {of}"),
        help,
    ))
}

/// Goes on behind the next braces, where the next register is.
fn skip_register(input: ParseStream<'_>) -> syn::Result<()> {
    while !input.is_empty() {
        let is_end = input.peek(token::Brace) || input.peek(Token![;]);
        input.parse::<TokenTree>()?;
        if is_end {
            break;
        }
    }
    Ok(())
}

/// Goes on behind the next semicolon.
fn skip(body: ParseStream<'_>) -> syn::Result<()> {
    while !body.is_empty() && !body.peek(Token![;]) {
        body.parse::<TokenTree>()?;
    }
    body.parse::<Option<Token![;]>>()?;
    Ok(())
}

/// What is in the parentheses.
fn word(input: ParseStream<'_>, register: &Ident) -> syn::Result<Word> {
    let only = |span, message| {
        diag::error(
            span,
            message,
            format!("write `struct {register}(u32)`: the bits are private, and their fields have methods"),
        )
    };
    let found = input.span();
    if input.peek(Token![pub]) {
        return Err(only(found, "the type of a register has no visibility"));
    }
    let ty: Type = input
        .parse()
        .map_err(|_| only(found, "expected the type of the register"))?;
    input.parse::<Option<Token![,]>>()?;
    if !input.is_empty() {
        return Err(only(
            input.span(),
            "expected the type of the register and no more",
        ));
    }
    let name = match bare(&ty) {
        Type::Path(path) if path.qself.is_none() => path.path.segments.last(),
        _ => None,
    };
    let found = name
        .and_then(|name| WORDS.iter().find(|(word, _)| name.ident == word))
        .map(|&(name, bits)| Word {
            name,
            bits,
            span: ty.span(),
        });
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
    let attrs = attributes(input, "a field")?;
    if input.peek(Token![pub]) {
        return Err(diag::error(
            input.span(),
            "a field has no visibility of its own",
            "remove it: the methods are as visible as the register",
        ));
    }
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
    let name = name(input, "a field")?;
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
        let expr: Expr = syn::parse2(tokens).map_err(|_| {
            diag::error(
                span,
                "expected an expression in the parentheses",
                "write the number of a bit there, as in `(BASE + 3):BASE mode;`",
            )
        })?;
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
    let expected = |what: &str, span| {
        diag::error(
            span,
            format!("expected {what}"),
            "write how many elements there are, and how many bits apart, as in `[4, stride = 8]`",
        )
    };
    let number = |what: &str| {
        let found = inner.span();
        let number: Expr = inner.parse().map_err(|_| expected(what, found))?;
        match &number {
            Expr::Lit(lit) => match &lit.lit {
                Lit::Int(literal) if literal.base10_parse::<u32>().is_ok() => Ok(number),
                _ => Err(expected(what, found)),
            },
            _ => Ok(number),
        }
    };
    let len = number("the number of elements")?;
    let mut stride = None;
    if !inner.is_empty() {
        let found = inner.span();
        if inner.parse::<Option<Token![,]>>()?.is_none() {
            return Err(expected("`,` or `]`", found));
        }
        let found = inner.span();
        let word = inner.call(Ident::parse_any);
        if !word.is_ok_and(|word| word == "stride") {
            return Err(expected("`stride`", found));
        }
        let found = inner.span();
        if inner.parse::<Option<Token![=]>>()?.is_none() {
            return Err(expected("`=` after `stride`", found));
        }
        stride = Some(number("the number of bits")?);
        inner.parse::<Option<Token![,]>>()?;
    }
    if !inner.is_empty() {
        return Err(expected("`]`", inner.span()));
    }
    Ok(Array { len, stride })
}

fn conversion(input: ParseStream<'_>) -> syn::Result<Conversion> {
    if input.peek(Token![=>]) {
        let arrow = input.parse::<Token![=>]>()?.span();
        let ty = converted(input)?;
        let is_signed = matches!(&ty, Type::Path(path) if path.path.is_ident("signed"));
        return Ok(match is_signed {
            true => Conversion::Signed,
            false => Conversion::Total(arrow, ty),
        });
    }
    if input.peek(Token![?]) {
        let arrow = input.parse::<Token![?]>()?.span();
        if !input.peek(Token![=>]) {
            return Err(diag::error(
                arrow,
                "expected `?=>`",
                "a type that not all bits are a value of is written as in `HIGH:LOW name ?=> Type;`",
            ));
        }
        input.parse::<Token![=>]>()?;
        return Ok(Conversion::Partial(arrow, converted(input)?));
    }
    Ok(Conversion::None)
}

/// The type behind an arrow.
fn converted(input: ParseStream<'_>) -> syn::Result<Type> {
    let found = input.span();
    input.parse().map_err(|_| {
        diag::error(
            found,
            "expected the type of the field",
            "write it behind the arrow, as in `HIGH:LOW name => Type;`, or `=> signed` for a number with a sign",
        )
    })
}
