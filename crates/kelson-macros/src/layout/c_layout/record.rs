// SPDX-License-Identifier: MIT OR Apache-2.0

//! The type: fields in the order of the members, with all the padding between them written out.

use super::{
    access,
    anonymous::Anonymous,
    derives, helpers,
    members::{
        self,
        Kind,
        Member, //
    },
    options::{
        as_align,
        as_width,
        Options, //
    },
    ours,
};
use proc_macro2::{
    Span,
    TokenStream, //
};
use quote::{
    format_ident,
    quote,
    quote_spanned, //
};
use syn::{
    spanned::Spanned,
    Attribute,
    Generics,
    Ident,
    Path,
    Visibility, //
};

/// A struct or union, with its options and members.
pub(crate) struct Record {
    pub(crate) options: Options,
    pub(crate) members: Vec<Member>,
    pub(crate) is_union: bool,
    pub(crate) attrs: Vec<Attribute>,
    pub(crate) vis: Visibility,
    pub(crate) name: Ident,
    pub(crate) generics: Generics,
}

/// What takes bytes: a member by itself, or a run of bit-fields. The numbers are those of members.
pub(crate) enum Part {
    One(usize),
    Run(usize, usize),
}

impl Record {
    pub(crate) fn loosens(&self) -> bool {
        self.options.loosens()
    }

    pub(crate) fn expand(&self) -> TokenStream {
        let definition = self.definition();
        let layout = self.layout();
        let checks = self.checks();
        let agrees = self.agrees();
        let anonymous = self.members.iter().filter_map(|m| match &m.kind {
            Kind::Anonymous(anonymous) => Some(anonymous.item(self, &m.name)),
            _ => None,
        });
        let access = access::of(self);
        let derives = derives::of(self);
        ours! {
            #definition
            #layout
            #checks
            #agrees
            #access
            #derives
            #(#anonymous)*
        }
    }

    /// The members, grouped. In a union each is by itself.
    pub(crate) fn parts(&self) -> Vec<Part> {
        let mut parts = Vec::new();
        for (index, member) in self.members.iter().enumerate() {
            if !member.is_bits() {
                parts.push(Part::One(index));
                continue;
            }
            match parts.last_mut() {
                Some(Part::Run(_, last)) if !self.is_union => *last = index,
                _ => parts.push(Part::Run(index, index)),
            }
        }
        parts
    }

    /// The field for the run of bit-fields that starts with this one.
    pub(crate) fn unit(first: usize) -> Ident {
        format_ident!("__bits_{first}", span = Span::mixed_site())
    }

    /// The constant that says that the type of this bit-field may have bit-fields.
    pub(crate) fn base(index: usize) -> Ident {
        format_ident!("__BASE_{index}", span = Span::mixed_site())
    }

