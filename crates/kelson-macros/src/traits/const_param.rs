// SPDX-License-Identifier: MIT OR Apache-2.0

//! `c!`: the type of a value.

mod derive;

pub(crate) use derive::derive;

use crate::diag;
use proc_macro2::{
    Delimiter,
    Group,
    Ident,
    Literal,
    Span,
    TokenStream,
    TokenTree, //
};
use quote::{
    quote,
    quote_spanned,
    ToTokens, //
};
use syn::{
    ext::IdentExt as _,
    parse::{
        Parse,
        ParseStream, //
    },
    spanned::Spanned,
    Expr,
    Lit,
    Path,
    Token,
    Type, //
};

/// How many words a value of a derived type has: the parameters of `ValueOf`.
const WORDS: usize = 8;

/// How many characters of a text are parameters, and how many words follow.
const CHARS: usize = 16;
const TAIL: usize = 15;

/// The primitive types that are parameters, with the names of theirs; in the order of `OfKind`.
const SCALARS: [(&str, &str); 14] = [
    ("u8", "U8"),
    ("u16", "U16"),
    ("u32", "U32"),
    ("u64", "U64"),
    ("u128", "U128"),
    ("usize", "Usize"),
    ("i8", "I8"),
    ("i16", "I16"),
    ("i32", "I32"),
    ("i64", "I64"),
    ("i128", "I128"),
    ("isize", "Isize"),
    ("bool", "Bool"),
    ("char", "Char"),
];

pub(crate) fn expand(input: TokenStream) -> TokenStream {
    match syn::parse2::<Param>(ungrouped(input)) {
        Ok(param) => param.to_token_stream(),
        Err(error) => {
            let error = error.to_compile_error();
            // In a type, an error is the type that a macro makes.
            quote!(#error)
        }
    }
}

/// What a macro's `$value:expr` hands on, out of its invisible group.
fn ungrouped(input: TokenStream) -> TokenStream {
    let mut tokens = input.clone().into_iter();
    match (tokens.next(), tokens.next()) {
        (Some(TokenTree::Group(group)), None) if group.delimiter() == Delimiter::None => {
            ungrouped(group.stream())
        }
        _ => input,
    }
}

/// What is between the brackets of `c!`.
enum Param {
    Literal(Lit, bool),
    Typed {
        ty: Box<Type>,
        colon: Span,
        value: TokenStream,
    },
    Path(Path),
}

const HELP: &str =
    "write `c!(LITERAL)`, `c!(TYPE: VALUE)`, or `c!(PATH)` of an integer, a `bool` or a `char`";

impl Parse for Param {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        if input.is_empty() {
            return Err(diag::error(input.span(), "`c!` needs a value", HELP));
        }
        if input.peek(Lit) || (input.peek(Token![-]) && input.peek2(Lit)) {
            let is_negative = input.parse::<Option<Token![-]>>()?.is_some();
            let literal = input.parse()?;
            untyped_end(input)?;
            return Ok(Param::Literal(literal, is_negative));
        }
        let start = input.span();
        let fork = input.fork();
        if fork.parse::<Type>().is_err() {
            return Err(untyped(start));
        }
        let ty: Type = input.parse()?;
        if let Some(colon) = input.parse::<Option<Token![:]>>()? {
            let value: TokenStream = input.parse()?;
            // It ends up in a block.
            let end = value
                .clone()
                .into_iter()
                .find(|token| matches!(token, TokenTree::Punct(punct) if punct.as_char() == ';'));
            if let Some(end) = end {
                return Err(diag::error(
                    end.span(),
                    "`c!` takes one expression, and here is its end",
                    "put statements in a block: `c!(TYPE: { .. })`",
                ));
            }
            if value.is_empty() {
                return Err(diag::error(
                    colon.span,
                    "`c!` has a type and no value",
                    "write the value after the colon: `c!(TYPE: VALUE)`",
                ));
            }
            // Of all else that is wrong with it rustc says where it is, but here is no token for that.
            let end = value.clone().into_iter().last();
            let is_cut =
                |error: syn::Error| error.to_string().starts_with("unexpected end of input");
            if let (Err(true), Some(end)) =
                (syn::parse2::<Expr>(value.clone()).map_err(is_cut), end)
            {
                return Err(diag::error(
                    end.span(),
                    "the expression for the value of `c!` ends too early",
                    "write the rest of it behind this",
                ));
            }
            return Ok(Param::Typed {
                ty: Box::new(ty),
                colon: colon.span,
                value,
            });
        }
        untyped_end(input)?;
        match ungrouped_type(&ty) {
            Type::Path(path) if path.qself.is_none() => Ok(Param::Path(path.path.clone())),
            _ => Err(untyped(start)),
        }
    }
}

