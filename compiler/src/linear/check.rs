// SPDX-License-Identifier: MIT OR Apache-2.0

//! Where the attributes can stand, and what they can say.

use rustc_ast::LitKind;
use rustc_hir::def::DefKind;
use rustc_hir::{Attribute, HirId, Node};
use rustc_middle::ty::TyCtxt;
use rustc_span::Symbol;

use super::types;
use crate::explain::Code;
use crate::inject::TOOL;

/// The text that an attribute on a type gives: how a value ends.
pub(super) fn text(attribute: &Attribute) -> Option<Symbol> {
    let list = attribute.meta_item_list()?;
    match &list[..] {
        [only] => match only.lit()?.kind {
            LitKind::Str(text, _) => Some(text),
            _ => None,
        },
        _ => None,
    }
}

/// Reports attributes that cannot stand where they do, or say something else.
pub(super) fn attributes(tcx: TyCtxt<'_>) {
    for owner in tcx.hir_crate_items(()).owners() {
        for &(local_id, attributes) in tcx.hir_attr_map(owner).map.iter() {
            let node = HirId { owner, local_id };
            if matches!(tcx.hir_node(node), Node::Ctor(_)) {
                // It has the attributes of its tuple struct once more.
                continue;
            }
            let mut earlier: Vec<(Symbol, &Attribute)> = Vec::new();
            for attribute in attributes.iter() {
                if let [tool, name] = attribute.path()[..]
                    && tool.as_str() == TOOL
                {
                    check(tcx, node, attribute, name);
                    match earlier.iter().find(|(other, _)| exclude(*other, name)) {
                        Some((other, first)) => twice(tcx, attribute, name, first, *other),
                        None => earlier.push((name, attribute)),
                    }
                }
            }
        }
    }
}

/// Whether there can be no more than one of these on an item.
fn exclude(one: Symbol, other: Symbol) -> bool {
    let on_types = ["linear", "no_forget"];
    let is_ours = ["consumes", "may_forget"].contains(&one.as_str());
    let is_both = [one, other]
        .iter()
        .all(|name| on_types.contains(&name.as_str()));
    is_both || is_ours && one == other
}

fn twice(tcx: TyCtxt<'_>, attribute: &Attribute, name: Symbol, first: &Attribute, other: Symbol) {
    let message = match name == other {
        true => format!("`{TOOL}::{name}` stands here twice"),
        false => format!("`{TOOL}::{name}` and `{TOOL}::{other}` stand here both"),
    };
    let mut error = tcx.dcx().struct_span_err(attribute.span(), message);
    error.span_label(first.span(), "the other is here");
    error.help(match name == other {
        true => "remove one of the two",
        false => "remove `kelsonc::no_forget`: what is linear is not forgotten either",
    });
    error.note(Code::Ends.note());
    error.emit();
}

fn check(tcx: TyCtxt<'_>, node: HirId, attribute: &Attribute, name: Symbol) {
    let (is_in_place, place, says) = match name.as_str() {
        "linear" | "no_forget" => (
            is_type(tcx, node),
            "a struct or an enum",
            text(attribute).is_some(),
        ),
        "consumes" => (
            is_function(tcx, node),
            "a function, a method or a closure",
            false,
        ),
        "may_forget" => (
            is_function(tcx, node) || is_type(tcx, node),
            "a function, a method, a struct or an enum",
            false,
        ),
        _ => return,
    };
    if !is_in_place {
        let message = format!("`{TOOL}::{name}` cannot stand here");
        let mut error = tcx.dcx().struct_span_err(attribute.span(), message);
        error.help(format!("put it on {place}"));
        error.note(Code::Ends.note());
        error.emit();
    } else if !attribute.is_word() && !says {
        let message = format!("`{TOOL}::{name}` does not know what this says");
        let mut error = tcx.dcx().struct_span_err(attribute.span(), message);
        error.help(match name.as_str() {
            "linear" | "no_forget" => format!(
                "say `#[{TOOL}::{name}]`, or with what to do: `#[{TOOL}::{name}(\"it ends by `finish`\")]`"
            ),
            _ => format!("say `#[{TOOL}::{name}]`"),
        });
        error.note(Code::Ends.note());
        error.emit();
    }
}

fn is_type(tcx: TyCtxt<'_>, node: HirId) -> bool {
    matches!(tcx.hir_node(node), Node::Item(item)
        if matches!(tcx.def_kind(item.owner_id), DefKind::Struct | DefKind::Enum))
}

fn is_function(tcx: TyCtxt<'_>, node: HirId) -> bool {
    match tcx.hir_node(node) {
        Node::Item(item) => matches!(tcx.def_kind(item.owner_id), DefKind::Fn),
        Node::ImplItem(item) => matches!(tcx.def_kind(item.owner_id), DefKind::AssocFn),
        Node::TraitItem(item) => matches!(tcx.def_kind(item.owner_id), DefKind::AssocFn),
        Node::Expr(expression) => matches!(expression.kind, rustc_hir::ExprKind::Closure(..)),
        _ => false,
    }
}

/// Reports marked types that are `Copy`.
pub(super) fn copies(tcx: TyCtxt<'_>) {
    let Some(copy) = tcx.lang_items().copy_trait() else {
        return;
    };
    for item in tcx.local_trait_impls(copy) {
        let ty = tcx.type_of(item.to_def_id()).instantiate_identity();
        let Some(adt) = ty.ty_adt_def() else { continue };
        let attribute = ["linear", "no_forget"]
            .into_iter()
            .find_map(|name| types::attribute(tcx, adt.did(), name));
        if let Some(attribute) = attribute {
            let name = tcx.item_name(adt.did());
            let message = format!("`{name}` is `Copy`, and so its values do not end");
            let mut error = tcx.dcx().struct_span_err(attribute.span(), message);
            let by = tcx.def_span(item.to_def_id()).source_callsite();
            error.span_label(by, "it is `Copy` by this");
            error.help("remove one of the two");
            error.note(Code::Ends.note());
            error.emit();
        }
    }
}
