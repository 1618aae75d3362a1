// SPDX-License-Identifier: MIT OR Apache-2.0

//! What is said of values that end where they may not.

use rustc_data_structures::fx::FxHashMap;
use rustc_errors::Diag;
use rustc_hir::def_id::DefId;
use rustc_hir::intravisit;
use rustc_hir::{Expr, ExprKind};
use rustc_middle::mir::visit::{NonMutatingUseContext, PlaceContext, Visitor};
use rustc_middle::mir::{
    BasicBlock, Body, Local, Location, START_BLOCK, TerminatorKind, VarDebugInfoContents,
};
use rustc_middle::ty::print::with_no_trimmed_paths;
use rustc_middle::ty::{Instance, InstanceKind, Ty, TyCtxt};
use rustc_span::{DesugaringKind, Span, Symbol};

use super::check;
use super::types::{self, End};
use crate::explain::Code;
use crate::inject::TOOL;

/// A value is dropped at the end of a block.
pub(super) fn dropped<'tcx>(
    tcx: TyCtxt<'tcx>,
    body: &Body<'tcx>,
    block: BasicBlock,
    ty: Ty<'tcx>,
    marked: DefId,
) {
    let terminator = body.basic_blocks[block].terminator();
    let TerminatorKind::Drop { place, target, .. } = terminator.kind else {
        return;
    };
    let span = terminator.source_info.span;
    let marked_name = tcx.item_name(marked);
    let name = place.as_local().and_then(|local| name(body, local));
    let is_itself = ty.ty_adt_def().is_some_and(|adt| adt.did() == marked);
    let what = match name {
        Some(name) => format!("`{name}`"),
        None => format!("a `{ty}`"),
    };
    // Before it there may be a note that there is a value again.
    let next = body.basic_blocks[target].statements.iter().take(2);
    let is_replaced = next
        .filter_map(|statement| statement.kind.as_assign())
        .any(|(to, _)| *to == place);
    let done = match is_replaced {
        true => "dropped by this assignment",
        false => "dropped here",
    };
    let message = match (is_itself, name) {
        (true, Some(_)) => format!("{what} is {done}, and a `{marked_name}` must not be"),
        (true, None) => format!("{what} is {done}, and must not be"),
        (false, _) => format!("{what} is {done}, with a `{marked_name}`, which must not be"),
    };
    let mut error = tcx.dcx().struct_span_err(span, message);
    if let Some(local) = place.as_local() {
        let declared = body.local_decls[local].source_info.span;
        if !declared.is_dummy() && !declared.contains(span) {
            error.span_label(declared, "this value");
        }
        if !is_replaced {
            let uses = Uses::of(body, local);
            for moved in &uses.moved {
                error.span_label(*moved, "used up here, but not on every path");
            }
            for exit in uses.exits(tcx, block) {
                error.span_label(exit, "left here with the value");
            }
        }
    }
    how(tcx, &mut error, marked, End::Dropped);
    error.note(Code::Dropped.note());
    error.emit();
}

/// A value gets to a function that forgets it, or may.
pub(super) fn forgotten(tcx: TyCtxt<'_>, span: Span, function: DefId, marked: DefId) {
    let message = format!(
        "`{}` can forget a `{}`, which must not be forgotten",
        with_no_trimmed_paths!(tcx.def_path_str(function)),
        tcx.item_name(marked),
    );
    let mut error = tcx.dcx().struct_span_err(span, message);
    how(tcx, &mut error, marked, End::Forgotten);
    error.note(Code::Forgotten.note());
    error.emit();
}

/// A value is put into one that may forget it.
pub(super) fn kept<'tcx>(tcx: TyCtxt<'tcx>, span: Span, ty: Ty<'tcx>, marked: DefId) {
    let message = format!(
        "a `{ty}` can forget a `{}`, which must not be forgotten",
        tcx.item_name(marked)
    );
    let mut error = tcx.dcx().struct_span_err(span, message);
    how(tcx, &mut error, marked, End::Forgotten);
    error.note(Code::Forgotten.note());
    error.emit();
}

/// A value is put behind a trait object.
pub(super) fn hidden<'tcx>(tcx: TyCtxt<'tcx>, span: Span, to: Ty<'tcx>, marked: DefId, end: End) {
    let name = tcx.item_name(marked);
    let message = match end {
        End::Dropped => format!("as `{to}` a `{name}` would be dropped unseen, and must not be"),
        End::Forgotten => {
            format!("as `{to}` a `{name}` could be forgotten unseen, and must not be")
        }
    };
    let mut error = tcx.dcx().struct_span_err(span, message);
    error.help("keep the type, or pass a reference");
    how(tcx, &mut error, marked, end);
    error.note(note(end));
    error.emit();
}

/// A value that ends in a generic function which was given it.
pub(super) struct Elsewhere<'tcx> {
    pub(super) span: Span,
    pub(super) within: Instance<'tcx>,
    /// The type as which its end is not seen.
    pub(super) unseen: Option<Ty<'tcx>>,
    /// Where the function is given the type.
    pub(super) called: Option<Span>,
    pub(super) end: End,
    pub(super) marked: DefId,
}

pub(super) fn elsewhere<'tcx>(tcx: TyCtxt<'tcx>, found: &Elsewhere<'tcx>) {
    let name = tcx.item_name(found.marked);
    let done = match found.end {
        End::Dropped => "dropped",
        End::Forgotten => "forgotten",
    };
    let message = format!("a `{name}` can be {done} here, and must not be");
    let mut error = tcx.dcx().struct_span_err(found.span, message);
    let function = tcx.def_path_str_with_args(found.within.def_id(), found.within.args);
    error.span_label(
        found.span,
        match (found.unseen, found.within.def) {
            (Some(object), _) => format!("{done} unseen as `{object}`, in `{function}`"),
            (None, InstanceKind::DropGlue(_, Some(ty))) => {
                format!("{done} with a value of `{ty}`")
            }
            _ => format!("{done} in `{function}`"),
        },
    );
    if let Some(called) = found.called {
        error.span_note(called, format!("it is given a `{name}` here"));
    }
    how(tcx, &mut error, found.marked, found.end);
    error.note(note(found.end));
    error.emit();
}

