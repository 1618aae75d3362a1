// SPDX-License-Identifier: MIT OR Apache-2.0

//! The names of a type's functions, of which no two may be alike.

use super::{
    access::Names,
    members::{
        Kind,
        Member, //
    },
    record::Record, //
};
use crate::diag;
use proc_macro2::Ident;
use std::collections::HashMap;

/// An error at a member of which a function has the name of another.
pub(crate) fn check(record: &Record) -> syn::Result<()> {
    let has_new = !record.is_union && record.options.no_new.is_none();
    let mut taken: HashMap<String, Option<Ident>> = HashMap::new();
    if has_new {
        taken.insert("new".into(), None);
    }
    for member in &record.members {
        of(member, record.is_union, &mut |name, item| {
            let before = taken.insert(item.clone(), Some(name.clone()));
            let (whose, advice) = match &before {
                None => return Ok(()),
                Some(None) => (
                    "the type's constructor".to_string(),
                    "give the member another name, or leave the constructor out by `c_layout(no_new)`",
                ),
                Some(Some(other)) => (
                    format!("the member `{other}`"),
                    "give one of the members another name",
                ),
            };
            Err(diag::error(
                name.span(),
                format_args!(
                    "two items would be called `{item}`: one of {whose}, one of this `{name}`"
                ),
                advice,
            ))
        })?;
    }
    Ok(())
}

/// Passes on each item of a member, with the member's name. What is behind a `cfg` may not be there.
fn of(
    member: &Member,
    in_union: bool,
    take: &mut impl FnMut(&Ident, String) -> syn::Result<()>,
) -> syn::Result<()> {
    if !member.cfgs().is_empty() || member.name == "__" {
        return Ok(());
    }
    let text = Names::of(&member.name).text;
    match &member.kind {
        Kind::Bits(_) => {
            take(&member.name, text.clone())?;
            take(&member.name, format!("set_{text}"))?;
            if !in_union {
                take(&member.name, format!("with_{text}"))?;
                take(&member.name, format!("try_set_{text}"))?;
            }
            take(&member.name, format!("{}_BIT", text.to_uppercase()))
        }
        Kind::Anonymous(anonymous) => anonymous.members().iter().try_for_each(|inner| match inner
            .kind
        {
            Kind::Plain { .. } => take(&inner.name, Names::of(&inner.name).text),
            // That of the setter is as unlike as this.
            Kind::Bits(_) if inner.name != "__" => take(&inner.name, Names::of(&inner.name).text),
            _ => Ok(()),
        }),
        Kind::Plain { .. } | Kind::Flexible(..) => Ok(()),
    }
}
