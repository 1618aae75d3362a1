// SPDX-License-Identifier: MIT OR Apache-2.0

//! Rewrites the overflow checks in function bodies.
//!
//! Where rustc has `assert(!overflowed) -> next`, there will be `if overflowed { report("add") }; next`. All these
//! operations are defined to wrap once the check has let them through, so nothing else needs to change.
//!
//! Our own crate's bodies are rewritten before they are optimized. Afterwards the optimizer may have drawn
//! conclusions from the check, such as that a later comparison cannot fail, which do not hold when the program goes
//! on. Bodies of other crates come optimized; those built by kelsonc have no checks left, and those of the standard
//! library have been optimized with checks that could be off as well as on.
//!
//! Evaluation at compile time reads bodies of its own, which stay as they are.

use std::sync::OnceLock;

use rustc_hir as hir;
use rustc_hir::def_id::{CRATE_DEF_ID, DefId, LocalDefId};
use rustc_middle::mir::interpret::CTFE_ALLOC_SALT;
use rustc_middle::mir::{
    AssertKind, BasicBlock, BasicBlockData, BinOp, Body, CallSource, Const, ConstOperand,
    ConstValue, LocalDecl, Operand, Place, SourceInfo, SwitchTargets, Terminator, TerminatorKind,
    UnwindAction,
};
use rustc_middle::ty::{Ty, TyCtxt};
use rustc_middle::util::Providers;
use rustc_session::Session;
use rustc_span::{DUMMY_SP, Spanned};

use super::policy::{self, Policy};
use super::{injected, is_handler, is_marked, target};

static LOCAL: OnceLock<for<'tcx> fn(TyCtxt<'tcx>, LocalDefId) -> &'tcx Body<'tcx>> =
    OnceLock::new();
static EXTERN: OnceLock<for<'tcx> fn(TyCtxt<'tcx>, DefId) -> &'tcx Body<'tcx>> = OnceLock::new();

pub(super) fn queries(_: &Session, providers: &mut Providers) {
    let _ = LOCAL.set(providers.queries.optimized_mir);
    providers.queries.optimized_mir = local;
    let _ = EXTERN.set(providers.extern_queries.optimized_mir);
    providers.extern_queries.optimized_mir = of_other_crate;
}

fn local<'tcx>(tcx: TyCtxt<'tcx>, item: LocalDefId) -> &'tcx Body<'tcx> {
    let original = LOCAL.get().expect("set when queries were put together");
    if tcx.is_constructor(item.to_def_id())
        || is_handler(tcx, item)
        || injected(tcx, item).is_some()
    {
        // A handler that overflows would be told of it without end.
        return original(tcx, item);
    }
    if matches!(
        tcx.hir_body_const_context(item),
        Some(hir::ConstContext::ConstFn)
    ) {
        // The body for compile time is made from the one we are about to change; have it made first.
        tcx.ensure_done().mir_for_ctfe(item);
    }
    let report = match policy::of(tcx, item) {
        // As rustc has it.
        Policy::Panic => return original(tcx, item),
        Policy::Wrap => None,
        Policy::Report => target(tcx, false),
        Policy::Once => target(tcx, true),
    };
    let unoptimized = tcx.mir_drops_elaborated_and_const_checked(item);
    rewrite(tcx, &mut unoptimized.risky_hack_borrow_mut(), report);
    original(tcx, item)
}

fn of_other_crate<'tcx>(tcx: TyCtxt<'tcx>, item: DefId) -> &'tcx Body<'tcx> {
    let body = EXTERN.get().expect("set when queries were put together")(tcx, item);
    if is_marked(tcx, item.krate) || !body.basic_blocks.iter().any(|block| check(block).is_some()) {
        return body;
    }
    let report = match policy::of(tcx, CRATE_DEF_ID) {
        // A crate that was not asked, which is the standard library, goes by the policy of its user.
        Policy::Panic => return body,
        Policy::Wrap => None,
        Policy::Report => target(tcx, false),
        Policy::Once => target(tcx, true),
    };
    let mut body = body.clone();
    rewrite(tcx, &mut body, report);
    tcx.arena.alloc(body)
}

