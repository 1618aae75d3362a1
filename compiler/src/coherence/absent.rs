// SPDX-License-Identifier: MIT OR Apache-2.0

//! Impls of others that overlap because of an impl that was not to be expected.
//!
//! ```ignore
//! // in the crate that has `Device` and `Report`, which are apart because a device is not `Display`
//! impl Report for Device {}
//! impl<T: Display> Report for T {}
//! // in a domain
//! impl Display for Device {}
//! ```
//!
//! A crate may conclude from the absence of an impl where it has the trait or a type of it, since nobody else could add
//! one. So an impl that only a domain allows can break such conclusions of those crates, and of no others; the domain
//! crate is above all of them. Two impls of two domain crates may do so together, which the first crate sees that uses
//! both.
//!
//! Only impls are looked at that have something to do with the new one: their bounds name its trait, or one that follows
//! from it by another impl. The question is then the plain one, whether both apply to something, and not whether another
//! crate may some day bring it about: that question has been answered when they were compiled.

use std::sync::OnceLock;

use rustc_data_structures::fx::{FxHashMap, FxHashSet, FxIndexSet};
use rustc_hir::def_id::{CrateNum, DefId};
use rustc_infer::infer::TyCtxtInferExt;
use rustc_middle::ty::fast_reject::DeepRejectCtxt;
use rustc_middle::ty::{self, TyCtxt, TypingMode};
use rustc_middle::util::Providers;
use rustc_session::Session;
use rustc_span::{DUMMY_SP, ErrorGuaranteed, Span};
use rustc_trait_selection::traits::{Obligation, ObligationCause, ObligationCtxt};

use super::is_relaxed;
use crate::explain::Code;

type Check = for<'tcx> fn(TyCtxt<'tcx>, ()) -> Result<(), ErrorGuaranteed>;
static CHECK: OnceLock<Check> = OnceLock::new();

/// Checks the impls of this crate, which is in a domain, after all that rustc checks of impls.
pub(super) fn queries(_: &Session, providers: &mut Providers) {
    let _ = CHECK.set(providers.queries.crate_inherent_impls_overlap_check);
    providers.queries.crate_inherent_impls_overlap_check = |tcx, ()| {
        let verdict = CHECK.get().expect("set when queries were put together")(tcx, ());
        let own = tcx.all_local_trait_impls(()).values().flatten();
        let own = own.filter(|item| is_relaxed(tcx, **item));
        let own: Vec<DefId> = own.map(|item| item.to_def_id()).collect();
        if own.is_empty() {
            return verdict;
        }
        let broken = Conclusions::of_all(tcx, &own).broken(tcx, &own);
        broken.into_iter().fold(verdict, |_, (item, pair)| {
            Err(report(tcx, item, tcx.def_span(item), pair))
        })
    };
}

/// Checks what several domain crates that this one uses bring about together; each by itself has been.
pub(super) fn compare(tcx: TyCtxt<'_>, impls: &[DefId], place: impl Fn(DefId) -> Span) {
    let krates: FxHashSet<CrateNum> = impls.iter().map(|item| item.krate).collect();
    if krates.len() < 2 {
        return;
    }
    for (item, pair) in Conclusions::of_all(tcx, impls).broken(tcx, impls) {
        report(tcx, item, place(item), pair);
    }
}

/// What can be concluded from impls: for each trait those whose bounds name it.
struct Conclusions {
    by_bound: FxHashMap<DefId, Vec<DefId>>,
    /// The impls in question themselves.
    known: FxHashSet<DefId>,
}

impl Conclusions {
    fn of_all(tcx: TyCtxt<'_>, impls: &[DefId]) -> Conclusions {
        let mut by_bound: FxHashMap<DefId, Vec<DefId>> = FxHashMap::default();
        for item in tcx
            .all_traits_including_private()
            .flat_map(|of| tcx.all_impls(of))
        {
            let bounds = tcx.predicates_of(item).predicates.iter();
            let bounds = bounds.filter_map(|(bound, _)| bound.as_trait_clause());
            let mut bounds: FxIndexSet<DefId> = bounds.map(|bound| bound.def_id()).collect();
            for part in tcx
                .impl_trait_ref(item)
                .skip_binder()
                .args
                .iter()
                .flat_map(|part| part.walk())
            {
                if let Some(ty::Alias(alias)) = part.as_type().map(|ty| ty.kind())
                    && let ty::Projection { def_id } = alias.kind
                {
                    bounds.insert(tcx.parent(def_id));
                }
            }
            for bound in bounds {
                by_bound.entry(bound).or_default().push(item);
            }
        }
        let known = impls.iter().copied().collect();
        Conclusions { by_bound, known }
    }

