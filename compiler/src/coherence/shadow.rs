// SPDX-License-Identifier: MIT OR Apache-2.0

//! Calls that would mean something else without a domain.
//!
//! Inherent methods come before those of traits, and before those that are reached through `Deref`. Where a type's author
//! adds one, that is part of the type's next version. A domain adds them from outside, perhaps by a crate that is far below,
//! and no call that had a meaning may change it by that. So each call that came out at an item of a domain is looked at
//! again: if anything else could be meant, it is an error.
//!
//! The second look is coarser than the first one. It may find a method that a call would not have come to because of its
//! receiver, say; it does not miss one.

use std::sync::OnceLock;

use rustc_hir::def::DefKind;
use rustc_hir::def_id::{DefId, LOCAL_CRATE, LocalDefId};
use rustc_hir::{Expr, ExprKind, HirId, Node, QPath};
use rustc_hir_analysis::autoderef::Autoderef;
use rustc_infer::infer::{InferCtxt, TyCtxtInferExt};
use rustc_middle::ty::adjustment::Adjust;
use rustc_middle::ty::fast_reject::DeepRejectCtxt;
use rustc_middle::ty::{
    self, AssocItem, ParamEnv, Ty, TyCtxt, TypeVisitableExt, TypeckResults, TypingMode,
};
use rustc_middle::util::Providers;
use rustc_session::Session;
use rustc_span::{DUMMY_SP, Ident};
use rustc_trait_selection::infer::InferCtxtExt;

use super::inherent::{is_relaxed_item, relaxed, rivals, self_ty};
use crate::explain::Code;

type Check = for<'tcx> fn(TyCtxt<'tcx>, LocalDefId) -> &'tcx TypeckResults<'tcx>;
static CHECK: OnceLock<Check> = OnceLock::new();

/// Looks at the calls of every crate: one that is in no domain may use one that is.
pub(super) fn queries(_: &Session, providers: &mut Providers) {
    let _ = CHECK.set(providers.queries.typeck_root);
    providers.queries.typeck_root = |tcx, body| {
        let results = CHECK.get().expect("set when queries were put together")(tcx, body);
        look_again(tcx, body, results);
        results
    };
}

fn look_again<'tcx>(tcx: TyCtxt<'tcx>, body: LocalDefId, results: &TypeckResults<'tcx>) {
    let found = results.type_dependent_defs().items_in_stable_order();
    for (id, definition) in found {
        let Ok((_, item)) = *definition else { continue };
        if !is_relaxed_item(tcx, item) {
            continue;
        }
        let id = HirId {
            owner: results.hir_owner,
            local_id: id,
        };
        let call = Call::of(tcx, results, id);
        // Errors of types may follow from this one, so it is told beside them.
        let Some(call) = call.filter(|call| !call.start.references_error()) else {
            continue;
        };
        let infcx = tcx.infer_ctxt().build(TypingMode::non_body_analysis());
        let look = Look {
            tcx,
            infcx,
            param_env: tcx.param_env(body),
            body,
            item: tcx.associated_item(item),
            call,
        };
        if let Some(other) = look.other() {
            look.report(other);
        }
    }
}

/// A place in the source that names an associated item without saying whose.
struct Call<'tcx> {
    id: HirId,
    name: Ident,
    /// The type at which the search begins.
    start: Ty<'tcx>,
    /// How many times the search went through `Deref` before it came out; nothing that comes earlier is possible.
    skip: usize,
    is_method: bool,
}

impl<'tcx> Call<'tcx> {
    fn of(tcx: TyCtxt<'tcx>, results: &TypeckResults<'tcx>, id: HirId) -> Option<Call<'tcx>> {
        let path = match tcx.hir_node(id) {
            Node::Expr(Expr {
                kind: ExprKind::MethodCall(segment, receiver, ..),
                ..
            }) => {
                let steps = results.expr_adjustments(receiver).iter();
                let steps = steps.filter(|step| matches!(step.kind, Adjust::Deref(_)));
                return Some(Call {
                    id,
                    name: segment.ident,
                    start: results.expr_ty(receiver),
                    skip: steps.count(),
                    is_method: true,
                });
            }
            Node::Expr(Expr {
                kind: ExprKind::Path(path),
                ..
            }) => path,
            Node::PatExpr(expression) => match &expression.kind {
                rustc_hir::PatExprKind::Path(path) => path,
                _ => return None,
            },
            _ => return None,
        };
        let QPath::TypeRelative(of, segment) = path else {
            return None;
        };
        Some(Call {
            id,
            name: segment.ident,
            start: results.node_type_opt(of.hir_id)?,
            skip: 0,
            is_method: false,
        })
    }
}

struct Look<'tcx> {
    tcx: TyCtxt<'tcx>,
    infcx: InferCtxt<'tcx>,
    param_env: ParamEnv<'tcx>,
    body: LocalDefId,
    /// What it means now.
    item: AssocItem,
    call: Call<'tcx>,
}

impl<'tcx> Look<'tcx> {
    /// What else it can mean.
    fn other(&self) -> Option<AssocItem> {
        self.types().into_iter().find_map(|ty| {
            let of_type = self.inherent(ty).or_else(|| self.bound(ty));
            of_type.or_else(|| self.in_scope(ty))
        })
    }

