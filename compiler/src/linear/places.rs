// SPDX-License-Identifier: MIT OR Apache-2.0

//! The places in a function where values may end, with their types known.

use rustc_hir::def_id::DefId;
use rustc_middle::mir::visit::Visitor;
use rustc_middle::mir::{
    BasicBlock, BasicBlockData, Body, CastKind, ConstOperand, Location, Rvalue, SourceInfo,
    TerminatorKind, traversal,
};
use rustc_middle::ty::adjustment::PointerCoercion;
use rustc_middle::ty::{self, EarlyBinder, Instance, InstanceKind, Ty, TyCtxt, TypingEnv};
use rustc_span::Span;

use super::{pointed, types};

/// The places in a function, and where they are.
pub(super) fn of<'tcx>(
    tcx: TyCtxt<'tcx>,
    instance: Instance<'tcx>,
) -> Vec<(Place<'tcx>, At<'tcx>)> {
    let mut places = Places {
        tcx,
        body: tcx.instance_mir(instance.def),
        instance,
        found: Vec::new(),
    };
    for (block, data) in traversal::mono_reachable(places.body, tcx, instance) {
        places.visit_basic_block_data(block, data);
    }
    places.visit_inlined();
    places.found
}

/// Whether this is the code that drops a value, which nobody wrote.
pub(super) fn is_drop(instance: Instance<'_>) -> bool {
    matches!(instance.def, InstanceKind::DropGlue(..))
}

/// Where a value may end.
#[derive(Clone, Copy)]
pub(super) enum Place<'tcx> {
    Drop(Ty<'tcx>),
    /// A function is called, or passed on.
    Use(DefId, ty::GenericArgsRef<'tcx>),
    /// A function is known as it is: behind a pointer, by a vtable or a constant, or because it was inlined.
    Point(Instance<'tcx>),
    /// A value is put together.
    Make(Ty<'tcx>),
    /// A pointer becomes one to a trait object.
    Hide(Ty<'tcx>, Ty<'tcx>),
}

/// Where it is, in what somebody wrote in this crate.
#[derive(Clone, Copy)]
pub(super) struct At<'tcx> {
    pub(super) span: Span,
    /// The function whose code it is, if that was inlined.
    pub(super) within: Option<Instance<'tcx>>,
    /// Where the function is called that it is in, if that was inlined.
    pub(super) called: Option<Span>,
}

/// Looks for such places in a body.
struct Places<'a, 'tcx> {
    tcx: TyCtxt<'tcx>,
    body: &'a Body<'tcx>,
    instance: Instance<'tcx>,
    found: Vec<(Place<'tcx>, At<'tcx>)>,
}

impl<'tcx> Places<'_, 'tcx> {
    /// A type of the body, with this instance's arguments.
    fn known<T: ty::TypeFoldable<TyCtxt<'tcx>>>(&self, generic: T) -> T {
        self.instance.instantiate_mir_and_normalize_erasing_regions(
            self.tcx,
            TypingEnv::fully_monomorphized(),
            EarlyBinder::bind(generic),
        )
    }

    /// Of a function that was inlined and did nothing but forget, no code is left.
    fn visit_inlined(&mut self) {
        for scope in &self.body.source_scopes {
            if let Some((callee, span)) = scope.inlined
                && let Some(parent) = scope.parent_scope
                && let Some(at) = self.at(
                    SourceInfo {
                        span,
                        scope: parent,
                    },
                    span,
                )
            {
                let callee = self.known(callee);
                let place = match callee.def {
                    InstanceKind::DropGlue(_, Some(ty)) => Place::Drop(ty),
                    _ => Place::Point(callee),
                };
                self.found.push((place, at));
            }
        }
    }

    /// Where code comes from. What came by inlining from other crates is where they were called; what came from functions
    /// that end values themselves is nowhere.
    fn at(&self, info: SourceInfo, span: Span) -> Option<At<'tcx>> {
        let mut at = At {
            span,
            within: None,
            called: None,
        };
        let mut scope = Some(info.scope);
        while let Some(current) = scope {
            let data = &self.body.source_scopes[current];
            if let Some((callee, call)) = data.inlined {
                let callee = self.known(callee);
                if types::consumes(self.tcx, callee.def_id()) {
                    return None;
                }
                // The innermost function is where it happens, and the outermost of other crates what was called.
                at.within = at.within.or(Some(callee));
                if callee.def_id().is_local() && !is_drop(callee) {
                    at.called = at.called.or(Some(call));
                } else {
                    at.span = call;
                    at.called = None;
                }
            }
            scope = data.parent_scope;
        }
        Some(at)
    }
}

impl<'tcx> Visitor<'tcx> for Places<'_, 'tcx> {
    fn visit_basic_block_data(&mut self, block: BasicBlock, data: &BasicBlockData<'tcx>) {
        if data.is_cleanup {
            return;
        }
        let info = data.terminator().source_info;
        if let Some(at) = self.at(info, info.span) {
            match &data.terminator().kind {
                TerminatorKind::Drop { place, .. } => {
                    let ty = self.known(place.ty(self.body, self.tcx).ty);
                    self.found.push((Place::Drop(ty), at));
                }
                // Which function this is only its type says: it was passed on as a value.
                TerminatorKind::Call { func, .. } | TerminatorKind::TailCall { func, .. }
                    if func.constant().is_none() =>
                {
                    let ty = self.known(func.ty(self.body, self.tcx));
                    if let ty::FnDef(function, args) = *ty.kind() {
                        self.found.push((Place::Use(function, args), at));
                    }
                }
                _ => {}
            }
        }
        self.super_basic_block_data(block, data);
    }

    fn visit_rvalue(&mut self, value: &Rvalue<'tcx>, location: Location) {
        let info = *self.body.source_info(location);
        if let Some(at) = self.at(info, info.span) {
            let within = at.within.unwrap_or(self.instance);
            match value {
                Rvalue::Cast(CastKind::PointerCoercion(PointerCoercion::Unsize, _), from, to) => {
                    let from = self.known(from.ty(self.body, self.tcx));
                    let to = self.known(*to);
                    self.found.push((Place::Hide(from, to), at));
                    let methods = pointed::by_object(self.tcx, from, to).into_iter();
                    self.found
                        .extend(methods.map(|method| (Place::Point(method), at)));
                }
                Rvalue::Aggregate(..) if !types::is_trusted(self.tcx, within.def_id()) => {
                    let ty = self.known(value.ty(self.body, self.tcx));
                    self.found.push((Place::Make(ty), at));
                }
                _ => {}
            }
        }
        self.super_rvalue(value, location);
    }

    fn visit_const_operand(&mut self, constant: &ConstOperand<'tcx>, location: Location) {
        let info = *self.body.source_info(location);
        // As the place of a call that was inlined.
        let span = match self.body.stmt_at(location).right().map(|end| &end.kind) {
            Some(TerminatorKind::Call { fn_span, .. }) => *fn_span,
            _ => info.span,
        };
        let Some(at) = self.at(info, span) else {
            return;
        };
        let constant = self.known(constant.const_);
        if let ty::FnDef(function, args) = *constant.ty().kind() {
            self.found.push((Place::Use(function, args), at));
        } else {
            let functions = pointed::by_constant(self.tcx, constant).into_iter();
            self.found
                .extend(functions.map(|function| (Place::Point(function), at)));
        }
    }
}
