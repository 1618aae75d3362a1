// SPDX-License-Identifier: MIT OR Apache-2.0

//! The enum as its author wrote it, with every mistake that shows without knowing types.

use super::tags::{
    self,
    Tag, //
};
use crate::attributes;
use crate::diag;
use crate::itself;
use proc_macro2::{
    Delimiter,
    Group,
    Ident,
    Span,
    TokenStream,
    TokenTree, //
};
use quote::{
    quote,
    quote_spanned, //
};
use syn::{
    ext::IdentExt,
    parse::ParseStream,
    punctuated::Punctuated,
    spanned::Spanned,
    Attribute,
    Data,
    DeriveInput,
    Fields,
    Generics,
    Member,
    Path,
    Token,
    Type,
    Visibility, //
};

pub(super) struct Model {
    pub(super) name: Ident,
    pub(super) vis: Visibility,
    pub(super) generics: Generics,
    pub(super) options: Options,
    pub(super) variants: Vec<Variant>,
}

/// What `#[word(..)]` says.
#[derive(Default)]
pub(super) struct Options {
    /// Where it says `copy`.
    pub(super) copy: Option<Span>,
    pub(super) derives: Vec<Path>,
}

pub(super) struct Variant {
    pub(super) name: Ident,
    pub(super) payload: Option<Payload>,
    pub(super) tag: Option<Tag>,
}

/// The one field of a variant.
pub(super) struct Payload {
    pub(super) field: Option<Ident>,
    pub(super) ty: Type,
}

