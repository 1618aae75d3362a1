// SPDX-License-Identifier: MIT OR Apache-2.0

//! Members without a name: `field: anon!(union { .. })`.

use super::{
    access,
    members::{
        self,
        Kind,
        Member, //
    },
    options::Options,
    ours,
    record::Record, //
};
use crate::attributes;
use crate::diag;
use proc_macro2::{
    Span,
    TokenStream,
    TokenTree, //
};
use quote::{
    format_ident,
    ToTokens, //
};
use syn::ext::IdentExt as _;
use syn::{
    parse::{
        Parse,
        ParseStream, //
    },
    parse_quote,
    spanned::Spanned,
    Attribute,
    FieldsNamed,
    Generics,
    Ident,
    Lifetime,
    Path, //
};

/// The struct or union in `anon!(..)`.
pub(crate) struct Anonymous {
    options: Option<Attribute>,
    is_union: bool,
    fields: FieldsNamed,
}

impl Parse for Anonymous {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let mut attrs = input.call(Attribute::parse_outer)?;
        if let Some(other) = attrs.iter().find(|a| !attributes::is(a, "c_layout")) {
            return Err(Self::form(other.span()));
        }
        let is_union = if input.peek(syn::Token![struct]) {
            input.parse::<syn::Token![struct]>()?;
            false
        } else if input.peek(syn::Token![union]) {
            input.parse::<syn::Token![union]>()?;
            true
        } else {
            return Err(Self::form(input.span()));
        };
        if !input.peek(syn::token::Brace) {
            return Err(Self::form(input.span()));
        }
        let fields = input.parse()?;
        if !input.is_empty() {
            return Err(Self::form(input.span()));
        }
        Ok(Anonymous {
            options: attrs.pop(),
            is_union,
            fields,
        })
    }
}

impl Anonymous {
    /// An error about what should be one.
    pub(crate) fn form(span: Span) -> syn::Error {
        diag::error(
            span,
            "expected a struct or a union without a name",
            "write `anon!(struct { field: Type, .. })` or `anon!(union { .. })`; options go before it, as `#[c_layout(packed)]`",
        )
    }

    pub(crate) fn is_union(&self) -> bool {
        self.is_union
    }

    /// Tells of mistakes within at once, so that the type around does not rest on one that is not there.
    pub(crate) fn check(&self) -> syn::Result<()> {
        if let Some(options) = &self.options {
            options.parse_args::<Options>()?;
        }
        members::of_anonymous(&self.fields, self.is_union).map(|_| ())
    }

    /// Its members, without those that may not be there.
    pub(crate) fn members(&self) -> Vec<Member> {
        // There is no mistake: they were checked.
        let mut members = members::of_anonymous(&self.fields, self.is_union).unwrap_or_default();
        members.retain(|member| member.cfgs().is_empty());
        members
    }

    /// The name of the type, which nobody needs to write but may.
    pub(crate) fn name(outer: &Ident, field: &Ident) -> Ident {
        format_ident!("{}_{}", outer, field, span = field.span())
    }

    /// Those of the lifetimes that are used.
    pub(crate) fn generics(&self, outer: &Generics) -> Generics {
        let mut generics = Generics::default();
        generics.params.extend(
            outer
                .lifetimes()
                .filter(|param| names(self.fields.to_token_stream(), &param.lifetime))
                .map(|param| {
                    syn::GenericParam::Lifetime(syn::LifetimeParam::new(param.lifetime.clone()))
                }),
        );
        generics
    }

