// SPDX-License-Identifier: MIT OR Apache-2.0

//! `#[align]`. The types of each alignment are in the library.

use crate::attributes;
use crate::diag;
use proc_macro2::{Delimiter, Group, Span, TokenStream, TokenTree};
use quote::{quote, quote_spanned, ToTokens};
use syn::ext::IdentExt as _;
use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{
    parse_quote, parse_quote_spanned, Attribute, Data, DeriveInput, Expr, ExprLit, Fields,
    GenericParam, Lit, Token,
};

const FORM: &str = "write `#[kelson::align(PAGE_SIZE)]`";

pub(crate) fn expand(args: TokenStream, item: TokenStream) -> TokenStream {
    let Ok(mut model) = syn::parse2::<DeriveInput>(item.clone()) else {
        return diag::beside(&item, &wrong_place(&item));
    };
    match aligned(args, &mut model) {
        Ok(()) => model.into_token_stream(),
        Err(error) => diag::beside(&model.into_token_stream(), &error),
    }
}

/// The error for what is neither a struct, an enum nor a union.
fn wrong_place(item: &TokenStream) -> syn::Error {
    let span = item
        .clone()
        .into_iter()
        .next()
        .map_or(Span::call_site(), |token| token.span());
    match syn::parse2::<syn::Item>(item.clone()) {
        Ok(syn::Item::Static(item)) => diag::error(
            item.ty.span(),
            "`#[align]` does not go on a static",
            format_args!(
                "give it the type `Aligned<{}, {{ ALIGNMENT }}>`",
                item.ty.to_token_stream()
            ),
        ),
        Ok(other) => {
            let kind = diag::kind_of(&other);
            diag::error(
                span,
                format_args!("`#[align]` does not go on {} {kind}", diag::article(kind)),
                "it goes on a struct or a union",
            )
        }
        Err(error) => error,
    }
}

