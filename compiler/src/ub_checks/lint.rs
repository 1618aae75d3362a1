// SPDX-License-Identifier: MIT OR Apache-2.0

//! Tells of attributes that take nothing away, and of checks that stay under one.

use rustc_data_structures::fx::FxHashSet;
use rustc_errors::{Diag, DiagDecorator};
use rustc_hir::def_id::DefId;
use rustc_hir::intravisit::{self, Visitor};
use rustc_hir::{self as hir, HirId, Node};
use rustc_interface::Config;
use rustc_lint::{LateContext, LateLintPass};
use rustc_lint_defs::builtin::UNUSED_ATTRIBUTES;
use rustc_lint_defs::{declare_tool_lint, impl_lint_pass};
use rustc_middle::hir::nested_filter;
use rustc_middle::ty::adjustment::{Adjust, PointerCoercion};
use rustc_middle::ty::{self, TyCtxt, TypeckResults};
use rustc_span::{Span, sym};

use super::region::{self, Part};
use super::variant;

declare_tool_lint! {
    /// A check under a `no_ub_checks` attribute that the attribute cannot take away.
    pub(super) kelsonc::KEPT_UB_CHECKS,
    Warn,
    "checks that a `no_ub_checks` attribute cannot take away"
}

struct Attributes;

impl_lint_pass!(Attributes => [KEPT_UB_CHECKS]);

/// Adds the lints to those that there are.
pub(super) fn register(config: &mut Config) {
    let before = config.register_lints.take();
    config.register_lints = Some(Box::new(move |session, store| {
        if let Some(before) = &before {
            before(session, store);
        }
        store.register_lints(&[KEPT_UB_CHECKS]);
        store.register_late_pass(|_| Box::new(Attributes));
    }));
}

impl<'tcx> LateLintPass<'tcx> for Attributes {
    fn check_crate(&mut self, cx: &LateContext<'tcx>) {
        let tcx = cx.tcx;
        let mut told = FxHashSet::default();
        for (node, attribute) in region::all(tcx) {
            let under = UnderAttribute::of(tcx, node);
            // Who writes a macro cannot know what it is given.
            if !under.takes_away && under.kept.is_empty() && !attribute.span().from_expansion() {
                let unused = DiagDecorator(|lint: &mut Diag<'_, ()>| {
                    lint.primary_message("the `no_ub_checks` attribute takes no check away here");
                    lint.note("it counts where an unsafe function of the standard library is called, or a raw pointer is dereferenced");
                    lint.help("remove it, or put it around such a place");
                });
                tcx.emit_node_span_lint(UNUSED_ATTRIBUTES, node, attribute.span(), unused);
            }
            for kept in under.kept {
                if told.insert(kept.node) {
                    kept.tell(tcx);
                }
            }
        }
    }
}

/// A place under an attribute where the check stays.
struct Kept {
    node: HirId,
    span: Span,
    function: DefId,
    why: Why,
}

enum Why {
    /// The function is not called here.
    Pointer,
    /// A macro has put the same tokens outside as well.
    Ambiguous,
}

impl Kept {
    fn tell(self, tcx: TyCtxt<'_>) {
        let name = tcx.item_name(self.function);
        let decorate = DiagDecorator(|lint: &mut Diag<'_, ()>| match self.why {
            Why::Pointer => {
                lint.primary_message(format!(
                    "`{name}` checks its precondition when it is called through a pointer"
                ));
                lint.span_label(self.span, "the function is made a pointer here");
                lint.help("call it in a closure, under the attribute, and pass that");
            }
            Why::Ambiguous => {
                lint.primary_message(format!("this call of `{name}` is checked, although it is under a `no_ub_checks` attribute"));
                lint.span_label(
                    self.span,
                    "a macro puts these tokens outside of the attribute as well",
                );
                lint.help("compute the value once, before the macro, and pass that");
            }
        });
        tcx.emit_node_span_lint(KEPT_UB_CHECKS, self.node, self.span, decorate);
    }
}

