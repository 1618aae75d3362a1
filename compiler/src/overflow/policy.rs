// SPDX-License-Identifier: MIT OR Apache-2.0

//! What an overflow does, and where that is said: by the option for a crate, by an attribute for a part of it.

use std::sync::OnceLock;

use rustc_ast::MetaItemInner;
use rustc_errors::{Diag, DiagDecorator};
use rustc_hir::def_id::LocalDefId;
use rustc_hir::{Attribute, HirId, Node};
use rustc_lint_defs::builtin::UNUSED_ATTRIBUTES;
use rustc_middle::ty::TyCtxt;
use rustc_span::{Span, Symbol};

use crate::explain::Code;
use crate::inject::TOOL;

/// What an overflow does.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Policy {
    /// Tell the handler and go on with the wrapped value.
    Report,
    /// The same, but once per place in the source.
    Once,
    /// What rustc does when checks are on.
    Panic,
    /// What rustc does when checks are off.
    Wrap,
}

/// The attribute of an item, a method, a module or an impl, after `kelsonc::`.
const ATTRIBUTE: &str = "overflow";

/// The crate's own policy.
static OF_CRATE: OnceLock<Policy> = OnceLock::new();

impl Policy {
    /// What the option calls it.
    pub(super) fn of_option(text: &str) -> Option<Policy> {
        match text {
            "report" => Some(Policy::Report),
            "report:once" => Some(Policy::Once),
            "panic" => Some(Policy::Panic),
            "wrap" => Some(Policy::Wrap),
            _ => None,
        }
    }

    /// Makes it the crate's.
    pub(super) fn set(self) {
        let _ = OF_CRATE.set(self);
    }

    /// What an attribute says: `report`, `report, once`, `panic` or `wrap`.
    fn of_attribute(attribute: &Attribute) -> Option<Policy> {
        let words = attribute.meta_item_list()?;
        let word = |item: &MetaItemInner| item.is_word().then(|| item.name()).flatten();
        let words = words.iter().map(word).collect::<Option<Vec<Symbol>>>()?;
        let words: Vec<&str> = words.iter().map(Symbol::as_str).collect();
        match words[..] {
            ["report"] => Some(Policy::Report),
            ["report", "once"] | ["once"] => Some(Policy::Once),
            ["panic"] => Some(Policy::Panic),
            ["wrap"] => Some(Policy::Wrap),
            _ => None,
        }
    }
}

/// What overflows in a function do: the nearest attribute around them counts.
pub(super) fn of(tcx: TyCtxt<'_>, item: LocalDefId) -> Policy {
    let mut around = Some(item);
    while let Some(item) = around {
        if let Some(policy) = attributes(tcx, item).find_map(Policy::of_attribute) {
            return policy;
        }
        around = tcx.opt_local_parent(item);
    }
    OF_CRATE.get().copied().unwrap_or(Policy::Report)
}

/// Whether something in the crate reports each place once.
pub(super) fn uses_once(tcx: TyCtxt<'_>) -> bool {
    let items = tcx.hir_crate_items(()).definitions();
    let mut said = items.flat_map(|item| attributes(tcx, item));
    OF_CRATE.get() == Some(&Policy::Once)
        || said.any(|attribute| Policy::of_attribute(attribute) == Some(Policy::Once))
}

/// Reports attributes that say nothing we know, and those that nobody asks.
pub(super) fn check(tcx: TyCtxt<'_>) {
    for owner in tcx.hir_crate_items(()).owners() {
        for &(local_id, attributes) in tcx.hir_attr_map(owner).map.iter() {
            let node = HirId { owner, local_id };
            for attribute in attributes.iter().filter(|attribute| is_ours(attribute)) {
                if Policy::of_attribute(attribute).is_none() {
                    unknown(tcx, attribute.span());
                } else if OF_CRATE.get().is_none() {
                    without_option(tcx, node, attribute.span());
                } else if !holds_functions(tcx, node) {
                    misplaced(tcx, node, attribute.span());
                }
            }
        }
    }
}

/// Whether [`of`] comes across attributes here. A constant may have closures in it.
fn holds_functions(tcx: TyCtxt<'_>, node: HirId) -> bool {
    use rustc_hir::{ExprKind, ImplItemKind, ItemKind, TraitItemKind};
    match tcx.hir_node(node) {
        Node::Crate(_) => true,
        Node::Item(item) => matches!(
            item.kind,
            ItemKind::Fn { .. }
                | ItemKind::Mod(..)
                | ItemKind::Impl(..)
                | ItemKind::Trait { .. }
                | ItemKind::Const(..)
                | ItemKind::Static(..)
        ),
        Node::ImplItem(item) => !matches!(item.kind, ImplItemKind::Type(..)),
        Node::TraitItem(item) => !matches!(item.kind, TraitItemKind::Type(..)),
        Node::Expr(expression) => matches!(expression.kind, ExprKind::Closure(..)),
        _ => false,
    }
}

fn unknown(tcx: TyCtxt<'_>, span: Span) {
    let message = "this attribute does not say what an overflow does";
    let mut error = tcx.dcx().struct_span_err(span, message);
    error.help(
        "say `report`, `report, once`, `panic` or `wrap`, as in `#[kelsonc::overflow(wrap)]`",
    );
    error.note(Code::Policy.note());
    error.emit();
}

/// Without the option the crate's checks are as rustc has them, and there is nothing to call.
fn without_option(tcx: TyCtxt<'_>, node: HirId, span: Span) {
    let unused = DiagDecorator(|lint: &mut Diag<'_, ()>| {
        lint.primary_message(
            "the `overflow` attribute changes nothing without `-K overflow-checks`",
        );
        lint.note("overflows here do what `-C overflow-checks` says");
        lint.help("add `-K overflow-checks=panic` or `=wrap` to say what the rest of the crate does, or remove the attribute");
    });
    tcx.emit_node_span_lint(UNUSED_ATTRIBUTES, node, span, unused);
}

fn misplaced(tcx: TyCtxt<'_>, node: HirId, span: Span) {
    let unused = DiagDecorator(|lint: &mut Diag<'_, ()>| {
        lint.primary_message("the `overflow` attribute changes nothing here");
        lint.note(
            "it is for functions, methods and closures, and for impls, traits and modules of them",
        );
        lint.help("put it on the function, or move the arithmetic to one of its own");
    });
    tcx.emit_node_span_lint(UNUSED_ATTRIBUTES, node, span, unused);
}

fn is_ours(attribute: &Attribute) -> bool {
    attribute.path_matches(&[Symbol::intern(TOOL), Symbol::intern(ATTRIBUTE)])
}

fn attributes<'tcx>(tcx: TyCtxt<'tcx>, item: LocalDefId) -> impl Iterator<Item = &'tcx Attribute> {
    let all = tcx.hir_attrs(tcx.local_def_id_to_hir_id(item)).iter();
    all.filter(|attribute| is_ours(attribute))
}
