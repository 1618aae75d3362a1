// SPDX-License-Identifier: MIT OR Apache-2.0

//! The functions of the type: `new`, and those of the members that are no fields.

use super::{
    helpers,
    members::{
        Kind,
        Member, //
    },
    options::as_type,
    ours,
    record::{
        Part,
        Record, //
    },
};
use proc_macro2::{
    Span,
    TokenStream, //
};
use quote::{
    format_ident,
    quote,
    ToTokens, //
};
use syn::{
    Expr,
    Ident,
    Type,
    Visibility, //
};

/// All of them, in an `impl`.
pub(crate) fn of(record: &Record) -> TokenStream {
    let mut all = new(record).unwrap_or_default();
    for part in record.parts() {
        match part {
            Part::Run(first, last) => {
                for index in first..=last {
                    if let Some(width) = record.members[index].named_bits() {
                        all.extend(bits(record, first, index, width));
                    }
                }
            }
            Part::One(index) => {
                let member = &record.members[index];
                let name = &member.name;
                match &member.kind {
                    Kind::Plain { .. } | Kind::Bits(_) => (),
                    Kind::Flexible(element, count) => {
                        all.extend(flexible(record, index, element, count.as_ref()));
                    }
                    Kind::Anonymous(anonymous) => {
                        let loosens = record.loosens() || member.packed;
                        let functions =
                            anonymous.accessors(&ours!(self.#name), loosens, record.is_union);
                        let cfgs = member.cfgs();
                        // Each function would need the condition; a block of its own has it once.
                        all.extend(match cfgs.is_empty() {
                            true => functions,
                            false => TokenStream::new(),
                        });
                    }
                }
            }
        }
    }
    let conditional = record.members.iter().filter_map(|member| {
        let (Kind::Anonymous(anonymous), false) = (&member.kind, member.cfgs().is_empty()) else {
            return None;
        };
        let name = &member.name;
        let loosens = record.loosens() || member.packed;
        let functions = anonymous.accessors(&ours!(self.#name), loosens, record.is_union);
        let cfgs = member.cfgs();
        let block = block(record, functions);
        Some(ours!(#(#cfgs)* #block))
    });
    let block = block(record, all);
    ours!(#block #(#conditional)*)
}

fn block(record: &Record, functions: TokenStream) -> TokenStream {
    if functions.is_empty() {
        return functions;
    }
    let name = &record.name;
    let (impl_generics, arguments, clause) = record.generics.split_for_impl();
    ours! {
        #[allow(
            dead_code,
            clippy::len_without_is_empty,
            clippy::missing_safety_doc,
            clippy::needless_lifetimes,
            clippy::new_without_default,
            clippy::should_implement_trait,
            clippy::too_many_arguments,
            clippy::unnecessary_cast,
            single_use_lifetimes,
        )]
        impl #impl_generics #name #arguments #clause {
            #functions
        }
    }
}

/// The constructor, for whoever may name all the fields.
fn new(record: &Record) -> Option<TokenStream> {
    if record.is_union || record.options.no_new.is_some() {
        return None;
    }
    let named = || {
        record
            .members
            .iter()
            .filter(|m| m.name != "__" && !matches!(m.kind, Kind::Flexible(..)))
    };
    let mut visibilities: Vec<_> = named().map(|m| &m.vis).collect();
    visibilities.dedup_by_key(|vis| vis.to_token_stream().to_string());
    let vis = match visibilities[..] {
        [] => &record.vis,
        [vis] => vis,
        _ => &Visibility::Inherited,
    };
    let parameters = named().map(|member| {
        let (name, cfgs) = (&member.name, member.cfgs());
        let index = record
            .members
            .iter()
            .position(|m| std::ptr::eq(m, member))?;
        let ty = match &member.kind {
            Kind::Anonymous(_) => record.stored(index),
            _ => {
                let ty = &member.ty;
                quote!(#ty)
            }
        };
        Some(ours!(#(#cfgs)* #name: #ty,))
    });
    let value = record.literal(|member| {
        let name = &member.name;
        quote!(#name)
    });
    let docs = format!(
        " A `{}` of these values, in the order of its members. The padding is zero, and bits that do not fit in a bit-field are cut off, as in C.",
        record.name
    );
    Some(ours! {
        #[doc = #docs]
        #[inline]
        #[must_use]
        #vis const fn new(#(#parameters)*) -> Self {
            #value
        }
    })
}

/// The functions of a bit-field.
fn bits(record: &Record, first: usize, index: usize, width: &Expr) -> TokenStream {
    let member = &record.members[index];
    let helpers = helpers();
    let unit = Record::unit(first);
    let base = Record::base(index);
    let (ty, vis, name) = (&member.ty, &member.vis, &member.name);
    let cfgs = member.cfgs();
    let docs = member.docs();
    let names = Names::of(name);
    let Names {
        set, with, try_set, ..
    } = &names;
    let (bit, bits_wide) = (names.upper("BIT"), names.upper("WIDTH"));
    let text = &names.text;
    let number = as_type(width, "u32");
    let within = if record.is_union {
        ours!(0)
    } else {
        ours!(#helpers::plan::within(Self::__LAYOUT, #first, #index))
    };
    let read = ours!(#helpers::bits::read(Self::#base, &self.#unit, #within, #number));
    let write = ours!(#helpers::bits::write(Self::#base, &mut self.#unit, #within, #number, value));
    let fits = ours!(#helpers::bits::fits(Self::#base, #number, value));

    let docs = if docs.is_empty() {
        let docs = format!(" The bit-field `{text}`.");
        ours!(#[doc = #docs])
    } else {
        quote!(#(#docs)*)
    };
    let set_docs = format!(" Sets `{text}`. Bits that do not fit are cut off, as in C.");
    let with_docs = format!(" With another `{text}`. Bits that do not fit are cut off, as in C.");
    let try_docs = format!(" Sets `{text}`, or says that the value does not fit.");
    let bit_docs = format!(" The first bit of `{text}`, from the start of the record.");
    let width_docs = format!(" How many bits `{text}` has.");

    let constants = ours! {
        #(#cfgs)*
        #[doc = #bit_docs]
        #vis const #bit: ::core::primitive::usize = Self::__LAYOUT.position[#index] as ::core::primitive::usize;

        #(#cfgs)*
        #[doc = #width_docs]
        #vis const #bits_wide: ::core::primitive::u32 = #number;
    };
    if record.is_union {
        let safety = safety_of_union(text);
        return ours! {
            #constants

            #(#cfgs)*
            #docs
            #safety
            #[inline]
            #vis const unsafe fn #name(&self) -> #ty {
                // SAFETY: the caller says that the bytes were written.
                unsafe { #read }
            }

            #(#cfgs)*
            #[doc = #set_docs]
            #safety
            #[inline]
            #vis const unsafe fn #set(&mut self, value: #ty) {
                // SAFETY: the caller says that the bytes were written.
                unsafe { #write }
            }
        };
    }
    ours! {
        #constants

        #(#cfgs)*
        #docs
        #[inline]
        #vis const fn #name(&self) -> #ty {
            #read
        }

        #(#cfgs)*
        #[doc = #set_docs]
        #[inline]
        #vis const fn #set(&mut self, value: #ty) {
            #write
        }

        #(#cfgs)*
        #[doc = #with_docs]
        #[inline]
        #[must_use]
        #vis const fn #with(mut self, value: #ty) -> Self {
            self.#set(value);
            self
        }

        #(#cfgs)*
        #[doc = #try_docs]
        #[inline]
        #vis const fn #try_set(
            &mut self,
            value: #ty,
        ) -> ::core::result::Result<(), ::kelson::c_layout::OutOfRange> {
            if !#fits {
                return ::core::result::Result::Err(::kelson::c_layout::OutOfRange);
            }
            self.#set(value);
            ::core::result::Result::Ok(())
        }
    }
}

/// What who reads a member of a union promises.
fn safety_of_union(text: &str) -> TokenStream {
    let promise = format!(" All the bytes of `{text}` were written, and hold a value of its type.");
    ours! {
        #[doc = ""]
        #[doc = " # Safety"]
        #[doc = ""]
        #[doc = #promise]
    }
}

/// The functions of a bit-field in a member without a name.
pub(crate) fn forward_bits(member: &Member, outer: &TokenStream, in_union: bool) -> TokenStream {
    let (ty, vis, name) = (&member.ty, &member.vis, &member.name);
    let cfgs = member.cfgs();
    let names = Names::of(name);
    let (text, set) = (&names.text, &names.set);
    let get_docs = format!(" The bit-field `{text}`.");
    let set_docs = format!(" Sets `{text}`. Bits that do not fit are cut off, as in C.");
    let (qualifier, safety) = if in_union {
        (ours!(unsafe), safety_of_union(text))
    } else {
        (TokenStream::new(), TokenStream::new())
    };
    let wrap = |body: TokenStream| match in_union {
        true => ours!(unsafe { #body }),
        false => body,
    };
    let read = wrap(ours!(#outer.#name()));
    let write = wrap(ours!(#outer.#set(value)));
    ours! {
        #(#cfgs)*
        #[doc = #get_docs]
        #safety
        #[inline]
        #vis const #qualifier fn #name(&self) -> #ty {
            #read
        }

        #(#cfgs)*
        #[doc = #set_docs]
        #safety
        #[inline]
        #vis const #qualifier fn #set(&mut self, value: #ty) {
            #write
        }
    }
}

/// The functions of a plain field of a member without a name.
pub(crate) fn forward(
    member: &Member,
    path: &TokenStream,
    loosens: bool,
    in_union: bool,
) -> TokenStream {
    let (vis, name) = (&member.vis, &member.name);
    let ty = member.stored(loosens);
    let cfgs = member.cfgs();
    let names = Names::of(name);
    let (text, name_mut) = (&names.text, names.with_suffix("mut"));
    let docs = format!(" The member `{text}`.");
    let mut_docs = format!(" The member `{text}`, to be changed.");
    let (qualifier, safety) = if in_union {
        (ours!(unsafe), safety_of_union(text))
    } else {
        (TokenStream::new(), TokenStream::new())
    };
    let wrap = |body: TokenStream| match in_union {
        true => ours!(unsafe { #body }),
        false => body,
    };
    let shared = wrap(ours!(&#path));
    let exclusive = wrap(ours!(&mut #path));
    ours! {
        #(#cfgs)*
        #[doc = #docs]
        #safety
        #[inline]
        #vis const #qualifier fn #name(&self) -> &#ty {
            #shared
        }

        #(#cfgs)*
        #[doc = #mut_docs]
        #safety
        #[inline]
        #vis const #qualifier fn #name_mut(&mut self) -> &mut #ty {
            #exclusive
        }
    }
}

/// The functions of a flexible array.
fn flexible(record: &Record, index: usize, element: &Type, count: Option<&Ident>) -> TokenStream {
    let member = &record.members[index];
    let helpers = helpers();
    let (vis, name) = (&member.vis, &member.name);
    let cfgs = member.cfgs();
    let names = Names::of(name);
    let text = &names.text;
    let stored = record.element(index, element);
    let pointer = names.with_suffix("ptr");
    let pointer_mut = names.with_suffix("mut_ptr");
    let slice = names.with_suffix("slice");
    let slice_mut = names.with_suffix("slice_mut");
    let size = names.with_suffix("size");
    let (parameter, length, whose) = match count {
        None => (
            ours!(, len: ::core::primitive::usize),
            ours!(len),
            "`len`".to_string(),
        ),
        Some(count) => {
            let counter = record.members.iter().find(|m| m.name == *count);
            let is_wrapped = counter.is_some_and(|m| m.is_wrapped(record.loosens()));
            let read = match is_wrapped {
                true => ours!((&(*this).#count).get() as ::core::primitive::usize),
                false => ours!((*this).#count as ::core::primitive::usize),
            };
            (
                TokenStream::new(),
                read,
                format!("as many as `{count}` says"),
            )
        }
    };
    let pointer_docs =
        format!(" The first element of `{text}`. It is good for as much memory as `this` is.");
    let pointer_safety = " `this` points to memory that the record fits in.";
    let slice_docs = format!(" The elements of `{text}`.");
    let slice_safety = format!(" `this` is aligned, and points to the record and, behind it, to values of {whose} elements. While the slice is in use nobody changes them.");
    let slice_mut_safety = format!(" `this` is aligned, and points to the record and, behind it, to values of {whose} elements. While the slice is in use nobody else uses them.");
    let size_docs = format!(" The size of the record with `len` elements of `{text}`, as C's `sizeof(*p) + len * sizeof(p->{text}[0])`.");
    ours! {
        #(#cfgs)*
        #[doc = #pointer_docs]
        #[doc = ""]
        #[doc = " # Safety"]
        #[doc = ""]
        #[doc = #pointer_safety]
        #[inline]
        #vis const unsafe fn #pointer(this: *const Self) -> *const #stored {
            // SAFETY: as the caller says.
            ::kelson::c_layout::FlexibleArray::elements(unsafe { &raw const (*this).#name })
        }

        #(#cfgs)*
        #[doc = #pointer_docs]
        #[doc = ""]
        #[doc = " # Safety"]
        #[doc = ""]
        #[doc = #pointer_safety]
        #[inline]
        #vis const unsafe fn #pointer_mut(this: *mut Self) -> *mut #stored {
            // SAFETY: as the caller says.
            ::kelson::c_layout::FlexibleArray::elements(unsafe { &raw mut (*this).#name }).cast_mut()
        }

        #(#cfgs)*
        #[doc = #slice_docs]
        #[doc = ""]
        #[doc = " # Safety"]
        #[doc = ""]
        #[doc = #slice_safety]
        #[inline]
        #vis const unsafe fn #slice<'__slice>(this: *const Self #parameter) -> &'__slice [#stored] {
            // SAFETY: as the caller says.
            unsafe { ::core::slice::from_raw_parts(Self::#pointer(this), #length) }
        }

        #(#cfgs)*
        #[doc = #slice_docs]
        #[doc = ""]
        #[doc = " # Safety"]
        #[doc = ""]
        #[doc = #slice_mut_safety]
        #[inline]
        #vis const unsafe fn #slice_mut<'__slice>(this: *mut Self #parameter) -> &'__slice mut [#stored] {
            // SAFETY: as the caller says.
            unsafe { ::core::slice::from_raw_parts_mut(Self::#pointer_mut(this), #length) }
        }

        #(#cfgs)*
        #[doc = #size_docs]
        #[inline]
        #[must_use]
        #vis const fn #size(len: ::core::primitive::usize) -> ::core::option::Option<::core::primitive::usize> {
            #helpers::plan::with_elements(
                Self::__LAYOUT.size,
                ::core::mem::size_of::<#stored>(),
                len,
            )
        }
    }
}

/// The names of a member's functions.
struct Names {
    /// The name itself, without `r#`.
    text: String,
    span: Span,
    set: Ident,
    with: Ident,
    try_set: Ident,
}

impl Names {
    fn of(name: &Ident) -> Names {
        let text = name.to_string();
        let text = text.strip_prefix("r#").unwrap_or(&text).to_string();
        let span = name.span();
        Names {
            set: format_ident!("set_{text}", span = span),
            with: format_ident!("with_{text}", span = span),
            try_set: format_ident!("try_set_{text}", span = span),
            text,
            span,
        }
    }

    fn with_suffix(&self, suffix: &str) -> Ident {
        format_ident!("{}_{suffix}", self.text, span = self.span)
    }

    fn upper(&self, suffix: &str) -> Ident {
        format_ident!("{}_{suffix}", self.text.to_uppercase(), span = self.span)
    }
}