    /// The types whose methods the call can come to, from where it came out.
    fn types(&self) -> Vec<Ty<'tcx>> {
        let Call { start, skip, .. } = self.call;
        if !self.call.is_method {
            return vec![start];
        }
        let steps = Autoderef::new(
            &self.infcx,
            self.param_env,
            self.body,
            self.call.name.span,
            start,
        );
        let steps = steps.include_raw_pointers().silence_errors();
        let mut types: Vec<Ty<'tcx>> = steps.map(|(ty, _)| ty).skip(skip).collect();
        // The last step of a search takes an array as a slice.
        if let Some(ty::Array(element, _)) = types.last().map(|ty| ty.kind()) {
            types.push(Ty::new_slice(self.tcx, *element));
        }
        types
    }

    /// A method of the type itself, or one that is in no domain.
    fn inherent(&self, ty: Ty<'tcx>) -> Option<AssocItem> {
        let krates = self.tcx.crates(()).iter().copied();
        let krates = std::iter::once(LOCAL_CRATE).chain(krates);
        let impls = rivals(self.tcx, ty, krates).into_iter();
        impls
            .filter(|rival| !relaxed(self.tcx, rival.krate).contains(rival))
            .filter(|rival| {
                DeepRejectCtxt::relate_infer_infer(self.tcx)
                    .types_may_unify(self_ty(self.tcx, *rival), ty)
            })
            .find_map(|rival| self.named_in(rival))
    }

    /// A method that the type has by what is said about it here: it is a parameter with bounds, or a trait object.
    fn bound(&self, ty: Ty<'tcx>) -> Option<AssocItem> {
        let traits: Vec<DefId> = match ty.kind() {
            ty::Dynamic(traits, _) => traits.principal_def_id().into_iter().collect(),
            ty::Param(_) => {
                let bounds = self.param_env.caller_bounds().iter();
                let bounds = bounds.filter_map(|bound| bound.as_trait_clause());
                let bounds = bounds.filter(|bound| bound.self_ty().skip_binder() == ty);
                bounds.map(|bound| bound.def_id()).collect()
            }
            _ => Vec::new(),
        };
        traits
            .into_iter()
            .flat_map(|bound| ty::elaborate::supertrait_def_ids(self.tcx, bound))
            .find_map(|bound| self.named_in(bound))
    }

    /// A method of a trait that can be named here.
    fn in_scope(&self, ty: Ty<'tcx>) -> Option<AssocItem> {
        let candidates = self.tcx.in_scope_traits(self.call.id)?;
        candidates.iter().find_map(|candidate| {
            let item = self.named_in(candidate.def_id)?;
            let region = self.tcx.lifetimes.re_erased;
            let receivers = [
                ty,
                Ty::new_imm_ref(self.tcx, region, ty),
                Ty::new_mut_ref(self.tcx, region, ty),
            ];
            let receivers = &receivers[..if self.call.is_method { 3 } else { 1 }];
            receivers
                .iter()
                .any(|ty| self.implements(*ty, candidate.def_id))
                .then_some(item)
        })
    }

    fn implements(&self, ty: Ty<'tcx>, of_trait: DefId) -> bool {
        self.infcx.probe(|_| {
            let arguments = self.infcx.fresh_args_for_item(DUMMY_SP, of_trait);
            let arguments = arguments.iter().skip(1);
            let arguments = std::iter::once(ty.into()).chain(arguments);
            self.infcx
                .type_implements_trait(of_trait, arguments, self.param_env)
                .may_apply()
        })
    }

    /// An item of the name in question that can be used here.
    fn named_in(&self, container: DefId) -> Option<AssocItem> {
        let tcx = self.tcx;
        let (name, scope) = tcx.adjust_ident_and_get_scope(self.call.name, container, self.call.id);
        let items = tcx.associated_items(container);
        items
            .filter_by_name_unhygienic(name.name)
            .find(|item| {
                item.namespace() == self.item.namespace()
                    && item.ident(tcx).normalize_to_macros_2_0() == name
                    && (!self.call.is_method || item.is_method())
                    && item.visibility(tcx).is_accessible_from(scope, tcx)
            })
            .copied()
    }

    fn report(&self, other: AssocItem) {
        let tcx = self.tcx;
        let item = self.item;
        let krate = tcx.crate_name(item.def_id.krate);
        let ty = self_ty(tcx, tcx.parent(item.def_id));
        let descr = tcx.def_descr(item.def_id);
        let name = self.call.name;
        let message = format!("`{name}` means another {descr} since crate `{krate}` has one");
        let mut error = tcx.dcx().struct_span_err(name.span, message);
        error.span_label(name.span, "two can be meant here");
        let parent = tcx.parent(other.def_id);
        let whose = match tcx.def_kind(parent) {
            DefKind::Trait => format!("trait `{}`", tcx.item_name(parent)),
            _ => format!("`{}`", self_ty(tcx, parent)),
        };
        let other = tcx.def_span(other.def_id);
        error.span_note(
            other,
            format!("without that crate, the one of {whose} is meant"),
        );
        let text = format!("with it, the one that its coherence domain gives `{ty}` comes first");
        error.span_note(tcx.def_span(item.def_id), text);
        error.help(format!(
            "to use the one of {whose}, write its path; to use the other, give it a name of its own"
        ));
        error.note(Code::Shadow.note());
        error.emit();
    }
}