/// Nothing may follow a literal or a path.
fn untyped_end(input: ParseStream<'_>) -> syn::Result<()> {
    if input.is_empty() {
        Ok(())
    } else {
        Err(untyped(input.span()))
    }
}

fn untyped(at: Span) -> syn::Error {
    diag::error(
        at,
        "`c!` needs the type of a value that is more than a literal or a path",
        "write the type before it: `c!(TYPE: VALUE)`",
    )
}

fn ungrouped_type(ty: &Type) -> &Type {
    match ty {
        Type::Group(group) => ungrouped_type(&group.elem),
        Type::Paren(paren) => ungrouped_type(&paren.elem),
        _ => ty,
    }
}

/// A const argument: in messages about the type it is shown as what is at `at`.
fn block(at: Span, tokens: TokenStream) -> TokenTree {
    let mut group = Group::new(Delimiter::Brace, tokens);
    group.set_span(at);
    group.into()
}

impl ToTokens for Param {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend(match self {
            Param::Literal(literal, is_negative) => of_literal(literal, *is_negative),
            Param::Path(path) => of_path(path),
            Param::Typed { ty, colon, value } => match kind_of_text(ty) {
                Some(source) => of_text(source, ty, *colon, value),
                None => of_type(ty, *colon, value),
            },
        });
    }
}

