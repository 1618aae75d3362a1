// SPDX-License-Identifier: MIT OR Apache-2.0

//! The members, as the user wrote them.

use super::{
    anonymous::Anonymous,
    options, //
};
use crate::attributes;
use crate::diag;
use proc_macro2::{
    Span,
    TokenStream, //
};
use quote::{
    quote,
    quote_spanned,
    ToTokens, //
};
use syn::{
    ext::IdentExt as _,
    spanned::Spanned,
    Attribute,
    Expr,
    Field,
    Fields,
    FieldsNamed,
    Ident,
    ItemStruct,
    ItemUnion,
    Type,
    Visibility, //
};

/// The names of our attributes.
pub(crate) const HELPERS: [&str; 5] = ["align", "bits", "counted_by", "native", "packed"];

/// What kind of member it is.
pub(crate) enum Kind {
    /// A type of the user's; `native` says where that attribute stands.
    Plain { native: Option<Span> },
    /// A bit-field of that width.
    Bits(Expr),
    /// A flexible array of `Type`s, and the field that counts them.
    Flexible(Type, Option<Ident>),
    /// A struct or union without a name, of which the type is made here.
    Anonymous(Anonymous),
}

/// A member of a struct or union.
pub(crate) struct Member {
    pub(crate) kind: Kind,
    /// The attributes that are not ours.
    pub(crate) attrs: Vec<Attribute>,
    pub(crate) vis: Visibility,
    pub(crate) name: Ident,
    pub(crate) ty: Type,
    /// The alignment that the member asks for.
    pub(crate) align: Option<Expr>,
    /// `#[packed]`.
    pub(crate) packed: bool,
}

pub(crate) fn of_struct(item: &ItemStruct) -> syn::Result<Vec<Member>> {
    match &item.fields {
        Fields::Named(fields) => collect(fields.named.iter(), false),
        Fields::Unit => Ok(Vec::new()),
        Fields::Unnamed(fields) => Err(diag::error(
            fields.span(),
            "the members of a C struct have names",
            "write `struct Name { field: Type, .. }`",
        )),
    }
}

pub(crate) fn of_union(item: &ItemUnion) -> syn::Result<Vec<Member>> {
    collect(item.fields.named.iter(), true)
}

pub(crate) fn of_anonymous(fields: &FieldsNamed, is_union: bool) -> syn::Result<Vec<Member>> {
    collect(fields.named.iter(), is_union)
}

/// All members, or all errors.
fn collect<'a>(
    fields: impl Iterator<Item = &'a Field>,
    is_union: bool,
) -> syn::Result<Vec<Member>> {
    let mut members = Vec::new();
    let mut errors: Option<syn::Error> = None;
    let mut fields = fields.peekable();
    while let Some(field) = fields.next() {
        let is_last = fields.peek().is_none();
        match member(field, is_last, is_union) {
            Ok(member) => members.push(member),
            Err(error) => match &mut errors {
                Some(errors) => errors.combine(error),
                None => errors = Some(error),
            },
        }
    }
    match errors {
        Some(errors) => Err(errors),
        None => {
            check_names(&members)?;
            check_counts(&members)?;
            Ok(members)
        }
    }
}

fn member(field: &Field, is_last: bool, is_union: bool) -> syn::Result<Member> {
    let name = field.ident.clone().expect("fields with names have them");
    let mut ours = Ours::default();
    for attr in &field.attrs {
        check_cfg_attr(attr)?;
        ours.take(attr)?;
    }
    let unnamed = name == "__";
    if name.unraw().to_string().starts_with("__") && !unnamed {
        return Err(diag::error(
            name.span(),
            format_args!("`{name}` is a name of a kind that the `c_layout` attribute uses itself"),
            "do not start it with two underscores",
        ));
    }
    let kind = kind(field, &name, &ours, is_last, is_union)?;
    if unnamed && !matches!(kind, Kind::Bits(_)) {
        return Err(diag::error(
            name.span(),
            "only a bit-field can be without a name",
            "give it one, or say how many `#[bits(..)]` it has",
        ));
    }
    if let (Some(span), false) = (ours.native, matches!(kind, Kind::Plain { .. })) {
        return Err(misplaced(span, "native", "a plain field"));
    }
    if let (Some((span, _)), false) = (&ours.counted_by, matches!(kind, Kind::Flexible(..))) {
        return Err(misplaced(
            *span,
            "counted_by",
            "a flexible array, the last field, of type `[T]`",
        ));
    }
    let attrs = field.attrs.iter().filter(|a| !is_helper(a));
    Ok(Member {
        kind,
        attrs: attrs.cloned().collect(),
        vis: field.vis.clone(),
        name,
        ty: field.ty.clone(),
        align: ours.align,
        packed: ours.packed,
    })
}

