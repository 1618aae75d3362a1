// SPDX-License-Identifier: MIT OR Apache-2.0

//! Marks calls under the attribute, and takes away rustc's own checks there.
//!
//! Calls are marked before the body is optimized: afterwards the checked function may be part of it. Rustc's checks of
//! pointers are added at the start of its optimizations and taken away at their end; of what was inlined in between,
//! the checks stay. Whatever the optimizer concluded from a check holds without it, because where it does not hold the
//! behavior is undefined.
//!
//! Evaluation at compile time reads bodies of its own, which stay as they are.

use std::sync::OnceLock;

use rustc_hir as hir;
use rustc_hir::def_id::LocalDefId;
use rustc_middle::mir::{
    AssertKind, BasicBlockData, Body, Const, ConstOperand, Operand, TerminatorKind,
};
use rustc_middle::ty::{self, TyCtxt};
use rustc_middle::util::Providers;
use rustc_session::Session;

use super::region::{self, Region};
use super::variant;

static LOCAL: OnceLock<for<'tcx> fn(TyCtxt<'tcx>, LocalDefId) -> &'tcx Body<'tcx>> =
    OnceLock::new();

pub(super) fn queries(_: &Session, providers: &mut Providers) {
    let _ = LOCAL.set(providers.queries.optimized_mir);
    providers.queries.optimized_mir = local;
}

fn local<'tcx>(tcx: TyCtxt<'tcx>, item: LocalDefId) -> &'tcx Body<'tcx> {
    let original = LOCAL.get().expect("set when queries were put together");
    if tcx.is_constructor(item.to_def_id()) || tcx.is_synthetic_mir(item) {
        return original(tcx, item);
    }
    let region = region::of(tcx, item);
    if matches!(region, Region::Nothing) {
        return original(tcx, item);
    }
    if matches!(
        tcx.hir_body_const_context(item),
        Some(hir::ConstContext::ConstFn)
    ) {
        // The body for compile time is made from the one we are about to change; have it made first.
        tcx.ensure_done().mir_for_ctfe(item);
    }
    let unoptimized = tcx.mir_drops_elaborated_and_const_checked(item);
    mark(tcx, &mut unoptimized.risky_hack_borrow_mut(), &region);
    let body = original(tcx, item);
    let unchecked: Vec<_> = body
        .basic_blocks
        .iter_enumerated()
        .filter(|(_, block)| is_check(block) && is_of(block, body, &region))
        .map(|(block, _)| block)
        .collect();
    if unchecked.is_empty() {
        return body;
    }
    let mut body = body.clone();
    for block in unchecked {
        skip(&mut body.basic_blocks_mut()[block]);
    }
    tcx.arena.alloc(body)
}

/// Marks the calls of a region that may check something.
fn mark<'tcx>(tcx: TyCtxt<'tcx>, body: &mut Body<'tcx>, region: &Region) {
    if body.tainted_by_errors.is_some() {
        return;
    }
    let locals = body.local_decls.clone();
    // No block is added, so that what is known of their order stays true.
    for block in body.basic_blocks.as_mut_preserves_cfg() {
        let terminator = block.terminator_mut();
        let span = terminator.source_info.span;
        let (TerminatorKind::Call { func, .. } | TerminatorKind::TailCall { func, .. }) =
            &mut terminator.kind
        else {
            continue;
        };
        let ty = func.ty(&locals, tcx);
        if let ty::FnDef(callee, _) = *ty.kind()
            && variant::may_check(tcx, callee)
            && region.has(span)
        {
            *func = Operand::Constant(Box::new(ConstOperand {
                span,
                user_ty: None,
                const_: Const::zero_sized(variant::marked(tcx, ty)),
            }));
        }
    }
}

/// Whether a block ends in a check of rustc's that is about unsafe code only.
pub(super) fn is_check(block: &BasicBlockData<'_>) -> bool {
    let TerminatorKind::Assert { msg, .. } = &block.terminator().kind else {
        return false;
    };
    matches!(
        **msg,
        AssertKind::MisalignedPointerDereference { .. }
            | AssertKind::NullPointerDereference
            | AssertKind::InvalidEnumConstruction(_)
    )
}

/// Whether the end of a block was written in the region, and did not come by inlining.
fn is_of(block: &BasicBlockData<'_>, body: &Body<'_>, region: &Region) -> bool {
    let place = block.terminator().source_info;
    let scope = &body.source_scopes[place.scope];
    scope.inlined.is_none() && scope.inlined_parent_scope.is_none() && region.has(place.span)
}

/// Goes on as if the check at the end of a block had held.
pub(super) fn skip(block: &mut BasicBlockData<'_>) {
    if let TerminatorKind::Assert { target, .. } = block.terminator().kind {
        block.terminator_mut().kind = TerminatorKind::Goto { target };
    }
}