    fn definition(&self) -> TokenStream {
        let Record {
            vis,
            name,
            generics,
            ..
        } = self;
        let helpers = helpers();
        let clause = &generics.where_clause;
        let attrs = derives::of_type(self);
        let align = self.aligner();
        let fields = self.parts().into_iter().map(|part| match part {
            Part::One(index) => self.field(index),
            Part::Run(first, last) => {
                let unit = Record::unit(first);
                let length = if self.is_union {
                    ours!(of_union(#name::__LAYOUT, #first))
                } else {
                    ours!(unit(#name::__LAYOUT, #first, #last))
                };
                ours!(#unit: [::kelson::__private::core::primitive::u8; { #helpers::plan::#length }],)
            }
        });
        let tail = (!self.is_union).then(
            || ours!(__tail: [::kelson::__private::core::primitive::u8; { #helpers::plan::tail(#name::__LAYOUT) }],),
        );
        let keyword = if self.is_union {
            ours!(union)
        } else {
            ours!(struct)
        };
        ours! {
            #(#attrs)*
            #[repr(C)]
            #vis #keyword #name #generics #clause {
                #align
                #(#fields)*
                #tail
            }
        }
    }

    /// The field that aligns the type.
    fn aligner(&self) -> TokenStream {
        let name = &self.name;
        if self.options.unaligned.is_some() {
            // What the alignment does not round up, a field does.
            let size = self
                .is_union
                .then(|| ours!(__bytes: [::kelson::__private::core::primitive::u8; { #name::__LAYOUT.size }],));
            return ours!(__align: [::kelson::__private::core::primitive::u8; 0], #size);
        }
        ours!(__align: [<::kelson::Align<{ #name::__LAYOUT.align }> as ::kelson::ToAlign>::T; 0],)
    }

    /// A member that is no bit-field, and the padding before it.
    fn field(&self, index: usize) -> TokenStream {
        let Member {
            attrs, vis, name, ..
        } = &self.members[index];
        let helpers = helpers();
        let record = &self.name;
        let cfgs = self.members[index].cfgs();
        let ty = self.stored(index);
        let padding = (!self.is_union).then(|| {
            let padding = padding(name);
            ours! {
                #(#cfgs)*
                #padding: [::kelson::__private::core::primitive::u8; { #helpers::plan::gap(#record::__LAYOUT, #index) }],
            }
        });
        ours! {
            #padding
            #(#attrs)*
            #vis #name: #ty,
        }
    }

    /// The type of the field.
    pub(crate) fn stored(&self, index: usize) -> TokenStream {
        let member = &self.members[index];
        match &member.kind {
            Kind::Flexible(element, _) => {
                let at = member.ty.span().resolved_at(Span::mixed_site());
                let element = self.element(index, element);
                quote_spanned!(at=> ::kelson::c_layout::FlexibleArray<#element>)
            }
            Kind::Anonymous(anonymous) => {
                let ty = Anonymous::name(&self.name, &member.name);
                let generics = anonymous.generics(&self.generics);
                let (_, arguments, _) = generics.split_for_impl();
                quote!(#ty #arguments)
            }
            Kind::Plain { .. } | Kind::Bits(_) => member.stored(self.loosens()),
        }
    }

    /// The type of the elements of a flexible array.
    pub(crate) fn element(&self, index: usize, element: &syn::Type) -> TokenStream {
        if (self.loosens() || self.members[index].packed) && !members::is_byte(element) {
            quote!(::kelson::c_layout::Packed<#element>)
        } else {
            quote!(#element)
        }
    }

    /// The constants that everything else is made of.
    fn layout(&self) -> TokenStream {
        let name = &self.name;
        let helpers = helpers();
        let count = self.members.len();
        let (impl_generics, arguments, clause) = self.generics.split_for_impl();
        let members = self.members.iter().enumerate().map(|(index, member)| {
            let cfgs = member.cfgs();
            let present = self.descriptor(index);
            let absent = member
                .absent()
                .map(|cfg| ours!(#cfg ::kelson::c_layout::engine::Member::ABSENT,));
            ours!(#(#cfgs)* #present, #absent)
        });
        let mut record = ours!(::kelson::c_layout::engine::Record::new(
            ::kelson::c_layout::engine::Abi::TARGET
        ));
        if self.is_union {
            record.extend(ours!(.union()));
        }
        if self.options.packed.is_some() {
            record.extend(ours!(.packed()));
        }
        if let Some(pack) = &self.options.pack {
            let pack = as_align(pack);
            record.extend(ours!(.pack(#pack)));
        }
        if let Some(align) = &self.options.align {
            let align = as_align(align);
            record.extend(ours!(.align(#align)));
        }
        let bases = self.members.iter().enumerate().filter(|(_, m)| m.is_bits());
        let bases = bases.map(|(index, member)| {
            let (ty, cfgs, base) = (&member.ty, member.cfgs(), Record::base(index));
            let at = ty.span().resolved_at(Span::mixed_site());
            let of = quote_spanned!(at=> #helpers::bits::of::<#ty>());
            ours! {
                #(#cfgs)*
                #[doc(hidden)]
                const #base: #helpers::bits::Of<#ty> = #of;
            }
        });
        let natives = self.natives();
        ours! {
            #[allow(clippy::unnecessary_cast, reason = "which integer a constant is, the user says")]
            #[allow(single_use_lifetimes, reason = "the parameters are those of the type")]
            impl #impl_generics #name #arguments #clause {
                #(#bases)*
                #natives

                // By reference, because a constant that is borrowed wherever it is used is evaluated there.
                #[doc(hidden)]
                const __RESULT: &'static ::kelson::__private::core::result::Result<
                    ::kelson::c_layout::engine::Layout<#count>,
                    ::kelson::c_layout::engine::Mistake,
                > = &::kelson::c_layout::engine::lay_out(#record, &[#(#members)*]);

                #[doc(hidden)]
                const __LAYOUT: &'static ::kelson::c_layout::engine::Layout<#count> =
                    &#helpers::plan::or_nothing(Self::__RESULT);
            }
        }
    }

    /// The member, for the engine.
    fn descriptor(&self, index: usize) -> TokenStream {
        let member = &self.members[index];
        let helpers = helpers();
        let ty = &member.ty;
        let at = ty.span().resolved_at(Span::mixed_site());
        let mut all = match &member.kind {
            Kind::Plain { .. } => {
                quote_spanned!(at=> ::kelson::c_layout::engine::Member::of::<#ty>())
            }
            Kind::Flexible(element, _) => {
                quote_spanned!(at=> ::kelson::c_layout::engine::Member::flexible::<#element>())
            }
            Kind::Anonymous(_) => {
                // Its alignment in C may be more than that of the type.
                let ty = Anonymous::name(&self.name, &member.name);
                ours!(::kelson::c_layout::engine::Member::field(#ty::__LAYOUT.size, #ty::__LAYOUT.align))
            }
            Kind::Bits(width) => {
                let width = as_width(width);
                let named = if member.name == "__" {
                    ours!(unnamed)
                } else {
                    ours!(named)
                };
                let base = Record::base(index);
                ours!(#helpers::bits::member(Self::#base, #width).#named())
            }
        };
        if let Some(align) = &member.align {
            let align = as_align(align);
            all.extend(ours!(.aligned(#align)));
        }
        if member.packed {
            all.extend(ours!(.packed()));
        }
        all
    }

    /// The paths in the `derive` attributes.
    pub(crate) fn derives(&self) -> Vec<Path> {
        derives::paths(&self.attrs)
    }
}

/// The field of the padding before a field.
pub(crate) fn padding(name: &Ident) -> Ident {
    let name = name.to_string();
    let name = name.strip_prefix("r#").unwrap_or(&name);
    format_ident!("__before_{name}", span = Span::mixed_site())
}