/// Walks what is under one attribute.
struct UnderAttribute<'tcx> {
    tcx: TyCtxt<'tcx>,
    /// The types of the body that it is in.
    results: Option<&'tcx TypeckResults<'tcx>>,
    /// What is under attributes of the body that it is in, if not the whole is.
    part: Option<Part>,
    takes_away: bool,
    kept: Vec<Kept>,
}

impl<'tcx> UnderAttribute<'tcx> {
    fn of(tcx: TyCtxt<'tcx>, node: HirId) -> Self {
        let mut visitor = UnderAttribute {
            tcx,
            results: None,
            part: None,
            takes_away: false,
            kept: Vec::new(),
        };
        let within = matches!(tcx.hir_node(node), Node::Expr(_) | Node::LetStmt(_));
        if within {
            let owner = tcx.hir_enclosing_body_owner(node);
            visitor.results = Some(tcx.typeck(owner));
            if !region::is_marked(tcx, tcx.local_def_id_to_hir_id(owner)) {
                visitor.part = Some(region::part(tcx, tcx.hir_body_owned_by(owner)));
            }
        }
        match tcx.hir_node(node) {
            Node::Item(item) => visitor.visit_item(item),
            Node::ImplItem(item) => visitor.visit_impl_item(item),
            Node::TraitItem(item) => visitor.visit_trait_item(item),
            Node::Expr(expression) => visitor.visit_expr(expression),
            Node::LetStmt(statement) => visitor.visit_local(statement),
            // Refused before.
            _ => {}
        }
        visitor
    }

    fn call(&mut self, expression: &hir::Expr<'tcx>, function: DefId) {
        let is_transmute = || {
            let intrinsic = self.tcx.intrinsic(function);
            intrinsic.is_some_and(|intrinsic| intrinsic.name == sym::transmute)
        };
        // What becomes an enum by `transmute` is checked by rustc.
        if is_transmute() {
            self.takes_away = true;
        } else if variant::can_check(self.tcx, function) {
            let part = self.part.as_ref();
            match part.is_some_and(|part| part.is_outside_too(expression.span)) {
                true => self.keep(expression, function, Why::Ambiguous),
                false => self.takes_away = true,
            }
        }
    }

    fn keep(&mut self, expression: &hir::Expr<'tcx>, function: DefId, why: Why) {
        self.kept.push(Kept {
            node: expression.hir_id,
            span: expression.span,
            function,
            why,
        });
    }
}

impl<'tcx> Visitor<'tcx> for UnderAttribute<'tcx> {
    type NestedFilter = nested_filter::All;

    fn maybe_tcx(&mut self) -> TyCtxt<'tcx> {
        self.tcx
    }

    fn visit_nested_body(&mut self, id: hir::BodyId) {
        let owner = self.tcx.hir_body_owner_def_id(id);
        if !self.tcx.hir_body_owner_kind(owner).is_fn_or_closure() {
            return;
        }
        let results = self.results.replace(self.tcx.typeck_body(id));
        let part = self.part.take();
        self.visit_body(self.tcx.hir_body(id));
        (self.results, self.part) = (results, part);
    }

    fn visit_expr(&mut self, expression: &'tcx hir::Expr<'tcx>) {
        if let Some(results) = self.results {
            match expression.kind {
                hir::ExprKind::Call(function, _) => {
                    if let ty::FnDef(function, _) = *results.expr_ty(function).kind() {
                        self.call(expression, function);
                    }
                }
                hir::ExprKind::MethodCall(..) => {
                    if let Some(function) = results.type_dependent_def_id(expression.hir_id) {
                        self.call(expression, function);
                    }
                }
                hir::ExprKind::Unary(hir::UnOp::Deref, pointer)
                    if results.expr_ty_adjusted(pointer).is_raw_ptr() =>
                {
                    self.takes_away = true;
                }
                _ => {}
            }
            if let ty::FnDef(function, _) = *results.expr_ty(expression).kind()
                && results
                    .expr_adjustments(expression)
                    .iter()
                    .any(|adjustment| {
                        matches!(
                            adjustment.kind,
                            Adjust::Pointer(PointerCoercion::ReifyFnPointer(_))
                        )
                    })
                && variant::can_check(self.tcx, function)
            {
                self.keep(expression, function, Why::Pointer);
            }
        }
        intravisit::walk_expr(self, expression);
    }
}