fn kind(
    field: &Field,
    name: &Ident,
    ours: &Ours,
    is_last: bool,
    is_union: bool,
) -> syn::Result<Kind> {
    if let Some(width) = &ours.bits {
        let zero = matches!(options::literal(width).transpose()?, Some(0));
        if zero && name != "__" {
            return Err(diag::error(
                width.span(),
                format_args!("the bit-field `{name}` has no bits"),
                "one of width 0 ends a run of bit-fields and has no name: call it `__`",
            ));
        }
        if let (Some(align), true) = (&ours.align, name == "__") {
            return Err(diag::error(
                align.span(),
                "a bit-field without a name cannot ask for an alignment",
                "remove the `align` attribute, or give the bit-field a name",
            ));
        }
        return Ok(Kind::Bits(width.clone()));
    }
    match bare(&field.ty) {
        Type::Slice(slice) if is_last && !is_union => Ok(Kind::Flexible(
            (*slice.elem).clone(),
            ours.counted_by.as_ref().map(|(_, name)| name.clone()),
        )),
        Type::Slice(slice) => Err(diag::error(
            slice.span(),
            "a flexible array is the last member of a struct",
            "move it to the end, or give the array a length",
        )),
        Type::Macro(ty) if ty.mac.path.is_ident("anon") => {
            if ty.mac.tokens.is_empty() {
                return Err(Anonymous::form(ty.mac.path.span()));
            }
            let anonymous: Anonymous = syn::parse2(ty.mac.tokens.clone())?;
            anonymous.check()?;
            Ok(Kind::Anonymous(anonymous))
        }
        ty if is_unsized(ty) => Err(diag::error(
            ty.span(),
            format_args!(
                "`{name}` is of the unsized type `{}`, and a member of a C record has a size",
                text(ty)
            ),
            "write a pointer to it, an array `[u8; N]`, or `[T]` for a flexible array at the end",
        )),
        _ => Ok(Kind::Plain {
            native: ours.native,
        }),
    }
}

/// Whether a type that is written out says that its values have no size of their own. Of all others the
/// compiler knows.
pub(crate) fn is_unsized(ty: &Type) -> bool {
    match ty {
        Type::TraitObject(_) => true,
        Type::Path(path) => path.path.segments.last().is_some_and(|last| {
            ["str", "CStr", "OsStr"]
                .iter()
                .any(|name| last.ident == name)
        }),
        _ => false,
    }
}

/// The type, out of what a `macro_rules!` wraps around a `$ty`.
pub(crate) fn bare(ty: &Type) -> &Type {
    match ty {
        Type::Group(group) => bare(&group.elem),
        _ => ty,
    }
}

/// Our attributes of one field.
#[derive(Default)]
struct Ours {
    bits: Option<Expr>,
    align: Option<Expr>,
    packed: bool,
    native: Option<Span>,
    counted_by: Option<(Span, Ident)>,
}

impl Ours {
    fn take(&mut self, attr: &Attribute) -> syn::Result<()> {
        let Some(name) = helper(attr) else {
            return Ok(());
        };
        let repeated = match name {
            "bits" => self
                .bits
                .replace(options::argument(attr, "bits", "3")?)
                .is_some(),
            "align" => {
                let align = options::argument(attr, "align", "8")?;
                options::check_align(&align)?;
                self.align.replace(align).is_some()
            }
            "counted_by" => {
                let count = attr.parse_args().map_err(|_: syn::Error| {
                    diag::error(
                        attr.path().span(),
                        "the `counted_by` attribute needs the field that has the number of elements",
                        "write `#[counted_by(field)]`",
                    )
                })?;
                self.counted_by
                    .replace((attr.path().span(), count))
                    .is_some()
            }
            "native" => {
                options::no_argument(attr)?;
                self.native.replace(attr.path().span()).is_some()
            }
            _ => {
                options::no_argument(attr)?;
                std::mem::replace(&mut self.packed, true)
            }
        };
        if repeated {
            return Err(diag::error(
                attr.path().span(),
                format_args!("`{name}` is said twice"),
                "remove one",
            ));
        }
        Ok(())
    }
}

/// The name, if it is one of our attributes.
fn helper(attr: &Attribute) -> Option<&'static str> {
    HELPERS.into_iter().find(|name| attributes::is(attr, name))
}

pub(crate) fn is_helper(attr: &Attribute) -> bool {
    helper(attr).is_some()
}

fn misplaced(span: Span, attribute: &str, place: &str) -> syn::Error {
    diag::error(
        span,
        format_args!("the `{attribute}` attribute does nothing here"),
        format_args!("it goes on {place}"),
    )
}