impl Payload {
    /// `{ field: inner }`, which is a pattern and an expression.
    pub(super) fn around(&self, inner: TokenStream) -> TokenStream {
        let member = self.member();
        quote!({ #member: #inner })
    }

    /// `<Type as Slot>::member`, from the type's first token to its last: so that whatever is said
    /// of it is said there, and is the same each time, and shown once.
    pub(super) fn slot(&self, member: &TokenStream) -> TokenStream {
        let ty = &self.ty;
        let (first, last) = self.ends();
        let open = quote_spanned!(first=> <);
        let close = quote_spanned!(last=> as ::kelson::Slot>::);
        let member = moved(member, last);
        quote!(#open #ty #close #member)
    }

    /// `of::name { field: { <Type as Slot>::function(arguments) } }`. Each expression in it has a type that
    /// is an error if this one is, and so is at the same place.
    pub(super) fn variant(
        &self,
        of: &TokenStream,
        name: &Ident,
        function: &TokenStream,
        arguments: &TokenStream,
    ) -> TokenStream {
        let (first, last) = self.ends();
        let group = |delimiter, tokens| {
            let mut group = Group::new(delimiter, tokens);
            group.set_span(last);
            group
        };
        let path = moved(&quote!(#of::#name), first);
        let member = self.member();
        let field = moved(&quote!(#member:), first);
        let function = self.slot(function);
        let arguments = group(Delimiter::Parenthesis, arguments.clone());
        let value = group(Delimiter::Brace, quote!(#function #arguments));
        let fields = group(Delimiter::Brace, quote!(#field #value));
        quote!(#path #fields)
    }

    /// Where the type's first and last token are.
    fn ends(&self) -> (Span, Span) {
        let ty = &self.ty;
        let mut spans = quote!(#ty).into_iter().map(|token| token.span());
        let first = spans.next().unwrap_or_else(Span::call_site);
        (first, spans.last().unwrap_or(first))
    }

    fn member(&self) -> Member {
        match &self.field {
            Some(name) => Member::Named(name.clone()),
            None => Member::Unnamed(0.into()),
        }
    }
}

impl Model {
    pub(super) fn of(mut input: DeriveInput) -> syn::Result<Self> {
        let (name, generics) = (input.ident.clone(), input.generics.clone());
        itself::by_name(&mut input, &name, &generics)?;
        let data = match input.data {
            Data::Enum(data) => data,
            Data::Struct(data) => return Err(not_an_enum(data.struct_token.span(), "struct")),
            Data::Union(data) => return Err(not_an_enum(data.union_token.span(), "union")),
        };
        let mut errors = Errors::default();
        let options = errors.keep(options(&input.attrs)).unwrap_or_default();
        if data.variants.is_empty() {
            errors.add(diag::error(
                input.ident.span(),
                format_args!("`{}` has no variants, and so no word", input.ident),
                "remove `Word` from the derives",
            ));
        }
        let mut variants = Vec::new();
        for variant in data.variants {
            let tag = errors.keep(tags::tag_of(&variant.attrs)).flatten();
            let Some(payload) = errors.keep(payload(&input.ident, &variant)) else {
                continue;
            };
            variants.push(Variant {
                name: variant.ident,
                payload,
                tag,
            });
        }
        errors.none()?;
        tags::check(&input.ident, &variants)?;
        let mut generics = input.generics;
        for param in &mut generics.params {
            match param {
                syn::GenericParam::Type(param) => {
                    param.attrs.clear();
                    param.eq_token = None;
                    param.default = None;
                }
                syn::GenericParam::Const(param) => {
                    param.attrs.clear();
                    param.eq_token = None;
                    param.default = None;
                }
                syn::GenericParam::Lifetime(param) => param.attrs.clear(),
            }
        }
        Ok(Model {
            name: input.ident,
            vis: input.vis,
            generics,
            options,
            variants,
        })
    }
}

fn not_an_enum(span: Span, kind: &str) -> syn::Error {
    diag::error(
        span,
        format_args!("`Word` cannot be derived for a {kind}"),
        "put it on an enum whose variants are a pointer, a small number or nothing each",
    )
}

/// The payload of a variant, if it has one.
fn payload(of: &Ident, variant: &syn::Variant) -> syn::Result<Option<Payload>> {
    let name = &variant.ident;
    if let Some(attr) = variant
        .fields
        .iter()
        .flat_map(|field| &field.attrs)
        .find(|attr| is_ours(attr))
    {
        return Err(diag::error(
            attr.span(),
            "a field of a word's enum takes no attribute of it",
            format_args!("put it on the variant `{name}`, or on `{of}`"),
        ));
    }
    let mut fields = variant.fields.iter();
    let (Some(field), None) = (fields.next(), fields.next()) else {
        let count = variant.fields.len();
        if count == 0 {
            return Ok(None);
        }
        // From the second on.
        let extra: Vec<&Type> = variant
            .fields
            .iter()
            .skip(1)
            .map(|field| &field.ty)
            .collect();
        let types = variant.fields.iter().map(|field| &field.ty);
        let tuple = spelled(&quote!((#(#types),*)));
        let boxed = match &variant.fields {
            Fields::Named(_) => format!("a struct of them, and a box of that for `{name}`"),
            _ => format!("`{name}(Box<{tuple}>)`, or a box of a struct"),
        };
        return Err(diag::error(
            quote!(#(#extra)*).span_of(),
            format_args!("`{of}::{name}` has {count} fields, and a word has room for one"),
            format_args!("make that {boxed}"),
        ));
    };
    if let Some(span) = points_to_unsized(&field.ty) {
        let ty = &field.ty;
        return Err(diag::error(
            span,
            format_args!(
                "`{of}::{name}` points to an unsized type, and such a pointer takes two words"
            ),
            format_args!(
                "put that in a box: `{name}(Box<{}>)`",
                spelled(&quote!(#ty))
            ),
        ));
    }
    // What a `macro_rules!` has passed on is in its caller's source, and so are errors about it.
    let mut ty = &field.ty;
    while let Type::Group(group) = ty {
        ty = &group.elem;
    }
    Ok(Some(Payload {
        field: field.ident.clone(),
        ty: ty.clone(),
    }))
}

/// The same tokens at another place.
fn moved(tokens: &TokenStream, to: Span) -> TokenStream {
    let at = |mut token: TokenTree| {
        token.set_span(to);
        token
    };
    tokens.clone().into_iter().map(at).collect()
}

/// Where a type that is written out says so. Of all others the compiler knows.
fn points_to_unsized(ty: &Type) -> Option<Span> {
    let to = match ty {
        Type::Group(group) => return points_to_unsized(&group.elem),
        Type::Paren(paren) => return points_to_unsized(&paren.elem),
        Type::Reference(reference) => &*reference.elem,
        Type::Path(path) => {
            let last = path.path.segments.last()?;
            let syn::PathArguments::AngleBracketed(arguments) = &last.arguments else {
                return None;
            };
            let to = arguments.args.iter().find_map(|argument| match argument {
                syn::GenericArgument::Type(ty) => Some(ty),
                _ => None,
            })?;
            match last.ident.to_string().as_str() {
                "Option" | "Pin" => return points_to_unsized(to),
                "Box" | "Rc" | "Arc" | "NonNull" | "KBox" | "KArc" => to,
                _ => return None,
            }
        }
        _ => return None,
    };
    match to {
        Type::TraitObject(object) => Some(object.span()),
        Type::Slice(slice) => Some(slice.span()),
        Type::Path(path) if path.path.is_ident("str") => Some(path.span()),
        _ => None,
    }
}

/// The whole of some tokens.
trait SpanOf {
    fn span_of(&self) -> Span;
}

impl SpanOf for TokenStream {
    fn span_of(&self) -> Span {
        // The first token: stable compilers join no spans.
        self.clone()
            .into_iter()
            .next()
            .map_or_else(Span::call_site, |token| token.span())
    }
}

fn is_ours(attr: &Attribute) -> bool {
    attributes::is(attr, "word") || attributes::is(attr, "tag")
}

fn options(attrs: &[Attribute]) -> syn::Result<Options> {
    let mut options = Options::default();
    for attr in attrs {
        if attributes::is(attr, "tag") {
            return Err(diag::error(
                attr.span(),
                "`#[tag]` goes on a variant",
                "the enum itself has no tag",
            ));
        }
        if !attributes::is(attr, "word") {
            continue;
        }
        if !matches!(attr.meta, syn::Meta::List(_)) {
            return Err(unknown(attr.path().span()));
        }
        attr.parse_args_with(|input: ParseStream<'_>| options.take(input))?;
    }
    Ok(options)
}

impl Options {
    /// Takes in what stands in the parentheses of one attribute.
    fn take(&mut self, input: ParseStream<'_>) -> syn::Result<()> {
        while !input.is_empty() {
            let found = input.span();
            let word = input.call(Ident::parse_any).map_err(|_| unknown(found))?;
            if word == "copy" {
                if self.copy.replace(word.span()).is_some() {
                    return Err(diag::error(
                        word.span(),
                        "`copy` is said twice",
                        "remove one",
                    ));
                }
            } else if word == "derive" && input.peek(syn::token::Paren) {
                let list;
                syn::parenthesized!(list in input);
                let derives = Punctuated::<Path, Token![,]>::parse_terminated(&list)?;
                self.derives.extend(derives);
            } else {
                return Err(unknown(word.span()));
            }
            let found = input.span();
            if !input.is_empty() && input.parse::<Option<Token![,]>>()?.is_none() {
                return Err(diag::error(
                    found,
                    format_args!("expected `,` after `{word}`"),
                    ABOUT_OPTIONS,
                ));
            }
        }
        Ok(())
    }
}

const ABOUT_OPTIONS: &str = "`#[word(copy)]` makes the word `Copy`, and `#[word(derive(Debug))]` derives for the shared view";

fn unknown(span: Span) -> syn::Error {
    diag::error(span, "expected `copy` or `derive(..)`", ABOUT_OPTIONS)
}

/// Several errors as one.
#[derive(Default)]
pub(super) struct Errors(Option<syn::Error>);

impl Errors {
    pub(super) fn add(&mut self, error: syn::Error) {
        match &mut self.0 {
            Some(all) => all.combine(error),
            none => *none = Some(error),
        }
    }

    fn keep<T>(&mut self, result: syn::Result<T>) -> Option<T> {
        result.map_err(|error| self.add(error)).ok()
    }

    pub(super) fn none(self) -> syn::Result<()> {
        self.0.map_or(Ok(()), Err)
    }
}

/// Types as a person writes them.
fn spelled(tokens: &TokenStream) -> String {
    let mut text = tokens.to_string();
    for (from, to) in [
        (" :: ", "::"),
        (" < ", "<"),
        (" >", ">"),
        (" ,", ","),
        ("& ", "&"),
    ] {
        text = text.replace(from, to);
    }
    text
}