/// An overflow check, taken apart.
struct Check<'tcx> {
    condition: Operand<'tcx>,
    /// What the condition is when nothing overflowed.
    expected: bool,
    next: BasicBlock,
    unwind: UnwindAction,
    source_info: SourceInfo,
    operation: &'static str,
}

/// The overflow check that ends a block.
fn check<'tcx>(block: &BasicBlockData<'tcx>) -> Option<Check<'tcx>> {
    let terminator = block.terminator();
    let TerminatorKind::Assert {
        cond,
        expected,
        msg,
        target,
        unwind,
    } = &terminator.kind
    else {
        return None;
    };
    // The words are those of rustc's own messages: "attempt to ... with overflow".
    let operation = match &**msg {
        AssertKind::Overflow(BinOp::Add, ..) => "add",
        AssertKind::Overflow(BinOp::Sub, ..) => "subtract",
        AssertKind::Overflow(BinOp::Mul, ..) => "multiply",
        AssertKind::Overflow(BinOp::Shl, ..) => "shift left",
        AssertKind::Overflow(BinOp::Shr, ..) => "shift right",
        AssertKind::OverflowNeg(..) => "negate",
        // Division of the least number by -1 has no wrapped value to go on with; it traps on some machines.
        _ => return None,
    };
    Some(Check {
        condition: cond.clone(),
        expected: *expected,
        next: *target,
        unwind: *unwind,
        source_info: terminator.source_info,
        operation,
    })
}

/// Makes the checks of a body call `report`, or go away where nothing is to be told.
fn rewrite<'tcx>(tcx: TyCtxt<'tcx>, body: &mut Body<'tcx>, report: Option<DefId>) {
    if body.tainted_by_errors.is_some() {
        return;
    }
    let found: Vec<(BasicBlock, Check<'tcx>)> = body
        .basic_blocks
        .iter_enumerated()
        .filter_map(|(block, data)| Some((block, check(data)?)))
        .collect();
    for (block, check) in found {
        let kind = match report {
            Some(report) => branch(tcx, body, block, check, report),
            None => TerminatorKind::Goto { target: check.next },
        };
        body.basic_blocks_mut()[block].terminator_mut().kind = kind;
    }
}

/// Adds the blocks that report, and makes the branch to them.
fn branch<'tcx>(
    tcx: TyCtxt<'tcx>,
    body: &mut Body<'tcx>,
    block: BasicBlock,
    check: Check<'tcx>,
    report: DefId,
) -> TerminatorKind<'tcx> {
    let source_info = check.source_info;
    let cleanup = body.basic_blocks[block].is_cleanup;
    let result = LocalDecl::new(tcx.types.unit, source_info.span);
    let result = body.local_decls.push(result);
    let ends_in = |kind| BasicBlockData::new(Some(Terminator { source_info, kind }), cleanup);
    let blocks = body.basic_blocks_mut();
    // A call that can unwind may not lead straight to a block that others lead to as well.
    let after = blocks.push(ends_in(TerminatorKind::Goto { target: check.next }));
    let operation = Spanned {
        node: text(tcx, check.operation),
        span: DUMMY_SP,
    };
    let call = blocks.push(ends_in(TerminatorKind::Call {
        func: Operand::function_handle(tcx, report, [], source_info.span),
        args: Box::new([operation]),
        destination: Place::from(result),
        target: Some(after),
        unwind: check.unwind,
        call_source: CallSource::Misc,
        fn_span: source_info.span,
    }));
    TerminatorKind::SwitchInt {
        discr: check.condition,
        targets: SwitchTargets::static_if(u128::from(!check.expected), call, check.next),
    }
}

/// A string constant.
fn text<'tcx>(tcx: TyCtxt<'tcx>, text: &'static str) -> Operand<'tcx> {
    let alloc_id = tcx.allocate_bytes_dedup(text.as_bytes(), CTFE_ALLOC_SALT);
    let value = ConstValue::Slice {
        alloc_id,
        meta: text.len() as u64,
    };
    // Lifetimes are gone from bodies by now; `'static` would be one too many.
    let ty = Ty::new_imm_ref(tcx, tcx.lifetimes.re_erased, tcx.types.str_);
    Operand::Constant(Box::new(ConstOperand {
        span: DUMMY_SP,
        user_ty: None,
        const_: Const::Val(value, ty),
    }))
}
