// SPDX-License-Identifier: MIT OR Apache-2.0

//! Finds impls of different crates that overlap.
//!
//! Rustc compares an impl with those of the crates below it. Two crates beside each other it takes to be disjoint, as
//! the orphan rule has it. Where that rule was relaxed, the crate that uses both has to compare them.

use rustc_hir::def_id::{CRATE_DEF_ID, CrateNum, DefId};
use rustc_middle::traits::specialization_graph::OverlapMode;
use rustc_middle::ty::TyCtxt;
use rustc_trait_selection::traits::{SkipLeakCheck, overlapping_trait_impls};

use super::is_in_domain;
use crate::explain::Code;

/// Compares the domain crates that this crate uses with each other.
pub(super) fn compare(tcx: TyCtxt<'_>) {
    let crates = tcx.crates(()).iter().copied();
    let crates: Vec<CrateNum> = crates.filter(|krate| is_in_domain(tcx, *krate)).collect();
    if crates.len() < 2 {
        return;
    }
    let impls: Vec<DefId> = crates
        .iter()
        .flat_map(|krate| foreign_impls(tcx, *krate))
        .collect();
    for (index, left) in impls.iter().enumerate() {
        for right in &impls[index + 1..] {
            let alike = tcx.impl_trait_id(*left) == tcx.impl_trait_id(*right);
            // Crates below each other have been compared when the upper one was built, and allowed.
            if alike && left.krate != right.krate && overlap(tcx, *left, *right) {
                report(tcx, *left, *right);
            }
        }
    }
}

/// The impls of a crate for traits that are not its own. Two of a crate's own trait were compared when it was built.
fn foreign_impls(tcx: TyCtxt<'_>, krate: CrateNum) -> impl Iterator<Item = DefId> {
    let impls = tcx.trait_impls_in_crate(krate).iter().copied();
    impls.filter(move |item| tcx.impl_trait_id(*item).krate != krate)
}

fn overlap(tcx: TyCtxt<'_>, left: DefId, right: DefId) -> bool {
    overlapping_trait_impls(tcx, left, right, SkipLeakCheck::No, OverlapMode::Stable).is_some()
}

fn report(tcx: TyCtxt<'_>, left: DefId, right: DefId) {
    let trait_ref = tcx.impl_trait_ref(left).instantiate_identity();
    let message = format!(
        "crates `{}` and `{}` both implement `{}` for `{}`",
        tcx.crate_name(left.krate),
        tcx.crate_name(right.krate),
        tcx.item_name(trait_ref.def_id),
        trait_ref.self_ty(),
    );
    let import = tcx.extern_crate(right.krate).map(|import| import.span);
    let span = import.unwrap_or_else(|| tcx.def_span(CRATE_DEF_ID));
    let mut error = tcx.dcx().struct_span_err(span, message);
    error.note("this crate is the first that uses both");
    for item in [left, right] {
        let krate = tcx.crate_name(item.krate);
        error.span_note(tcx.def_span(item), format!("the impl in crate `{krate}`"));
    }
    error.help("keep one of them, in a crate that the other one uses");
    error.note(Code::Overlap.note());
    error.emit();
}
