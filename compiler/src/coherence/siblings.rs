// SPDX-License-Identifier: MIT OR Apache-2.0

//! Finds impls of different crates that do not go together.
//!
//! Rustc compares an impl with those of the crates below it. Two crates beside each other it takes to be disjoint, as
//! the orphan rule has it. Where that rule was relaxed, the crate that uses both has to compare them. It sees all crates
//! that it is made of, not only those that it names, so the program at the latest sees every pair.

use rustc_data_structures::fx::FxIndexMap;
use rustc_hir::def_id::{CRATE_DEF_ID, CrateNum, DefId};
use rustc_middle::traits::specialization_graph::OverlapMode;
use rustc_middle::ty::{self, AssocItem, TyCtxt};
use rustc_span::Span;
use rustc_trait_selection::traits::{SkipLeakCheck, overlapping_trait_impls};

use super::absent;
use super::clash::{article, clashes};
use super::inherent::{relaxed, rivals, self_ty};
use super::is_in_domain;
use crate::explain::Code;

/// Compares the domain crates that this crate uses with each other.
pub(super) fn compare(tcx: TyCtxt<'_>) {
    let crates = tcx.crates(()).iter().copied();
    let crates: Vec<CrateNum> = crates.filter(|krate| is_in_domain(tcx, *krate)).collect();
    compare_traits(tcx, &crates);
    compare_names(tcx, &crates);
}

/// Compares impls of traits. One of a crate's own trait was compared with all others when it was built.
fn compare_traits(tcx: TyCtxt<'_>, crates: &[CrateNum]) {
    if crates.len() < 2 {
        return;
    }
    let mut impls: FxIndexMap<DefId, Vec<DefId>> = FxIndexMap::default();
    for krate in crates {
        for item in tcx.trait_impls_in_crate(*krate) {
            let of_trait = tcx.impl_trait_id(*item);
            if of_trait.krate != *krate {
                impls.entry(of_trait).or_default().push(*item);
            }
        }
    }
    // An impl for a type of its own crate is not what others could count on not to be.
    let foreign = impls.values().flatten().copied();
    let foreign: Vec<DefId> = foreign.filter(|item| !is_at_home(tcx, *item)).collect();
    absent::compare(tcx, &foreign, |item| place(tcx, item, item));
    for impls in impls.values() {
        for (index, left) in impls.iter().enumerate() {
            for right in &impls[index + 1..] {
                if left.krate != right.krate && overlap(tcx, *left, *right) {
                    report_impls(tcx, *left, *right);
                }
            }
        }
    }
}

/// Whether an impl of a trait is for a type of the impl's own crate.
fn is_at_home(tcx: TyCtxt<'_>, item: DefId) -> bool {
    let arguments = tcx.impl_trait_ref(item).skip_binder().args;
    arguments.types().any(|ty| match ty.peel_refs().kind() {
        ty::Adt(of, _) => of.did().krate == item.krate,
        _ => false,
    })
}

fn overlap(tcx: TyCtxt<'_>, left: DefId, right: DefId) -> bool {
    overlapping_trait_impls(tcx, left, right, SkipLeakCheck::No, OverlapMode::Stable).is_some()
}

/// Compares names that domain crates add to types with those that other crates have or add.
fn compare_names(tcx: TyCtxt<'_>, crates: &[CrateNum]) {
    for krate in crates {
        for item in relaxed(tcx, *krate) {
            let others = tcx.crates(()).iter().copied();
            let others = others.filter(|other| other != krate);
            for rival in rivals(tcx, self_ty(tcx, *item), others) {
                // A pair of two domains comes twice.
                let twin = relaxed(tcx, rival.krate).contains(&rival);
                if twin && rival.krate < *krate {
                    continue;
                }
                for (left, right) in clashes(tcx, *item, rival) {
                    report_names(tcx, *item, left, right);
                }
            }
        }
    }
}

fn report_impls(tcx: TyCtxt<'_>, left: DefId, right: DefId) {
    let trait_ref = tcx.impl_trait_ref(left).instantiate_identity();
    let message = format!(
        "crates `{}` and `{}` both implement `{}` for `{}`",
        tcx.crate_name(left.krate),
        tcx.crate_name(right.krate),
        tcx.item_name(trait_ref.def_id),
        trait_ref.self_ty(),
    );
    let mut error = tcx.dcx().struct_span_err(place(tcx, left, right), message);
    error.note("this crate is the first that uses both");
    for item in [left, right] {
        let krate = tcx.crate_name(item.krate);
        error.span_note(tcx.def_span(item), format!("the impl in crate `{krate}`"));
    }
    error.help("keep one of them, in a crate that the other one uses");
    error.note(Code::Overlap.note());
    error.emit();
}

fn report_names(tcx: TyCtxt<'_>, item: DefId, left: AssocItem, right: AssocItem) {
    let message = format!(
        "crates `{}` and `{}` both give `{}` {} `{}`",
        tcx.crate_name(left.def_id.krate),
        tcx.crate_name(right.def_id.krate),
        self_ty(tcx, item),
        article("", tcx.def_descr(left.def_id)),
        left.name(),
    );
    let span = place(tcx, left.def_id, right.def_id);
    let mut error = tcx.dcx().struct_span_err(span, message);
    error.note("this crate is the first that uses both");
    for item in [left, right] {
        let krate = tcx.crate_name(item.def_id.krate);
        let text = format!("the one of crate `{krate}`");
        error.span_note(tcx.def_span(item.def_id), text);
    }
    error.help("rename one of them, or move it to a crate that the other one uses");
    error.note(Code::SameName.note());
    error.emit();
}

/// Where this crate names one of two crates, or one that has it below, and the one that it met later if it names both.
fn place(tcx: TyCtxt<'_>, left: DefId, right: DefId) -> Span {
    let mut spans = [right, left].into_iter().filter_map(|item| {
        let mut import = tcx.extern_crate(item.krate)?;
        while !import.is_direct() {
            import = tcx.extern_crate(import.dependency_of)?;
        }
        Some(import.span)
    });
    let named = spans.find(|span| !span.is_dummy());
    named.unwrap_or_else(|| tcx.def_span(CRATE_DEF_ID))
}
