// SPDX-License-Identifier: MIT OR Apache-2.0

//! What an overflow does, and where that is said: by the option for a crate, by an attribute for a part of it.

use std::sync::OnceLock;

use rustc_hir::Attribute;
use rustc_hir::def_id::LocalDefId;
use rustc_middle::ty::TyCtxt;
use rustc_span::Symbol;

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
        let words: Vec<Symbol> = words.iter().filter_map(|word| word.name()).collect();
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
    static ANSWER: OnceLock<bool> = OnceLock::new();
    *ANSWER.get_or_init(|| {
        let items = tcx.hir_crate_items(()).definitions();
        let mut said = items.flat_map(|item| attributes(tcx, item));
        OF_CRATE.get() == Some(&Policy::Once)
            || said.any(|attribute| Policy::of_attribute(attribute) == Some(Policy::Once))
    })
}

/// Reports attributes that say nothing we know.
pub(super) fn check(tcx: TyCtxt<'_>) {
    for item in tcx.hir_crate_items(()).definitions() {
        for attribute in
            attributes(tcx, item).filter(|attribute| Policy::of_attribute(attribute).is_none())
        {
            let message = "this attribute does not say what an overflow does";
            let mut error = tcx.dcx().struct_span_err(attribute.span(), message);
            error.help("say `report`, `report, once`, `panic` or `wrap`, as in `#[kelsonc::overflow(wrap)]`");
            error.note(Code::Policy.note());
            error.emit();
        }
    }
}

fn attributes<'tcx>(tcx: TyCtxt<'tcx>, item: LocalDefId) -> impl Iterator<Item = &'tcx Attribute> {
    let path = [Symbol::intern(TOOL), Symbol::intern(ATTRIBUTE)];
    let all = tcx.hir_attrs(tcx.local_def_id_to_hir_id(item)).iter();
    all.filter(move |attribute| attribute.path_matches(&path))
}
