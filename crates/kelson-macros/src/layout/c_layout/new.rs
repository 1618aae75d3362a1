// SPDX-License-Identifier: MIT OR Apache-2.0

//! Values of a struct, from those of its members.

use super::{
    helpers,
    members::{
        Kind,
        Member, //
    },
    options::as_width,
    ours,
    record::{
        padding,
        Part,
        Record, //
    },
};
use proc_macro2::TokenStream;
use quote::{
    quote,
    ToTokens, //
};
use syn::Visibility;

/// The constructor, for whoever may name all the fields.
pub(crate) fn of(record: &Record) -> Option<TokenStream> {
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
    let value = literal(record, |member| {
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

/// A value of the type, where each member that has a name gets what `value` says.
pub(crate) fn literal(record: &Record, value: impl Fn(&Member) -> TokenStream) -> TokenStream {
    let helpers = helpers();
    let fields = record.parts().into_iter().map(|part| match part {
        Part::One(index) => {
            let member = &record.members[index];
            let (name, cfgs) = (&member.name, member.cfgs());
            let padding = padding(name);
            let value = match &member.kind {
                Kind::Flexible(..) => ours!(::kelson::c_layout::FlexibleArray::new()),
                _ if member.is_wrapped(record.loosens()) => {
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
                let member = &record.members[index];
                let width = as_width(member.named_bits()?);
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
                    #[allow(unused_mut, reason = "there may be no bit-field with a name in the run")]
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
