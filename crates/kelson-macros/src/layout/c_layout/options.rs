// SPDX-License-Identifier: MIT OR Apache-2.0

//! What stands in `c_layout(..)`.

use crate::attributes;
use crate::diag;
use proc_macro2::{
    Span,
    TokenStream, //
};
use quote::ToTokens;
use syn::{
    ext::IdentExt,
    parse::{
        Parse,
        ParseStream, //
    },
    spanned::Spanned,
    Attribute,
    Expr,
    Generics,
    Ident,
    Lit, //
};

/// The options, each at most once.
#[derive(Default)]
pub(crate) struct Options {
    /// Where `packed` stands.
    pub(crate) packed: Option<Span>,
    /// The `N` of `pack(N)`.
    pub(crate) pack: Option<Expr>,
    /// The `N` of `align(N)`.
    pub(crate) align: Option<Expr>,
    /// Where `no_new` stands.
    pub(crate) no_new: Option<Span>,
    /// The type has an alignment of 1, whatever it has in C. We write this, not the user.
    pub(crate) unaligned: Option<Span>,
}

impl Parse for Options {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let mut options = Options::default();
        while !input.is_empty() {
            let found = input.span();
            let name = input.call(Ident::parse_any).map_err(|_| unknown(found))?;
            let repeated = match name.to_string().as_str() {
                "packed" => options.packed.replace(name.span()).is_some(),
                "no_new" => options.no_new.replace(name.span()).is_some(),
                "__unaligned" => options.unaligned.replace(name.span()).is_some(),
                "pack" => {
                    let number = number(input, &name)?;
                    check_pack(&number)?;
                    options.pack.replace(number).is_some()
                }
                "align" => {
                    let number = number(input, &name)?;
                    check_align(&number)?;
                    options.align.replace(number).is_some()
                }
                _ => return Err(unknown(name.span())),
            };
            if repeated {
                return Err(diag::error(
                    name.span(),
                    format_args!("`{name}` is said twice"),
                    "remove one",
                ));
            }
            let found = input.span();
            if !input.is_empty() && input.parse::<Option<syn::Token![,]>>()?.is_none() {
                return Err(diag::error(
                    found,
                    format_args!("expected `,` after `{name}`"),
                    OPTIONS,
                ));
            }
        }
        Ok(options)
    }
}

impl Options {
    /// Plain members may be where their type could not be borrowed.
    pub(crate) fn loosens(&self) -> bool {
        self.packed.is_some() || self.pack.is_some() || self.unaligned.is_some()
    }

    /// What a struct or union cannot have beside the attribute.
    pub(crate) fn check_record(
        &self,
        attrs: &[Attribute],
        generics: &Generics,
        name: &Ident,
    ) -> syn::Result<()> {
        check_repr(attrs)?;
        let parameter = generics
            .params
            .iter()
            .find(|p| !matches!(p, syn::GenericParam::Lifetime(_)));
        match parameter {
            None => Ok(()),
            Some(parameter) => Err(diag::error(
                parameter.span(),
                format_args!("`{name}` has no one layout, because it is generic"),
                "only lifetimes can be parameters; write a type for each use, or `repr(C)` where that is all it needs",
            )),
        }
    }
}

/// There is one authority on the layout.
pub(crate) fn check_repr(attrs: &[Attribute]) -> syn::Result<()> {
    match attrs.iter().find(|a| attributes::is(a, "repr")) {
        None => Ok(()),
        Some(repr) => Err(diag::error(
            repr.path().span(),
            "`repr` does not go beside the `c_layout` attribute",
            "remove it; `c_layout` has `packed`, `pack(N)` and `align(N)` of its own",
        )),
    }
}

