// SPDX-License-Identifier: MIT OR Apache-2.0

//! The functions of a flexible array.

use super::{
    access::Names,
    helpers,
    ours,
    record::Record, //
};
use proc_macro2::{
    Span,
    TokenStream, //
};
use quote::quote_spanned;
use syn::{
    Ident,
    Type, //
};

/// All of them.
pub(crate) fn of(
    record: &Record,
    index: usize,
    element: &Type,
    count: Option<&Ident>,
) -> TokenStream {
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
            ours!(, len: ::kelson::__private::core::primitive::usize),
            ours!(len),
            "`len`".to_string(),
        ),
        Some(count) => {
            let counter = record.members.iter().find(|m| m.name == *count);
            let is_wrapped = counter.is_some_and(|m| m.is_wrapped(record.loosens()));
            // That it is no integer is told where it is named.
            let at = count.span().resolved_at(Span::mixed_site());
            let read = match is_wrapped {
                true => quote_spanned!(at=> (&(*this).#count).get()),
                false => quote_spanned!(at=> (*this).#count),
            };
            let read = quote_spanned!(at=> #helpers::plan::count(#read) as ::kelson::__private::core::primitive::usize);
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
            unsafe { ::kelson::__private::core::slice::from_raw_parts(Self::#pointer(this), #length) }
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
            unsafe { ::kelson::__private::core::slice::from_raw_parts_mut(Self::#pointer_mut(this), #length) }
        }

        #(#cfgs)*
        #[doc = #size_docs]
        #[inline]
        #[must_use]
        #vis const fn #size(len: ::kelson::__private::core::primitive::usize) -> ::kelson::__private::core::option::Option<::kelson::__private::core::primitive::usize> {
            #helpers::plan::with_elements(
                Self::__LAYOUT.size,
                ::kelson::__private::core::mem::size_of::<#stored>(),
                len,
            )
        }
    }
}
