// SPDX-License-Identifier: MIT OR Apache-2.0

//! What becomes of values in a function, as it stands in the source.

use std::sync::OnceLock;

use rustc_data_structures::fx::FxHashMap;
use rustc_data_structures::steal::Steal;
use rustc_hir::def_id::LocalDefId;
use rustc_middle::mir::visit::Visitor;
use rustc_middle::mir::{
    BasicBlock, BasicBlockData, Body, CastKind, ConstOperand, Location, Rvalue, TerminatorKind,
    traversal,
};
use rustc_middle::ty::adjustment::PointerCoercion;
use rustc_middle::ty::{self, Ty, TyCtxt, TypingEnv};
use rustc_middle::util::Providers;
use rustc_session::Session;

use super::report;
use super::types::{self, End};

type Elaborated = for<'tcx> fn(TyCtxt<'tcx>, LocalDefId) -> &'tcx Steal<Body<'tcx>>;
static ELABORATED: OnceLock<Elaborated> = OnceLock::new();

pub(super) fn queries(_: &Session, providers: &mut Providers) {
    let _ = ELABORATED.set(providers.queries.mir_drops_elaborated_and_const_checked);
    providers.queries.mir_drops_elaborated_and_const_checked = |tcx, function| {
        let body = ELABORATED
            .get()
            .expect("set when queries were put together")(tcx, function);
        check(tcx, function, &body.borrow());
        body
    };
}

/// Has every function looked at that has to do with marked types, also if no code is generated.
pub(super) fn all<'tcx>(tcx: TyCtxt<'tcx>) {
    let mut known = FxHashMap::default();
    for owner in tcx.hir_body_owners() {
        if !tcx.def_kind(owner).is_fn_like() || tcx.typeck_root_def_id_local(owner) != owner {
            continue;
        }
        let env = TypingEnv::post_analysis(tcx, owner);
        let mut concerns = |ty: Ty<'tcx>| {
            let ty = tcx.erase_and_anonymize_regions(ty);
            *known.entry(ty).or_insert_with(|| {
                ty.walk()
                    .filter_map(|part| part.as_type())
                    .any(|ty| types::holds(tcx, env, ty, End::Forgotten).is_some())
            })
        };
        if tcx
            .typeck(owner)
            .node_types()
            .items_in_stable_order()
            .iter()
            .any(|(_, ty)| concerns(**ty))
        {
            let within = tcx.nested_bodies_within(owner).iter();
            for body in within.chain([owner]) {
                tcx.ensure_ok().mir_drops_elaborated_and_const_checked(body);
            }
        }
    }
}

fn check<'tcx>(tcx: TyCtxt<'tcx>, function: LocalDefId, body: &Body<'tcx>) {
    if body.tainted_by_errors.is_some()
        || !tcx.def_kind(function).is_fn_like()
        || tcx.is_constructor(function.to_def_id())
        || types::consumes(tcx, function.to_def_id())
    {
        return;
    }
    let mut ends = Ends {
        tcx,
        env: body.typing_env(tcx),
        body,
    };
    for (block, data) in traversal::reachable(body) {
        ends.visit_basic_block_data(block, data);
    }
}

/// Looks for the ends of values in a body.
struct Ends<'a, 'tcx> {
    tcx: TyCtxt<'tcx>,
    env: TypingEnv<'tcx>,
    body: &'a Body<'tcx>,
}

impl<'tcx> Visitor<'tcx> for Ends<'_, 'tcx> {
    fn visit_basic_block_data(&mut self, block: BasicBlock, data: &BasicBlockData<'tcx>) {
        // On this path a panic unwinds.
        if data.is_cleanup {
            return;
        }
        if let TerminatorKind::Drop { place, .. } = data.terminator().kind {
            let ty = place.ty(self.body, self.tcx).ty;
            // How it came into a type that may forget it has been told.
            if let Some(marked) = types::holds(self.tcx, self.env, ty, End::Dropped)
                && types::kept(self.tcx, self.env, ty).is_none()
            {
                report::dropped(self.tcx, self.body, block, ty, marked);
            }
        }
        self.super_basic_block_data(block, data);
    }

    fn visit_rvalue(&mut self, value: &Rvalue<'tcx>, location: Location) {
        let span = self.body.source_info(location).span;
        match value {
            Rvalue::Cast(CastKind::PointerCoercion(PointerCoercion::Unsize, _), from, to) => {
                let from = from.ty(self.body, self.tcx);
                if let Some((marked, end)) = types::hides(self.tcx, self.env, from, *to) {
                    report::hidden(self.tcx, span, *to, marked, end);
                }
            }
            // By a call of a function it is told of that.
            Rvalue::Aggregate(..) => {
                let ty = value.ty(self.body, self.tcx);
                if let Some(marked) = types::keeps(self.tcx, self.env, ty) {
                    report::kept(self.tcx, span, ty, marked);
                }
            }
            _ => {}
        }
        self.super_rvalue(value, location);
    }

    fn visit_const_operand(&mut self, constant: &ConstOperand<'tcx>, _: Location) {
        if let ty::FnDef(function, args) = *constant.const_.ty().kind()
            && let Some(marked) = types::forgets(self.tcx, self.env, function, args)
        {
            report::forgotten(self.tcx, constant.span, function, marked);
        }
    }
}