/// An attribute macro sees what is in a `cfg_attr` too late: the layout would be that without it.
fn check_cfg_attr(attr: &Attribute) -> syn::Result<()> {
    if !attributes::is(attr, "cfg_attr") {
        return Ok(());
    }
    Err(diag::error(
        attr.path().span(),
        "a member cannot have `cfg_attr`, of which the `c_layout` attribute does not know what it becomes",
        "write the member twice, each time under its own `#[cfg(..)]`",
    ))
}

/// No two members have one name. Of those that may not be there rustc says so.
fn check_names(members: &[Member]) -> syn::Result<()> {
    for (index, member) in members.iter().enumerate() {
        let is_here = |member: &&Member| member.name != "__" && member.cfgs().is_empty();
        let earlier = members[..index].iter().filter(is_here);
        if is_here(&member)
            && earlier
                .into_iter()
                .any(|earlier| earlier.name == member.name)
        {
            return Err(diag::error(
                member.name.span(),
                format_args!("there are two members `{}`", member.name),
                "give each its own name",
            ));
        }
    }
    Ok(())
}

/// What counts the elements is a plain field.
fn check_counts(members: &[Member]) -> syn::Result<()> {
    for member in members {
        let Kind::Flexible(_, Some(count)) = &member.kind else {
            continue;
        };
        let found = members
            .iter()
            .any(|m| matches!(m.kind, Kind::Plain { .. }) && m.name == *count);
        if !found {
            return Err(diag::error(
                count.span(),
                format_args!("there is no plain field `{count}` to count the elements"),
                "name an integer field of this struct that is no bit-field",
            ));
        }
    }
    Ok(())
}

impl Member {
    /// The type of the field, where the layout is such that plain ones may be anywhere.
    pub(crate) fn stored(&self, loosens: bool) -> TokenStream {
        let ty = &self.ty;
        if self.is_wrapped(loosens) {
            let at = ty.span().resolved_at(Span::mixed_site());
            quote_spanned!(at=> ::kelson::c_layout::Packed<#ty>)
        } else {
            quote!(#ty)
        }
    }

    /// Whether the field is a `Packed` around the user's type.
    pub(crate) fn is_wrapped(&self, loosens: bool) -> bool {
        matches!(self.kind, Kind::Plain { native: None })
            && (loosens || self.packed)
            && !is_byte(&self.ty)
    }

    /// The conditions under which it is there.
    pub(crate) fn cfgs(&self) -> Vec<&Attribute> {
        self.attrs
            .iter()
            .filter(|a| attributes::is(a, "cfg"))
            .collect()
    }

    /// The condition under which it is not there, if there is one.
    pub(crate) fn absent(&self) -> Option<TokenStream> {
        let conditions: Vec<_> = self
            .cfgs()
            .into_iter()
            .filter_map(|cfg| match &cfg.meta {
                syn::Meta::List(list) => Some(list.tokens.clone()),
                _ => None,
            })
            .collect();
        (!conditions.is_empty()).then(|| quote!(#[cfg(not(all(#(#conditions),*)))]))
    }

    /// The documentation that the user wrote.
    pub(crate) fn docs(&self) -> Vec<&Attribute> {
        self.attrs
            .iter()
            .filter(|a| attributes::is(a, "doc"))
            .collect()
    }

    pub(crate) fn is_bits(&self) -> bool {
        matches!(self.kind, Kind::Bits(_))
    }

    /// The width, if it is a bit-field with a name.
    pub(crate) fn named_bits(&self) -> Option<&Expr> {
        match &self.kind {
            Kind::Bits(width) if self.name != "__" => Some(width),
            _ => None,
        }
    }
}

/// Whether a type is known by its name to have an alignment of 1. A wrong guess does not compile.
pub(crate) fn is_byte(ty: &Type) -> bool {
    match ty {
        Type::Array(array) => is_byte(&array.elem),
        Type::Paren(paren) => is_byte(&paren.elem),
        Type::Group(group) => is_byte(&group.elem),
        Type::Path(path) => path.path.segments.last().is_some_and(|last| {
            ["u8", "i8", "bool", "c_char", "c_schar", "c_uchar", "Packed"]
                .iter()
                .any(|name| last.ident == name)
        }),
        _ => false,
    }
}

/// The text of a type or expression, as a person would write it.
pub(crate) fn text(tokens: &impl ToTokens) -> String {
    let text = tokens.to_token_stream().to_string();
    text.replace(" :: ", "::")
        .replace(" < ", "<")
        .replace(" >", ">")
        .replace(" ;", ";")
        .replace("& ", "&")
        .replace("- ", "-")
}
