// SPDX-License-Identifier: MIT OR Apache-2.0

//! The functions of the type: `new`, and those of the members that are no fields.

use super::{
    flexible, helpers,
    members::{
        Kind,
        Member, //
    },
    new,
    options::as_width,
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
    quote, //
};
use syn::{
    Expr,
    Ident, //
};

/// All of them, in an `impl`.
pub(crate) fn of(record: &Record) -> TokenStream {
    let mut all = new::of(record).unwrap_or_default();
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
                        all.extend(flexible::of(record, index, element, count.as_ref()));
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
        #[allow(dead_code, reason = "a driver uses those functions that it needs")]
        #[allow(
            clippy::len_without_is_empty,
            clippy::new_without_default,
            clippy::should_implement_trait,
            clippy::too_many_arguments,
            reason = "what there is, and how it is called, follows from the members"
        )]
        #[allow(clippy::missing_safety_doc, reason = "the user's documentation stands before ours")]
        #[allow(clippy::unnecessary_cast, reason = "which integer a constant is, the user says")]
        #[allow(
            single_use_lifetimes,
            clippy::needless_lifetimes,
            reason = "the parameters are those of the type"
        )]
        impl #impl_generics #name #arguments #clause {
            #functions
        }
    }
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
    let number = as_width(width);
    let within = if record.is_union {
        ours!(0)
    } else {
        ours!(#helpers::plan::within(Self::__LAYOUT, #first, #index))
    };
    let read = ours!(#helpers::bits::read(Self::#base, &self.#unit, #within, #number));
    let write = ours!(#helpers::bits::write(Self::#base, &mut self.#unit, #within, #number, value));
    let fits = ours!(#helpers::bits::fits(Self::#base, #number, &value));

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
        #vis const #bit: ::kelson::__private::core::primitive::usize = Self::__LAYOUT.position[#index] as ::kelson::__private::core::primitive::usize;

        #(#cfgs)*
        #[doc = #width_docs]
        #vis const #bits_wide: ::kelson::__private::core::primitive::u32 = #number;
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
        ) -> ::kelson::__private::core::result::Result<(), ::kelson::c_layout::OutOfRange> {
            if !#fits {
                return ::kelson::__private::core::result::Result::Err(::kelson::c_layout::OutOfRange);
            }
            self.#set(value);
            ::kelson::__private::core::result::Result::Ok(())
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

/// The names of a member's functions.
pub(crate) struct Names {
    /// The name itself, without `r#`.
    pub(crate) text: String,
    span: Span,
    set: Ident,
    with: Ident,
    try_set: Ident,
}

impl Names {
    pub(crate) fn of(name: &Ident) -> Names {
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

    pub(crate) fn with_suffix(&self, suffix: &str) -> Ident {
        format_ident!("{}_{suffix}", self.text, span = self.span)
    }

    fn upper(&self, suffix: &str) -> Ident {
        format_ident!("{}_{suffix}", self.text.to_uppercase(), span = self.span)
    }
}
