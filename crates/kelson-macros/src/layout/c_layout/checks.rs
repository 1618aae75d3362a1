// SPDX-License-Identifier: MIT OR Apache-2.0

//! What is checked of a type when it is compiled: mistakes that only types and constants show, and that the
//! compiler did what the engine says.

use super::{
    anonymous::Anonymous,
    helpers,
    members::{
        self,
        Kind, //
    },
    ours,
    record::Record, //
};
use proc_macro2::{
    Span,
    TokenStream, //
};
use quote::{
    format_ident,
    quote_spanned, //
};
use syn::{
    spanned::Spanned,
    Attribute,
    Expr,
    Ident, //
};

impl Record {
    /// Each mistake that the engine may find, at the token that makes it.
    pub(crate) fn checks(&self) -> TokenStream {
        let mut all = TokenStream::new();
        let mut natives = TokenStream::new();
        let name = &self.name;
        let mut check = |span: Span, cfgs: &[&Attribute], mistake: TokenStream, message: String| {
            let check = self.check(span, &mistake, &message);
            all.extend(ours!(#(#cfgs)* { #check; }));
        };
        check(
            name.span(),
            &[],
            ours!(Microsoft),
            format!("compilers for this target lay `{name}` out by Microsoft's rules, which are not supported"),
        );
        check(
            name.span(),
            &[],
            ours!(Size),
            format!("`{name}` is too big for any memory"),
        );
        if let Some(pack) = &self.options.pack {
            check(
                pack.span(),
                &[],
                ours!(Pack),
                format!(
                    "`{}` is no number that C's `pack` has: it is 1, 2, 4, 8 or 16",
                    members::text(pack)
                ),
            );
        }
        if let Some(align) = &self.options.align {
            check(align.span(), &[], ours!(Align), no_alignment(align));
        }
        for (index, member) in self.members.iter().enumerate() {
            let cfgs = member.cfgs();
            let field = &member.name;
            let (what, field) = if field == "__" {
                ("a bit-field", String::new())
            } else {
                ("", format!("`{field}`"))
            };
            let field = format!("{what}{field}");
            let ty = members::text(&member.ty);
            if let Some(align) = &member.align {
                check(
                    align.span(),
                    &cfgs,
                    ours!(MemberAlign(#index)),
                    no_alignment(align),
                );
                if member.is_bits() {
                    check(
                        align.span(),
                        &cfgs,
                        ours!(BitFieldAlign(#index)),
                        format!("GCC and Clang do not agree where {field} is: a bit-field's alignment is not less than that of `{ty}`, and not more than the number of `pack`"),
                    );
                }
            }
            if let Kind::Bits(width) = &member.kind {
                check(
                    width.span(),
                    &cfgs,
                    ours!(Width(#index)),
                    format!("{field} is wider than its type `{ty}`; C wants a type of at least as many bits"),
                );
                check(
                    width.span(),
                    &cfgs,
                    ours!(NamedZeroWidth(#index)),
                    format!("{field} has no bits; one of width 0 has no name: call it `__`"),
                );
                check(
                    member.ty.span(),
                    &cfgs,
                    ours!(OveralignedBase(#index)),
                    format!("GCC and Clang do not agree where {field} is, because `{ty}` is aligned to more than its size"),
                );
                check(
                    member.ty.span(),
                    &cfgs,
                    ours!(UnknownBitFields(#index)),
                    "bit-fields of this target have not been compared with those of a C compiler"
                        .into(),
                );
            }
            if let Kind::Plain { native: Some(span) } = member.kind {
                let native = native(index);
                let message = format!("{field} is not aligned as `{ty}` needs it; without `#[native]` it is a `Packed<{ty}>`, which may be anywhere");
                let check = quote_spanned!(span=> ::kelson::__private::core::assert!(#name::#native, #message));
                natives.extend(ours!(#(#cfgs)* const _: () = #check;));
            }
        }
        // There is one mistake at most, so one constant does for all; each takes the compiler its time.
        ours! {
            const _: () = if #name::__RESULT.is_err() {
                #all
            };
            #natives
        }
    }

    /// For each field that is to be borrowed as its own type, whether it can be.
    pub(crate) fn natives(&self) -> TokenStream {
        let helpers = helpers();
        let mut all = TokenStream::new();
        let mut names = Vec::new();
        for (index, member) in self.members.iter().enumerate() {
            if !matches!(member.kind, Kind::Plain { native: Some(_) }) {
                continue;
            }
            let (ty, cfgs, name) = (&member.ty, member.cfgs(), native(index));
            let align = if self.options.unaligned.is_some() {
                ours!(1)
            } else {
                ours!(Self::__LAYOUT.align)
            };
            all.extend(ours! {
                #(#cfgs)*
                #[doc(hidden)]
                const #name: ::kelson::__private::core::primitive::bool = Self::__RESULT.is_err()
                    || #helpers::plan::is_native(
                        Self::__LAYOUT,
                        #index,
                        #align,
                        ::kelson::__private::core::mem::align_of::<#ty>(),
                    );
            });
            names.push(ours!(#(#cfgs)* { all = all && Self::#name; }));
        }
        // A mistake within a member without a name is told of there.
        let inner = self.members.iter().filter_map(|member| match &member.kind {
            Kind::Anonymous(_) => {
                let (cfgs, ty) = (member.cfgs(), Anonymous::name(&self.name, &member.name));
                Some(ours!(#(#cfgs)* { all = all && #ty::__IS_WHOLE; }))
            }
            _ => None,
        });
        ours! {
            #all

            #[doc(hidden)]
            const __IS_WHOLE: ::kelson::__private::core::primitive::bool = {
                #[allow(unused_mut, reason = "most types have no field that makes it `false`")]
                let mut all = Self::__RESULT.is_ok();
                #(#names)*
                #(#inner)*
                all
            };
        }
    }

    fn check(&self, span: Span, mistake: &TokenStream, message: &str) -> TokenStream {
        let name = &self.name;
        let helpers = helpers();
        let found = ours! {
            #helpers::plan::is(#name::__RESULT, ::kelson::c_layout::engine::Mistake::#mistake)
        };
        quote_spanned!(span=> ::kelson::__private::core::assert!(!#found, #message))
    }

    /// The compiler put everything where C does, or does not compile it.
    pub(crate) fn agrees(&self) -> TokenStream {
        let name = &self.name;
        let helpers = helpers();
        let lifetimes = self.generics.lifetimes().map(|_| ours!('_));
        let ty = ours!(#name<#(#lifetimes),*>);
        let align = if self.options.unaligned.is_some() {
            ours!(1)
        } else {
            ours!(#name::__LAYOUT.align)
        };
        let offsets = self
            .members
            .iter()
            .enumerate()
            .filter(|(_, m)| !m.is_bits());
        let changed = format!("`{name}` is not laid out as the `c_layout` attribute made it; remove the attribute that changes it, or rename your type that has the name of one of the language");
        let offsets = offsets.map(|(index, member)| {
            let (field, cfgs) = (&member.name, member.cfgs());
            // Of a type without a size there is no offset: that is told where it is written.
            let at = member.ty.span().resolved_at(Span::mixed_site());
            let found = quote_spanned!(at=> ::kelson::__private::core::mem::offset_of!(#ty, #field));
            ours! {
                #(#cfgs)*
                {
                    ::kelson::__private::core::assert!(#found == #helpers::plan::offset(#name::__LAYOUT, #index), #changed);
                }
            }
        });
        let is_whole = quote_spanned! {name.span().resolved_at(Span::mixed_site())=>
            ::kelson::__private::core::assert!(
                ::kelson::__private::core::mem::size_of::<#ty>() == #name::__LAYOUT.size
                    && ::kelson::__private::core::mem::align_of::<#ty>() == #align,
                #changed
            );
        };
        ours! {
            const _: () = if #name::__IS_WHOLE {
                #is_whole
                #(#offsets)*
            };
        }
    }
}

fn no_alignment(align: &Expr) -> String {
    format!(
        "`{}` is no alignment: one is a power of two, and at most 2^28",
        members::text(align)
    )
}

/// The constant that says whether a field can be borrowed as its own type.
fn native(index: usize) -> Ident {
    format_ident!("__IS_NATIVE_{index}", span = Span::mixed_site())
}