    /// The type, to be expanded in its turn.
    pub(crate) fn item(&self, record: &Record, field: &Ident) -> TokenStream {
        let name = Anonymous::name(&record.name, field);
        let vis = &record.vis;
        let generics = self.generics(&record.generics);
        let fields = &self.fields;
        // `#pragma pack` is in force until it is taken back, `packed` is for one type.
        let own = self.options.iter().filter_map(|a| match &a.meta {
            syn::Meta::List(list) => Some(list.tokens.clone()),
            _ => None,
        });
        let has_pack = self
            .options
            .as_ref()
            .is_some_and(|a| a.parse_args::<Options>().is_ok_and(|o| o.pack.is_some()));
        let inherited = record.options.pack.iter().filter(|_| !has_pack);
        // Its fields are reached by reference wherever it is.
        let unaligned =
            record.loosens() || record.members.iter().any(|m| m.name == *field && m.packed);
        let unaligned = unaligned.then(|| ours!(__unaligned));
        let arguments = own
            .chain(inherited.map(|pack| ours!(pack(#pack))))
            .chain(unaligned);
        // What is in a union is `Copy`, whatever the type around them is.
        let mut derives = record.derives();
        let is = |path: &Path, name: &str| {
            path.segments
                .last()
                .is_some_and(|l| l.ident.unraw() == name)
        };
        if self.is_union {
            derives.retain(|path| is(path, "Clone") || is(path, "Copy"));
        }
        if record.is_union {
            derives.retain(|path| !is(path, "Clone") && !is(path, "Copy"));
            derives.push(parse_quote!(::kelson::__private::core::clone::Clone));
            derives.push(parse_quote!(::kelson::__private::core::marker::Copy));
        }
        let keyword = if self.is_union {
            ours!(union)
        } else {
            ours!(struct)
        };
        let cfgs = record
            .members
            .iter()
            .find(|m| m.name == *field)
            .map(|m| m.cfgs());
        let cfgs = cfgs.into_iter().flatten();
        let docs = format!(
            " The type of the member `{field}` of [`{}`], which has no name in C.",
            record.name
        );
        ours! {
            #(#cfgs)*
            #[doc = #docs]
            #[allow(non_camel_case_types, reason = "the name has that of the member in it")]
            #[::kelson::c_layout(#(#arguments),*)]
            #[derive(#(#derives),*)]
            #vis #keyword #name #generics #fields
        }
    }

    /// Functions of the outer type that reach the members of this one by their names alone.
    pub(crate) fn accessors(
        &self,
        outer: &TokenStream,
        loosens: bool,
        in_union: bool,
    ) -> TokenStream {
        let in_union = in_union || self.is_union;
        let own: Options = self
            .options
            .as_ref()
            .and_then(|a| a.parse_args().ok())
            .unwrap_or_default();
        let loosens = own.loosens() || loosens;
        // There is no mistake: they were checked.
        let Ok(members) = members::of_anonymous(&self.fields, self.is_union) else {
            return TokenStream::new();
        };
        let mut all = TokenStream::new();
        for member in &members {
            all.extend(of_member(member, outer, loosens, in_union));
        }
        all
    }
}

/// Whether the lifetime is among the tokens, where it is a `'` and then an identifier.
fn names(tokens: TokenStream, lifetime: &Lifetime) -> bool {
    let mut after_quote = false;
    tokens.into_iter().any(|token| match token {
        TokenTree::Group(group) => names(group.stream(), lifetime),
        TokenTree::Punct(punct) => {
            after_quote = punct.as_char() == '\'';
            false
        }
        TokenTree::Ident(ident) => std::mem::take(&mut after_quote) && ident == lifetime.ident,
        TokenTree::Literal(_) => false,
    })
}

fn of_member(member: &Member, outer: &TokenStream, loosens: bool, in_union: bool) -> TokenStream {
    let name = &member.name;
    let path = ours!(#outer.#name);
    match &member.kind {
        Kind::Bits(_) if name == "__" => TokenStream::new(),
        Kind::Bits(_) => access::forward_bits(member, outer, in_union),
        Kind::Anonymous(inner) => inner.accessors(&path, loosens, in_union),
        Kind::Plain { .. } => access::forward(member, &path, loosens, in_union),
        Kind::Flexible(..) => TokenStream::new(),
    }
}