fn note(end: End) -> String {
    match end {
        End::Dropped => Code::Dropped.note(),
        End::Forgotten => Code::Forgotten.note(),
    }
}

/// What to do instead, as the author of the type says.
fn how(tcx: TyCtxt<'_>, error: &mut Diag<'_>, marked: DefId, end: End) {
    let attribute = ["linear", "no_forget"]
        .into_iter()
        .find_map(|name| types::attribute(tcx, marked, name));
    match (attribute.and_then(check::text), end) {
        (Some(text), _) => error.help(text.to_string()),
        (None, End::Dropped) => error.help(format!(
            "pass it to a function marked `#[{TOOL}::consumes]`, or take it to pieces"
        )),
        (None, End::Forgotten) => {
            error.help("keep it where it will be dropped, or lend a reference to it")
        }
    };
}

/// What the user calls a variable.
fn name(body: &Body<'_>, local: Local) -> Option<Symbol> {
    body.var_debug_info
        .iter()
        .find_map(|variable| match variable.value {
            VarDebugInfoContents::Place(place) if place.as_local() == Some(local) => {
                Some(variable.name)
            }
            _ => None,
        })
}

/// Where a variable is used up, and where its function is left with it.
struct Uses<'a, 'tcx> {
    body: &'a Body<'tcx>,
    local: Local,
    moved: Vec<Span>,
}

impl<'a, 'tcx> Uses<'a, 'tcx> {
    fn of(body: &'a Body<'tcx>, local: Local) -> Self {
        let mut uses = Uses {
            body,
            local,
            moved: Vec::new(),
        };
        for (block, data) in body.basic_blocks.iter_enumerated() {
            if !data.is_cleanup {
                uses.visit_basic_block_data(block, data);
            }
        }
        uses
    }

    /// Whether the value is used up in a block.
    fn moves(&mut self, block: BasicBlock) -> bool {
        self.moved.clear();
        self.visit_basic_block_data(block, &self.body.basic_blocks[block]);
        !self.moved.is_empty()
    }

    /// The `?`, `return` and the like that lead to the end of a block with the value.
    fn exits(mut self, tcx: TyCtxt<'tcx>, end: BasicBlock) -> Vec<Span> {
        let blocks = &self.body.basic_blocks;
        let after = |block: BasicBlock| blocks[block].terminator().successors().collect::<Vec<_>>();
        let before = |block: BasicBlock| blocks.predecessors()[block].to_vec();
        let with_it = self.reached(START_BLOCK, after);
        let to_the_end = self.reached(end, before);
        let leave = Leave::of(tcx, self.body);
        let mut exits = Vec::new();
        for block in to_the_end
            .into_iter()
            .filter(|block| with_it.contains(block))
        {
            let statements = blocks[block].statements.iter();
            let spans = statements.map(|statement| statement.source_info.span);
            let spans = spans.chain([blocks[block].terminator().source_info.span]);
            exits.extend(spans.filter_map(|span| leave.0.get(&span)));
        }
        exits.sort();
        exits.dedup();
        exits
    }

    /// The blocks on the ways from one, up to where the value is used up.
    fn reached(
        &mut self,
        from: BasicBlock,
        next: impl Fn(BasicBlock) -> Vec<BasicBlock>,
    ) -> Vec<BasicBlock> {
        let (mut reached, mut waiting) = (vec![from], vec![from]);
        while let Some(block) = waiting.pop() {
            for next in next(block) {
                if !reached.contains(&next) && !self.moves(next) {
                    reached.push(next);
                    waiting.push(next);
                }
            }
        }
        reached
    }
}

/// The expressions by which a body is left early, or a part of it, by where the code for them says it comes from.
struct Leave(FxHashMap<Span, Span>);

impl Leave {
    fn of(tcx: TyCtxt<'_>, body: &Body<'_>) -> Leave {
        let mut leave = Leave(FxHashMap::default());
        let source = body.source.def_id().as_local();
        if let Some(body) = source.and_then(|item| tcx.hir_maybe_body_owned_by(item)) {
            intravisit::Visitor::visit_body(&mut leave, body);
        }
        leave
    }
}

impl<'tcx> intravisit::Visitor<'tcx> for Leave {
    fn visit_expr(&mut self, expression: &'tcx Expr<'tcx>) {
        // The end of a `for` is no place where somebody leaves early.
        let is_written = matches!(
            expression.span.desugaring_kind(),
            None | Some(DesugaringKind::QuestionMark)
        );
        if let ExprKind::Ret(value) | ExprKind::Break(_, value) = expression.kind
            && is_written
        {
            let span = value.map_or(expression.span, |value| value.span);
            self.0.insert(span, expression.span.source_callsite());
        }
        if let ExprKind::Continue(_) = expression.kind {
            self.0.insert(expression.span, expression.span);
        }
        intravisit::walk_expr(self, expression);
    }
}

impl<'tcx> Visitor<'tcx> for Uses<'_, 'tcx> {
    fn visit_local(&mut self, local: Local, context: PlaceContext, location: Location) {
        let moves = PlaceContext::NonMutatingUse(NonMutatingUseContext::Move);
        if local == self.local && context == moves {
            self.moved.push(self.body.source_info(location).span);
        }
    }
}