/// The parenthesized number of an option.
fn number(input: ParseStream<'_>, name: &Ident) -> syn::Result<Expr> {
    let needs = |span| {
        diag::error(
            span,
            format_args!("`{name}` needs a number"),
            format_args!("write `{name}(8)`, or the path of a constant in place of the 8"),
        )
    };
    if !input.peek(syn::token::Paren) {
        return Err(needs(name.span()));
    }
    let inner;
    syn::parenthesized!(inner in input);
    if inner.is_empty() {
        return Err(needs(name.span()));
    }
    let found = inner.span();
    let number = inner.parse::<Expr>().map_err(|_| needs(found))?;
    if !inner.is_empty() {
        return Err(diag::error(
            inner.span(),
            format_args!("`{name}` takes one number"),
            "remove the rest",
        ));
    }
    Ok(number)
}

/// The value of a literal; constants are left to the compiler.
pub(crate) fn literal(number: &Expr) -> Option<syn::Result<u128>> {
    let wrong = |message: &str| {
        Some(Err(diag::error(
            number.span(),
            message,
            "write a number such as 8, or the path of a constant",
        )))
    };
    match number {
        Expr::Group(group) => literal(&group.expr),
        Expr::Unary(unary) => match (&unary.op, literal(&unary.expr)?) {
            (syn::UnOp::Neg(_), Ok(_)) => wrong("this number is negative"),
            (syn::UnOp::Neg(_), error) => Some(error),
            _ => None,
        },
        Expr::Lit(lit) => match &lit.lit {
            // What is too big for this is too big for any use.
            Lit::Int(int) => Some(Ok(int.base10_parse().unwrap_or(u128::MAX))),
            _ => wrong("this is no whole number"),
        },
        _ => None,
    }
}

fn check_pack(number: &Expr) -> syn::Result<()> {
    match literal(number).transpose()? {
        None | Some(1 | 2 | 4 | 8 | 16) => Ok(()),
        Some(_) => Err(diag::error(
            number.span(),
            format_args!("`pack({})` is none that C has", number.to_token_stream()),
            "the number is 1, 2, 4, 8 or 16",
        )),
    }
}

/// Whether an alignment is one, as far as can be seen here.
pub(crate) fn check_align(number: &Expr) -> syn::Result<()> {
    match literal(number).transpose()? {
        Some(align) if !align.is_power_of_two() || align > 1 << 28 => Err(diag::error(
            number.span(),
            format_args!("`{}` is no alignment", number.to_token_stream()),
            "an alignment is a power of two, and at most 2^28",
        )),
        _ => Ok(()),
    }
}

fn unknown(span: Span) -> syn::Error {
    diag::error(
        span,
        "unknown argument of the `c_layout` attribute",
        OPTIONS,
    )
}

const OPTIONS: &str =
    "there are `packed`, `pack(N)`, `align(N)` and `no_new`, with commas between them";

/// An attribute that has nothing in parentheses.
pub(crate) fn no_argument(attr: &Attribute) -> syn::Result<()> {
    match &attr.meta {
        syn::Meta::Path(_) => Ok(()),
        _ => {
            let name = attr.path().to_token_stream();
            Err(diag::error(
                attr.path().span(),
                format_args!("the `{name}` attribute has no argument"),
                format_args!("write `#[{name}]`"),
            ))
        }
    }
}

/// The number in the parentheses of a field's attribute.
pub(crate) fn argument(attr: &Attribute, name: &str, example: &str) -> syn::Result<Expr> {
    attr.parse_args::<Expr>().map_err(|_: syn::Error| {
        diag::error(
            attr.path().span(),
            format_args!("the `{name}` attribute needs a number"),
            format_args!(
                "write `#[{name}({example})]`, or the path of a constant in place of the {example}"
            ),
        )
    })
}

/// The number of bits, whatever integer type the constant has.
pub(crate) fn as_width(number: &Expr) -> TokenStream {
    quote::quote!(const { ::kelson::__private::c_layout::plan::width((#number) as ::kelson::__private::core::primitive::i128) })
}

/// The number of bytes of an alignment, whatever integer type the constant has.
pub(crate) fn as_align(number: &Expr) -> TokenStream {
    quote::quote!(const { ::kelson::__private::c_layout::plan::align((#number) as ::kelson::__private::core::primitive::i128) })
}
