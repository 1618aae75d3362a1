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
        as_type,
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
        let attrs = derives::without_ours(&self.attrs);
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
                ours!(#unit: [::core::primitive::u8; { #helpers::plan::#length }],)
            }
        });
        let tail = (!self.is_union).then(
            || ours!(__tail: [::core::primitive::u8; { #helpers::plan::tail(#name::__LAYOUT) }],),
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
                .then(|| ours!(__bytes: [::core::primitive::u8; { #name::__LAYOUT.size }],));
            return ours!(__align: [::core::primitive::u8; 0], #size);
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
                #padding: [::core::primitive::u8; { #helpers::plan::gap(#record::__LAYOUT, #index) }],
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
            let pack = as_type(pack, "usize");
            record.extend(ours!(.pack(#pack)));
        }
        if let Some(align) = &self.options.align {
            let align = as_type(align, "usize");
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
            #[allow(clippy::unnecessary_cast, single_use_lifetimes)]
            impl #impl_generics #name #arguments #clause {
                #(#bases)*
                #natives

                // By reference, because a constant that is borrowed wherever it is used is evaluated there.
                #[doc(hidden)]
                const __RESULT: &'static ::core::result::Result<
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
                let width = as_type(width, "u32");
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
            let align = as_type(align, "usize");
            all.extend(ours!(.aligned(#align)));
        }
        if member.packed {
            all.extend(ours!(.packed()));
        }
        all
    }

    /// Each mistake that the engine may find, at the token that makes it.
    fn checks(&self) -> TokenStream {
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
                "the number of `pack` is none that C has: it is 1, 2, 4, 8 or 16".into(),
            );
        }
        if let Some(align) = &self.options.align {
            check(
                align.span(),
                &[],
                ours!(Align),
                "this is no alignment: that is a power of two, and at most 2^28".into(),
            );
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
                    "this is no alignment: that is a power of two, and at most 2^28".into(),
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
                let check = quote_spanned!(span=> ::core::assert!(#name::#native, #message));
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
    fn natives(&self) -> TokenStream {
        let helpers = helpers();
        let mut all = TokenStream::new();
        let mut names = Vec::new();
        for (index, member) in self.members.iter().enumerate() {
            if !matches!(member.kind, Kind::Plain { native: Some(_) }) {
                continue;
            }
            let (ty, cfgs, name) = (&member.ty, member.cfgs(), native(index));
            all.extend(ours! {
                #(#cfgs)*
                #[doc(hidden)]
                const #name: ::core::primitive::bool = Self::__RESULT.is_err()
                    || #helpers::plan::is_native(
                        Self::__LAYOUT,
                        #index,
                        ::core::mem::align_of::<#ty>(),
                    );
            });
            names.push(ours!(#(#cfgs)* { all = all && Self::#name; }));
        }
        ours! {
            #all

            #[doc(hidden)]
            const __IS_NATIVE: ::core::primitive::bool = {
                #[allow(unused_mut)]
                let mut all = true;
                #(#names)*
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
        quote_spanned!(span=> ::core::assert!(!#found, #message))
    }

    /// The compiler put everything where C does, or does not compile it.
    fn agrees(&self) -> TokenStream {
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
        let offsets = offsets.map(|(index, member)| {
            let (field, cfgs) = (&member.name, member.cfgs());
            ours! {
                #(#cfgs)*
                {
                    ::core::assert!(
                        ::core::mem::offset_of!(#ty, #field)
                            == #helpers::plan::offset(#name::__LAYOUT, #index)
                    );
                }
            }
        });
        ours! {
            const _: () = if #name::__RESULT.is_ok() && #name::__IS_NATIVE {
                ::core::assert!(::core::mem::size_of::<#ty>() == #name::__LAYOUT.size);
                ::core::assert!(::core::mem::align_of::<#ty>() == #align);
                #(#offsets)*
            };
        }
    }

    /// The paths in the `derive` attributes.
    pub(crate) fn derives(&self) -> Vec<Path> {
        derives::paths(&self.attrs)
    }

    /// A value of the type, where each member that has a name gets what `value` says.
    pub(crate) fn literal(&self, value: impl Fn(&Member) -> TokenStream) -> TokenStream {
        let helpers = helpers();
        let fields = self.parts().into_iter().map(|part| match part {
            Part::One(index) => {
                let member = &self.members[index];
                let (name, cfgs) = (&member.name, member.cfgs());
                let padding = padding(name);
                let value = match &member.kind {
                    Kind::Flexible(..) => ours!(::kelson::c_layout::FlexibleArray::new()),
                    _ if member.is_wrapped(self.loosens()) => {
                        let value = value(member);
                        ours!(::kelson::c_layout::Packed::new(#value))
                    }
                    _ => value(member),
                };
                ours! {
                    #(#cfgs)*
                    #padding: #helpers::plan::zeros(),
                    #(#cfgs)*
                    #name: #value,
                }
            }
            Part::Run(first, last) => {
                let unit = Record::unit(first);
                let writes = (first..=last).filter_map(|index| {
                    let member = &self.members[index];
                    let width = as_type(member.named_bits()?, "u32");
                    let cfgs = member.cfgs();
                    let ty = &member.ty;
                    let base = Record::base(index);
                    let value = value(member);
                    Some(ours! {
                        #(#cfgs)*
                        {
                            let value: #ty = #value;
                            #helpers::bits::write(
                                Self::#base,
                                &mut bytes,
                                #helpers::plan::within(Self::__LAYOUT, #first, #index),
                                #width,
                                value,
                            );
                        }
                    })
                });
                ours! {
                    #unit: {
                        #[allow(unused_mut)]
                        let mut bytes = #helpers::plan::zeros();
                        #(#writes)*
                        bytes
                    },
                }
            }
        });
        ours! {
            Self {
                __align: [],
                #(#fields)*
                __tail: #helpers::plan::zeros(),
            }
        }
    }
}

/// The constant that says whether a field can be borrowed as its own type.
fn native(index: usize) -> Ident {
    format_ident!("__IS_NATIVE_{index}", span = Span::mixed_site())
}

/// The field of the padding before a field.
fn padding(name: &Ident) -> Ident {
    let name = name.to_string();
    let name = name.strip_prefix("r#").unwrap_or(&name);
    format_ident!("__before_{name}", span = Span::mixed_site())
}