/// Adds to `model` what aligns it.
fn aligned(args: TokenStream, model: &mut DeriveInput) -> syn::Result<()> {
    let mut alignments = parse(args, Span::call_site())?;
    // Later attributes of the kind have not been expanded, and would each add a field.
    let mut others = Vec::new();
    model.attrs.retain(|attribute| {
        let is_ours = is_align(attribute);
        if is_ours {
            others.push(attribute.clone());
        }
        !is_ours
    });
    for attribute in others {
        let list = attribute.meta.require_list()?;
        alignments.extend(parse(list.tokens.clone(), attribute.span())?);
    }

    let mut constants = Vec::new();
    for alignment in alignments {
        if let Some(error) = not_a_number(&alignment) {
            return Err(error);
        }
        match number(&alignment) {
            // The language knows the largest of several too.
            Some(number) => model
                .attrs
                .push(parse_quote_spanned!(number.span()=> #[repr(align(#number))])),
            None => constants.push(alignment),
        }
    }
    if constants.is_empty() {
        return Ok(());
    }
    refuse_reprs(model)?;
    let (alignment, clause) = parameter(&constants, model);
    add_field(alignment, model)?;
    if let Some(clause) = clause {
        model.generics.make_where_clause().predicates.push(clause);
    }
    Ok(())
}

/// Whether this is one more `#[align(..)]` or `#[kelson::align(..)]`.
fn is_align(attribute: &Attribute) -> bool {
    let path = attribute.path();
    let last = path.segments.last();
    last.is_some_and(|segment| segment.ident.unraw() == "align")
        && (path.segments.len() == 1 || path.segments[0].ident.unraw() == "kelson")
}

fn parse(args: TokenStream, at: Span) -> syn::Result<Vec<Expr>> {
    let parsed = Punctuated::<Expr, Token![,]>::parse_terminated.parse2(args)?;
    if parsed.is_empty() {
        return Err(diag::error(at, "expected an alignment", FORM));
    }
    Ok(parsed.into_iter().collect())
}

/// The number, if the expression is one.
fn number(alignment: &Expr) -> Option<&Lit> {
    match alignment {
        Expr::Lit(ExprLit {
            lit: lit @ Lit::Int(number),
            ..
        }) if number.suffix().is_empty() => Some(lit),
        _ => None,
    }
}

/// What is wrong with an expression that is seen to be no alignment. Of others the compiler knows.
fn not_a_number(alignment: &Expr) -> Option<syn::Error> {
    let message = match alignment {
        Expr::Lit(lit) if !matches!(lit.lit, Lit::Int(_)) => "an alignment is a whole number",
        Expr::Unary(unary) if matches!(unary.op, syn::UnOp::Neg(_)) => {
            "an alignment is not negative"
        }
        Expr::Assign(_) => "an alignment has no name before it",
        _ => return None,
    };
    Some(diag::error(alignment.span(), message, FORM))
}

/// Refuses what cannot have the field.
fn refuse_reprs(model: &DeriveInput) -> syn::Result<()> {
    for attribute in &model.attrs {
        if !attributes::is(attribute, "repr") {
            continue;
        }
        // What is wrong with an attribute of its own rustc says.
        let Ok(list) = attribute.meta.require_list() else {
            continue;
        };
        for token in list.tokens.clone() {
            let TokenTree::Ident(word) = token else {
                continue;
            };
            let help = match word.unraw().to_string().as_str() {
                "packed" => "write `#[kelson::c_layout(packed, align(..))]`, which does both",
                "transparent" => "write `#[repr(C)]`, by which it is laid out as a struct of C",
                _ => continue,
            };
            return Err(diag::error(
                word.span(),
                format_args!("a type that is `{word}` cannot be aligned to a constant"),
                help,
            ));
        }
    }
    Ok(())
}

/// The type that has the alignment, and the condition on it, which only a parameter needs.
fn parameter(
    constants: &[Expr],
    model: &DeriveInput,
) -> (TokenStream, Option<syn::WherePredicate>) {
    let parameter = match constants {
        [Expr::Path(path)] => model
            .generics
            .params
            .iter()
            .find_map(|parameter| match parameter {
                GenericParam::Const(parameter) if path.path.is_ident(&parameter.ident) => {
                    Some(&parameter.ident)
                }
                _ => None,
            }),
        _ => None,
    };
    if let Some(parameter) = parameter {
        let number = quote_spanned!(parameter.span()=> ::kelson::Align<#parameter>);
        let clause = parse_quote!(#number: ::kelson::ToAlign);
        return (number, Some(clause));
    }
    let mut largest = quote!(1);
    for constant in constants {
        // What the compiler says of the value it says of the call, which begins and ends with the
        // tokens of the user's.
        let mut tokens = constant
            .to_token_stream()
            .into_iter()
            .map(|token| token.span());
        let first = tokens.next().unwrap_or_else(Span::call_site);
        let last = tokens.last().unwrap_or(first);
        let function = quote_spanned!(first=> ::kelson::__private::align::at_least);
        let constant = quote_spanned! {first=> {
            let __kelson_alignment: ::kelson::__private::core::primitive::usize = #constant;
            __kelson_alignment
        }};
        let mut arguments = Group::new(Delimiter::Parenthesis, quote!(#largest, #constant));
        arguments.set_span(last);
        largest = quote!(#function #arguments);
    }
    (quote!(::kelson::Align<{ #largest }>), None)
}

/// Adds the field.
fn add_field(alignment: TokenStream, model: &mut DeriveInput) -> syn::Result<()> {
    let visibility = &model.vis;
    let of = quote!([<#alignment as ::kelson::ToAlign>::T; 0]);
    let help = "move its fields to a struct, or have it as `Aligned<TYPE, { ALIGNMENT }>`";
    let named = parse_quote! {
        /// Aligns the type. In a literal it is `_align: []`.
        #visibility _align: #of
    };
    let fields = match &model.data {
        Data::Struct(structure) => structure.fields.iter().collect(),
        Data::Union(union) => union.fields.named.iter().collect(),
        Data::Enum(_) => Vec::new(),
    };
    let names = fields.into_iter().filter_map(|field| field.ident.as_ref());
    if let Some(taken) = names.into_iter().find(|name| name.unraw() == "_align") {
        return Err(diag::error(
            taken.span(),
            "`_align` is the name of the field that aligns the type",
            "give this field another name",
        ));
    }
    match &mut model.data {
        Data::Struct(structure) => match &mut structure.fields {
            Fields::Named(fields) => fields.named.insert(0, named),
            Fields::Unnamed(fields) => {
                let field: syn::Field = syn::Field {
                    ident: None,
                    ..parse_quote! {
                        /// Aligns the type. In a literal it is `[]`.
                        #visibility _align: #of
                    }
                };
                fields.unnamed.push(field);
            }
            Fields::Unit => {
                let name = &model.ident;
                return Err(diag::error(
                    name.span(),
                    format_args!("`{name}` has no room for the field that would align it"),
                    format_args!("write `struct {name} {{}}`"),
                ));
            }
        },
        Data::Union(union) => union.fields.named.insert(0, named),
        Data::Enum(_) => {
            return Err(diag::error(
                model.ident.span(),
                "an enum cannot be aligned to a constant",
                help,
            ));
        }
    }
    Ok(())
}
