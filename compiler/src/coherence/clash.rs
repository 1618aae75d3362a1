// SPDX-License-Identifier: MIT OR Apache-2.0

//! Names that a foreign type would have twice.
//!
//! Rustc compares the inherent impls of a type where the type is. Those of a domain are compared with all that the crate
//! sees: with the type's own, with each other, with those of other domain crates. Names that are private count as well,
//! as they do in the type's own crate: which of two a call means should not hang on where it stands.

use std::sync::OnceLock;

use rustc_data_structures::fx::FxHashMap;
use rustc_errors::codes::E0592;
use rustc_errors::struct_span_code_err;
use rustc_hir::def_id::{DefId, LOCAL_CRATE};
use rustc_middle::traits::specialization_graph::OverlapMode;
use rustc_middle::ty::{AssocItem, TyCtxt};
use rustc_middle::util::Providers;
use rustc_session::Session;
use rustc_span::ErrorGuaranteed;
use rustc_trait_selection::traits::{SkipLeakCheck, overlapping_inherent_impls};

use super::inherent::{relaxed, rivals, self_ty};
use crate::explain::Code;

type Check = for<'tcx> fn(TyCtxt<'tcx>, ()) -> Result<(), ErrorGuaranteed>;
static CHECK: OnceLock<Check> = OnceLock::new();

/// Compares the impls of this crate, which is in a domain.
pub(super) fn queries(_: &Session, providers: &mut Providers) {
    let _ = CHECK.set(providers.queries.crate_inherent_impls_overlap_check);
    providers.queries.crate_inherent_impls_overlap_check = |tcx, ()| {
        let verdict = CHECK.get().expect("set when queries were put together")(tcx, ());
        verdict.and(check(tcx))
    };
}

fn check(tcx: TyCtxt<'_>) -> Result<(), ErrorGuaranteed> {
    let mut verdict = Ok(());
    let own = relaxed(tcx, LOCAL_CRATE);
    for (index, item) in own.iter().copied().enumerate() {
        for (name, former) in repeated(tcx, item) {
            verdict = Err(report_repeated(tcx, name, former));
        }
        let below = rivals(tcx, self_ty(tcx, item), tcx.crates(()).iter().copied());
        for rival in below {
            for (name, other) in clashes(tcx, item, rival) {
                verdict = Err(report_taken(tcx, item, name, other));
            }
        }
        for rival in &own[..index] {
            for (name, former) in clashes(tcx, item, *rival) {
                verdict = Err(report_repeated(tcx, name, former));
            }
        }
    }
    verdict
}

/// The names that two impls define for a type that both are for.
pub(super) fn clashes(tcx: TyCtxt<'_>, left: DefId, right: DefId) -> Vec<(AssocItem, AssocItem)> {
    let others = tcx.associated_items(right);
    let mut common = Vec::new();
    for item in tcx.associated_items(left).in_definition_order() {
        let mut alike = others.filter_by_name_unhygienic(item.name());
        common.extend(
            alike
                .find(|other| same(tcx, item, other))
                .map(|other| (*item, *other)),
        );
    }
    if !common.is_empty()
        && overlapping_inherent_impls(tcx, left, right, SkipLeakCheck::Yes, OverlapMode::Stable)
            .is_none()
    {
        common.clear();
    }
    common
}

/// Whether two items have one name. Macros can make names that only look alike.
fn same(tcx: TyCtxt<'_>, left: &AssocItem, right: &AssocItem) -> bool {
    let ident = |item: &AssocItem| item.ident(tcx).normalize_to_macros_2_0();
    left.namespace() == right.namespace() && ident(left) == ident(right)
}

/// The names that an impl defines more than once.
fn repeated(tcx: TyCtxt<'_>, item: DefId) -> Vec<(AssocItem, AssocItem)> {
    let mut seen = FxHashMap::default();
    let mut found = Vec::new();
    for item in tcx.associated_items(item).in_definition_order() {
        let name = (item.namespace(), item.ident(tcx).normalize_to_macros_2_0());
        if let Some(former) = seen.insert(name, *item) {
            found.push((*item, former));
        }
    }
    found
}

fn report_repeated(tcx: TyCtxt<'_>, item: AssocItem, former: AssocItem) -> ErrorGuaranteed {
    let name = item.name();
    let span = tcx.def_span(item.def_id);
    let mut error = struct_span_code_err!(
        tcx.dcx(),
        span,
        E0592,
        "duplicate definitions with name `{name}`"
    );
    error.span_label(span, format!("duplicate definitions for `{name}`"));
    let former = tcx.def_span(former.def_id);
    error.span_label(former, format!("other definition for `{name}`"));
    error.emit()
}

/// A name of this crate that the type has by another one.
fn report_taken(
    tcx: TyCtxt<'_>,
    item: DefId,
    name: AssocItem,
    other: AssocItem,
) -> ErrorGuaranteed {
    let by_domain = relaxed(tcx, other.def_id.krate)
        .iter()
        .any(|rival| Some(*rival) == tcx.opt_parent(other.def_id));
    let owner = tcx.crate_name(other.def_id.krate);
    let ty = self_ty(tcx, item);
    let descr = tcx.def_descr(other.def_id);
    let hidden = if tcx.visibility(other.def_id).is_public() {
        ""
    } else {
        "private "
    };
    let called = name.name();
    let message = if by_domain {
        format!(
            "crate `{owner}` already gives `{ty}` {} `{called}`",
            article(hidden, descr)
        )
    } else {
        format!("`{ty}` already has {} `{called}`", article(hidden, descr))
    };
    let span = tcx.def_span(name.def_id);
    let mut error = tcx.dcx().struct_span_err(span, message);
    error.span_label(span, "the second of this name");
    error.span_note(
        tcx.def_span(other.def_id),
        format!("the first is in crate `{owner}`"),
    );
    if by_domain {
        error.help("use that one, or choose another name");
        error.note(Code::SameName.note());
    } else {
        error.help("choose another name; a domain adds names to a type and changes none");
        error.note(Code::Taken.note());
    }
    error.emit()
}

/// `a method`, `an associated function`, `a private method`.
pub(super) fn article(adjective: &str, noun: &str) -> String {
    let words = format!("{adjective}{noun}");
    let article = if words.starts_with('a') { "an" } else { "a" };
    format!("{article} {words}")
}