    /// Impls among these because of which two others overlap, and those.
    fn broken(&self, tcx: TyCtxt<'_>, impls: &[DefId]) -> Vec<(DefId, (DefId, DefId))> {
        let mut found = Vec::new();
        // Most of the time there is nothing to find, and it takes as long to see that for all as for one.
        if self.pairs(tcx, impls).next().is_some() {
            for item in impls {
                found.extend(self.pairs(tcx, &[*item]).map(|pair| (*item, pair)));
            }
        }
        let mut seen = FxHashSet::default();
        found.retain(|(_, (left, right))| {
            seen.insert((*left, *right)) && seen.insert((*right, *left))
        });
        found
    }

    /// Pairs that overlap and have to do with one of these impls.
    fn pairs(&self, tcx: TyCtxt<'_>, impls: &[DefId]) -> impl Iterator<Item = (DefId, DefId)> {
        let owners: FxHashSet<CrateNum> =
            impls.iter().flat_map(|item| owners(tcx, *item)).collect();
        let mut bounded: FxIndexSet<DefId> = FxIndexSet::default();
        let mut traits: FxIndexSet<DefId> =
            impls.iter().map(|item| tcx.impl_trait_id(*item)).collect();
        let mut next = 0;
        while let Some(of) = traits.get_index(next).copied() {
            next += 1;
            for item in self.by_bound.get(&of).into_iter().flatten() {
                bounded.insert(*item);
                traits.insert(tcx.impl_trait_id(*item));
            }
        }
        // Impls of this crate, and domains' among themselves, are compared elsewhere.
        let of_others = move |item: &DefId| !item.is_local() && !self.known.contains(item);
        bounded
            .into_iter()
            .filter(of_others)
            .filter_map(move |left| {
                let mut rivals = tcx.all_impls(tcx.impl_trait_id(left)).filter(of_others);
                let right = rivals.find(|right| {
                    *right != left
                        && (owners.contains(&left.krate) || owners.contains(&right.krate))
                        && overlap(tcx, left, *right)
                });
                Some((left, right?))
            })
    }
}

/// The crates that could take it that there is no such impl.
fn owners(tcx: TyCtxt<'_>, item: DefId) -> impl Iterator<Item = CrateNum> {
    let trait_ref = tcx.impl_trait_ref(item).skip_binder();
    let parts = trait_ref.args.iter().flat_map(|part| part.walk());
    let types = parts.filter_map(|part| match part.as_type()?.kind() {
        ty::Adt(of, _) => Some(of.did().krate),
        ty::Foreign(of) => Some(of.krate),
        ty::Dynamic(traits, _) => Some(traits.principal_def_id()?.krate),
        _ => None,
    });
    types.chain([trait_ref.def_id.krate])
}

/// Whether two impls apply to one type, as things are.
fn overlap(tcx: TyCtxt<'_>, left: DefId, right: DefId) -> bool {
    let [left_ref, right_ref] = [left, right].map(|item| tcx.impl_trait_ref(item));
    let reject = DeepRejectCtxt::relate_infer_infer(tcx);
    if !reject.args_may_unify(left_ref.skip_binder().args, right_ref.skip_binder().args)
        || tcx.impls_are_allowed_to_overlap(left, right).is_some()
        || tcx.specializes((left, right))
        || tcx.specializes((right, left))
    {
        return false;
    }
    let infcx = tcx.infer_ctxt().build(TypingMode::non_body_analysis());
    let context = ObligationCtxt::new(&infcx);
    let (cause, param_env) = (ObligationCause::dummy(), ty::ParamEnv::empty());
    let [left_ref, right_ref] = [(left, left_ref), (right, right_ref)].map(|(item, trait_ref)| {
        let arguments = infcx.fresh_args_for_item(DUMMY_SP, item);
        let bounds = tcx.predicates_of(item).instantiate(tcx, arguments);
        for bound in bounds.predicates {
            let bound = context.normalize(&cause, param_env, bound);
            context.register_obligation(Obligation::new(tcx, cause.clone(), param_env, bound));
        }
        context.normalize(&cause, param_env, trait_ref.instantiate(tcx, arguments))
    });
    context.eq(&cause, param_env, left_ref, right_ref).is_ok()
        && context.try_evaluate_obligations().is_empty()
}

fn report(
    tcx: TyCtxt<'_>,
    item: DefId,
    span: Span,
    (left, right): (DefId, DefId),
) -> ErrorGuaranteed {
    let trait_ref = tcx.impl_trait_ref(item).instantiate_identity();
    let name = tcx.item_name(trait_ref.def_id);
    let of_trait = tcx.item_name(tcx.impl_trait_id(left));
    let message = format!(
        "two impls of `{of_trait}` overlap because `{name}` is implemented for `{}`",
        trait_ref.self_ty()
    );
    let mut error = tcx.dcx().struct_span_err(span, message);
    if !item.is_local() {
        error.span_note(tcx.def_span(item), "that impl");
    }
    for item in [left, right] {
        let krate = tcx.crate_name(item.krate);
        error.span_note(
            tcx.def_span(item),
            format!("one of the two, in crate `{krate}`"),
        );
    }
    error.help(format!(
        "implement `{name}` for a type of your own that holds the other"
    ));
    error.note(Code::Absent.note());
    error.emit()
}