/// A parameter that is a scalar, by the name of its type in `kelson::c`.
fn scalar(at: Span, name: &str, value: TokenTree) -> TokenStream {
    let name = Ident::new(name, at.resolved_at(Span::mixed_site()));
    quote_spanned!(Span::mixed_site()=> ::kelson::c::#name<#value>)
}

fn of_literal(literal: &Lit, is_negative: bool) -> TokenStream {
    let at = literal.span();
    if is_negative && !matches!(literal, Lit::Int(_) | Lit::Float(_)) {
        return diag::error(at, "only a number can be negative", "remove the `-`")
            .to_compile_error();
    }
    let minus = is_negative.then(|| Token![-](at));
    let value = block(at, quote!(#minus #literal));
    match literal {
        Lit::Str(text) => text_of(at, "str", text.value().as_bytes(), true),
        Lit::ByteStr(text) => text_of(at, "[u8]", &text.value(), false),
        Lit::CStr(text) => text_of(at, "CStr", text.value().as_bytes_with_nul(), false),
        Lit::Byte(_) => scalar(at, "U8", value),
        Lit::Char(_) => scalar(at, "Char", value),
        Lit::Bool(_) => scalar(at, "Bool", value),
        Lit::Int(int) => {
            let suffix = match int.suffix() {
                "" => "i32",
                suffix => suffix,
            };
            match SCALARS.iter().find(|(name, _)| *name == suffix) {
                Some((_, name)) => scalar(at, name, value),
                None => no_float(at),
            }
        }
        _ => no_float(at),
    }
}

fn no_float(at: Span) -> TokenStream {
    diag::error(
        at,
        "a float cannot be a const parameter",
        "equal floats need not be the same value, so they make no types; use an integer, or the float's `to_bits`",
    )
    .to_compile_error()
}

/// The text of a literal, which the macro knows: as few parameters as it takes.
fn text_of(at: Span, kind: &str, bytes: &[u8], is_str: bool) -> TokenStream {
    if bytes.len() > (TAIL + 1) * 16 {
        return diag::error(
            at,
            format_args!(
                "text in a const parameter has at most 256 bytes, and this has {}",
                bytes.len()
            ),
            "use a shorter text, or an associated constant",
        )
        .to_compile_error();
    }
    let chars: Vec<char> = if is_str {
        String::from_utf8_lossy(bytes).chars().collect()
    } else {
        bytes.iter().map(|byte| char::from(*byte)).collect()
    };
    let (first, rest) = chars.split_at(chars.len().min(CHARS));
    let kind = type_of_text(kind);
    let len = Literal::usize_unsuffixed(bytes.len());
    let mut arguments = quote!(#kind, #len #(, #first)*);
    if !rest.is_empty() {
        let used: usize = if is_str {
            first.iter().map(|char| char.len_utf8()).sum()
        } else {
            CHARS
        };
        for chunk in bytes[used..].chunks(16) {
            let mut word = [0; 16];
            word[..chunk.len()].copy_from_slice(chunk);
            let word = Literal::u128_unsuffixed(u128::from_le_bytes(word));
            arguments.extend(quote!(, #word));
        }
    }
    quote_spanned!(Span::mixed_site()=> ::kelson::c::Text<#arguments>)
}

fn type_of_text(kind: &str) -> TokenStream {
    match kind {
        "str" => quote!(::kelson::__private::core::primitive::str),
        "[u8]" => quote!([::kelson::__private::core::primitive::u8]),
        _ => quote!(::kelson::__private::core::ffi::CStr),
    }
}

/// The function of `Source` for a type that means text: `str`, `[u8]`, `CStr`, and the references to them.
fn kind_of_text(ty: &Type) -> Option<&'static str> {
    match ungrouped_type(ty) {
        Type::Reference(reference) if reference.mutability.is_none() => {
            kind_of_text(&reference.elem)
        }
        Type::Slice(slice) => match &*slice.elem {
            Type::Path(path) if path.path.is_ident("u8") => Some("bytes"),
            _ => None,
        },
        Type::Path(path) if path.path.is_ident("str") => Some("str"),
        Type::Path(path) if path.path.segments.last()?.ident.unraw() == "CStr" => Some("c_str"),
        _ => None,
    }
}

/// A text that only the compiler knows: each parameter asks for its part of it.
fn of_text(source: &str, ty: &Type, colon: Span, value: &TokenStream) -> TokenStream {
    let kind = type_of_text(match source {
        "str" => "str",
        "bytes" => "[u8]",
        _ => "CStr",
    });
    let source = Ident::new(source, Span::mixed_site());
    // The reference's type, so that the user's value is what does not fit if it does not.
    let reference = quote_spanned!(ty.span()=> &'static #kind);
    let part = |at: Span, call: TokenStream| {
        block(
            at,
            quote_spanned! {Span::mixed_site()=>
                const __VALUE: #reference = #value;
                ::kelson::__private::const_param::Source::#source(__VALUE).#call
            },
        )
    };
    let len = part(
        Span::call_site(),
        quote_spanned!(first_span(value).resolved_at(Span::mixed_site())=> size()),
    );
    let chars = (0..CHARS).map(|index| part(colon, quote!(char(#index))));
    let words = (0..TAIL).map(|index| part(colon, quote!(word(#index))));
    quote_spanned!(Span::mixed_site()=> ::kelson::c::Text<#kind, #len, #(#chars,)* #(#words),*>)
}

fn first_span(tokens: &TokenStream) -> Span {
    tokens
        .clone()
        .into_iter()
        .next()
        .map_or_else(Span::call_site, |token| token.span())
}

/// A scalar, by the name of its type, or a value of a type that says itself how it is encoded.
fn of_type(ty: &Type, colon: Span, value: &TokenStream) -> TokenStream {
    if let Type::Path(path) = ungrouped_type(ty) {
        let found = SCALARS
            .iter()
            .find(|(primitive, _)| path.path.is_ident(primitive));
        if let Some((_, name)) = found {
            // Only the value and nothing around it, so that it may be a generic parameter.
            return scalar(ty.span(), name, block(Span::call_site(), value.clone()));
        }
        if path.path.is_ident("f32") || path.path.is_ident("f64") {
            return no_float(ty.span());
        }
    }
    // Where the type is at fault, the error is at the type.
    let at = ty.span().resolved_at(Span::mixed_site());
    let words = (0..WORDS).map(|index| {
        let word = quote_spanned!(at=>
            ::kelson::__private::const_param::word::<#ty, __Value>(#index)
        );
        block(
            if index == 0 { Span::call_site() } else { colon },
            quote_spanned! {Span::mixed_site()=>
                const __VALUE: #ty = #value;
                #[allow(dead_code, reason = "the type has no values: it names one")]
                enum __Value {}
                impl ::kelson::__private::const_param::Given<#ty> for __Value {
                    const VALUE: ::kelson::__private::core::option::Option<#ty> = ::kelson::__private::core::option::Option::Some(__VALUE);
                }
                #word
            },
        )
    });
    quote_spanned!(Span::mixed_site()=> ::kelson::c::ValueOf<#ty, #(#words),*>)
}

/// A constant of which the compiler finds out the type.
fn of_path(path: &Path) -> TokenStream {
    let at = path.span().resolved_at(Span::mixed_site());
    let scalar = quote_spanned!(at=> ::kelson::__private::const_param::Scalar::of(#path));
    let kind = block(Span::call_site(), quote!(#scalar.kind()));
    let values = SCALARS.iter().map(|(primitive, _)| {
        let primitive = Ident::new(primitive, Span::mixed_site());
        block(
            at,
            quote_spanned!(at=> #scalar.only::<::kelson::__private::core::primitive::#primitive>()),
        )
    });
    quote_spanned! {Span::mixed_site()=>
        <::kelson::__private::const_param::Kind<#kind>
            as ::kelson::__private::const_param::OfKind<#(#values),*>>::Param
    }
}
