// SPDX-License-Identifier: MIT OR Apache-2.0

//! `-K attributes=on`: nothing but our attributes, which every other option brings as well. And an error for attributes of
//! that kind which no feature has: a policy with a misspelt name would be none, and nobody would know.

use std::sync::OnceLock;

use rustc_hir::Attribute;
use rustc_middle::ty::TyCtxt;
use rustc_span::{Span, Symbol};

use crate::explain::Code;
use crate::hooks::{Feature, Hooks};
use crate::inject::TOOL;
use crate::options::{self, Declared, Values, Wrong};

pub(crate) const FEATURE: Feature = Feature {
    options: &[Declared {
        name: "attributes",
        value: "on",
        help: "nothing but the attributes, which any option brings",
    }],
    attributes: &[],
    register,
};

fn register(values: &Values<'_>, hooks: &mut Hooks) -> Result<(), Wrong> {
    match values.last("attributes")? {
        None | Some("on") => {}
        Some(other) => {
            return Err(Wrong::new(
                format!("`-K attributes` does not know `{other}`"),
                "say `on`, or leave the option out".to_owned(),
            ));
        }
    }
    if hooks.active {
        hooks.on_expanded(check);
    }
    Ok(())
}

/// The names after `kelsonc::` that features declare.
static KNOWN: OnceLock<Vec<&'static str>> = OnceLock::new();

/// Notes what features declare.
pub(crate) fn know(features: &[Feature]) {
    let names = features.iter().flat_map(|feature| feature.attributes);
    let _ = KNOWN.set(names.copied().collect());
}

/// Reports every attribute of a name that no feature declares.
fn check(tcx: TyCtxt<'_>) {
    let known = KNOWN.get().map_or(&[][..], Vec::as_slice);
    for owner in tcx.hir_crate_items(()).owners() {
        for attributes in tcx.hir_attr_map(owner).map.values() {
            for (name, span) in attributes.iter().filter_map(ours) {
                if !known.contains(&name.as_str()) {
                    unknown(tcx, name, span, known);
                }
            }
        }
    }
}

/// The name of an attribute of ours, and where it stands.
fn ours(attribute: &Attribute) -> Option<(Symbol, Span)> {
    let Attribute::Unparsed(item) = attribute else {
        return None;
    };
    match &item.path.segments[..] {
        [tool, name, ..] if tool.as_str() == TOOL => Some((*name, item.span)),
        _ => None,
    }
}

fn unknown(tcx: TyCtxt<'_>, name: Symbol, span: Span, known: &[&str]) {
    let message = format!("there is no attribute `{TOOL}::{name}`");
    let mut error = tcx.dcx().struct_span_err(span, message);
    match options::nearest(name.as_str(), known.iter().copied()) {
        Some(near) => error.help(format!(
            "there is one with a similar name: `{TOOL}::{near}`"
        )),
        None => error.help(format!(
            "there are `{TOOL}::{}`",
            known.join(&format!("`, `{TOOL}::"))
        )),
    };
    error.note(Code::Attribute.note());
    error.emit();
}
