// SPDX-License-Identifier: MIT OR Apache-2.0

//! `init!`: what a value is made of, in the form of a struct literal.

mod expand;
mod parse;

use proc_macro2::TokenStream;
use syn::{
    Attribute,
    Expr,
    Ident,
    Index,
    Path,
    Token,
    Type, //
};

pub(crate) fn init(input: TokenStream) -> TokenStream {
    match syn::parse2::<Initializer>(input) {
        Ok(model) => expand::expand(&model),
        Err(error) => error.to_compile_error(),
    }
}

/// `out => Path { .. } ? Error`.
struct Initializer {
    /// The place, if there is one already.
    out: Option<Expr>,
    shape: Shape,
    parts: Vec<Part>,
    /// The expression of `..expression`.
    tail: Option<Expr>,
    /// The error, if it is given.
    error: Option<Type>,
}

/// What kind of value is built.
enum Shape {
    /// A struct or a variant of an enum, whichever way its fields are named.
    Fields {
        path: Path,
        /// Whether the last field has no fixed size, which is said by `unsized`.
        is_unsized: bool,
    },
    /// An array of this many elements.
    Array(usize),
}

/// One entry of the literal.
struct Part {
    attributes: Vec<Attribute>,
    kind: PartKind,
}

enum PartKind {
    Field(Field),
    /// `_: { .. }`, code to run between two fields.
    Code(Expr),
}

struct Field {
    name: Name,
    /// How the rest of the literal can use the field, if at all.
    access: Option<Access>,
    source: Source,
    /// The field that this one borrows from, in `field <- &lender => |lender, out| ..`.
    lender: Option<Ident>,
    value: Expr,
}

enum Name {
    Ident(Ident),
    Index(Index),
}

enum Access {
    Shared,
    Exclusive,
}

/// Where the value of a field comes from.
enum Source {
    /// `field: value`.
    Value,
    /// `field <- initializer`.
    Initializer(Token![<-]),
    /// `field <-? initializer`.
    Fallible(Token![?]),
}
