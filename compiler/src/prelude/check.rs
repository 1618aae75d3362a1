// SPDX-License-Identifier: MIT OR Apache-2.0

//! What is wrong with a prelude and would go unnoticed.
//!
//! Rustc trusts a prelude: of two names it takes one without a word, as the standard prelude has none twice.

use rustc_hir::def::{DefKind, Namespace, Res};
use rustc_hir::def_id::{CRATE_DEF_ID, LocalDefId, LocalModDefId};
use rustc_hir::{ItemKind, UseKind};
use rustc_middle::metadata::ModChild;
use rustc_middle::ty::TyCtxt;
use rustc_span::def_id::DefId;
use rustc_span::{Span, Symbol};

use super::added::{MODULE, NAMES};
use crate::explain::Code;
use crate::inject;

/// Looks at the injected module, if there is one.
pub(super) fn check(tcx: TyCtxt<'_>) {
    let Some(module) = injected(tcx) else {
        return;
    };
    let mut reported = Vec::new();
    if let [ours, standard, ..] = imported(tcx, module)[..] {
        complete(tcx, standard);
        reported = replaced_macros(tcx, module, ours, standard);
    }
    ambiguous(tcx, module, &reported);
}

fn injected(tcx: TyCtxt<'_>) -> Option<LocalDefId> {
    let items = tcx.module_children_local(CRATE_DEF_ID).iter();
    items
        .filter(|child| child.ident.as_str() == MODULE)
        .filter_map(|child| child.res.mod_def_id()?.as_local())
        .find(|module| inject::is_ours(tcx.def_span(*module)))
}

/// The modules that it imports by `*`: the project's, and where there is one, the standard prelude.
fn imported(tcx: TyCtxt<'_>, module: LocalDefId) -> Vec<DefId> {
    let items = tcx.hir_module_free_items(LocalModDefId::new_unchecked(module));
    let imports = items.filter_map(|item| match tcx.hir_item(item).kind {
        ItemKind::Use(path, UseKind::Glob) => path.res.type_ns,
        _ => None,
    });
    imports.filter_map(|res| res.mod_def_id()).collect()
}

/// Everything in a module.
fn children(tcx: TyCtxt<'_>, module: DefId) -> &[ModChild] {
    match module.as_local() {
        Some(module) => tcx.module_children_local(module),
        None => tcx.module_children(module),
    }
}

/// Reports names that two imports by `*` bring into the prelude.
fn ambiguous(tcx: TyCtxt<'_>, module: LocalDefId, reported: &[Symbol]) {
    let all = &tcx.resolutions(()).ambig_module_children;
    for child in all.get(&module).into_iter().flatten() {
        let name = child.main.ident;
        if reported.contains(&name.name) {
            continue;
        }
        let message = format!("the prelude has two meanings for `{name}`");
        let mut error = tcx.dcx().struct_span_err(tcx.def_span(module), message);
        for child in [&child.main, &child.second] {
            error.span_note(place(tcx, child), "one of them comes from here");
        }
        error.help(format!(
            "import the one that is meant by its name: `pub use ...::{name};`"
        ));
        error.note(Code::PreludeName.note());
        error.emit();
    }
}

/// Reports macros of the project's module that are not the standard ones of the same name.
fn replaced_macros(
    tcx: TyCtxt<'_>,
    module: LocalDefId,
    ours: DefId,
    standard: DefId,
) -> Vec<Symbol> {
    let macros = |module| {
        let all = children(tcx, module).iter();
        all.filter(|child| matches!(child.res, Res::Def(DefKind::Macro(_), _)))
            .filter(|child| child.res.ns() == Some(Namespace::MacroNS))
    };
    let mut reported = Vec::new();
    for child in macros(ours).filter(|child| child.vis.is_accessible_from(module, tcx)) {
        let name = child.ident.name;
        let is_replaced = |other: &ModChild| other.ident.name == name && other.res != child.res;
        if !macros(standard).any(is_replaced) {
            continue;
        }
        let message = format!("a prelude that is added cannot replace the standard macro `{name}`");
        let mut error = tcx.dcx().struct_span_err(tcx.def_span(module), message);
        error.span_note(place(tcx, child), "the macro that would replace it");
        error.help(
            "give it another name, or name the module without a `+`; it has to re-export what it wants of the standard \
             prelude then",
        );
        error.note(Code::PreludeName.note());
        error.emit();
        reported.push(name);
    }
    reported
}

/// Where a name comes from, as far as that is the user's.
fn place(tcx: TyCtxt<'_>, child: &ModChild) -> Span {
    let steps = child.reexport_chain.iter().filter_map(|step| step.id());
    let mut spans = steps
        .chain(child.res.opt_def_id())
        .map(|id| tcx.def_span(id));
    spans
        .find(|span| !inject::is_ours(*span))
        .unwrap_or(child.ident.span)
}

/// Stops where the standard prelude has names that we do not know, which would be ambiguous with a project's. The fault is
/// ours, after a change of the compiler's version.
fn complete(tcx: TyCtxt<'_>, standard: DefId) {
    for child in children(tcx, standard).iter() {
        let name = child.ident.name;
        assert!(
            child.res.ns() == Some(Namespace::MacroNS)
                || !child.vis.is_public()
                || NAMES.split_whitespace().any(|known| known == name.as_str()),
            "`{name}` is missing in `compiler/src/prelude/added.rs`"
        );
    }
}
