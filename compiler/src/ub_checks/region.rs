// SPDX-License-Identifier: MIT OR Apache-2.0

//! What is written under the attribute, and where the attribute may stand.

use rustc_data_structures::fx::FxHashSet;
use rustc_hir::def_id::LocalDefId;
use rustc_hir::intravisit::{self, Visitor};
use rustc_hir::{self as hir, Attribute, HirId, Node};
use rustc_middle::ty::TyCtxt;
use rustc_span::{Span, Symbol};

use crate::explain::Code;
use crate::inject::TOOL;

/// The attribute, after `kelsonc::`.
pub(super) const ATTRIBUTE: &str = "no_ub_checks";

/// The part of a function's body that is under an attribute.
pub(super) enum Region {
    Nothing,
    Whole,
    Part(Part),
}

impl Region {
    /// Whether what rustc derived from the expression with this span is in it.
    pub(super) fn has(&self, span: Span) -> bool {
        match self {
            Region::Nothing => false,
            Region::Whole => true,
            Region::Part(part) => part.has(span),
        }
    }
}

/// Expressions under an attribute, by what the compiler keeps of them until code is generated.
///
/// A span says which expansion of a macro it is from, so that two expressions share one only if a macro put the same
/// tokens into the code twice.
#[derive(Default)]
pub(super) struct Part {
    inside: FxHashSet<Span>,
    outside: FxHashSet<Span>,
}

impl Part {
    fn has(&self, span: Span) -> bool {
        self.inside.contains(&span) && !self.is_outside_too(span)
    }

    /// Whether the same tokens are outside as well, in which case nothing can be said of them.
    pub(super) fn is_outside_too(&self, span: Span) -> bool {
        self.outside.contains(&span)
    }
}

/// The attribute of a node, if it has it.
pub(super) fn attribute(tcx: TyCtxt<'_>, node: HirId) -> Option<&Attribute> {
    tcx.hir_attrs(node)
        .iter()
        .find(|attribute| is_ours(attribute))
}

fn is_ours(attribute: &Attribute) -> bool {
    attribute.path_matches(&[Symbol::intern(TOOL), Symbol::intern(ATTRIBUTE)])
}

/// Whether a node is under an attribute; its own counts.
pub(super) fn is_marked(tcx: TyCtxt<'_>, node: HirId) -> bool {
    std::iter::once(node)
        .chain(tcx.hir_parent_id_iter(node))
        .any(|node| attribute(tcx, node).is_some())
}

/// What of a body is under an attribute. Closures have bodies of their own.
pub(super) fn of(tcx: TyCtxt<'_>, item: LocalDefId) -> Region {
    let node = tcx.local_def_id_to_hir_id(item);
    if is_marked(tcx, node) {
        return Region::Whole;
    }
    let mut attributes = tcx.hir_attr_map(node.owner).map.iter();
    if !attributes.any(|(_, all)| all.iter().any(is_ours)) {
        return Region::Nothing;
    }
    match tcx.hir_maybe_body_owned_by(item) {
        Some(body) => Region::Part(part(tcx, body)),
        None => Region::Nothing,
    }
}

/// What of a body is under attributes inside it.
pub(super) fn part<'tcx>(tcx: TyCtxt<'tcx>, body: &'tcx hir::Body<'tcx>) -> Part {
    let mut collector = Collector {
        tcx,
        depth: 0,
        part: Part::default(),
    };
    collector.visit_body(body);
    collector.part
}

struct Collector<'tcx> {
    tcx: TyCtxt<'tcx>,
    /// How many attributes there are around.
    depth: usize,
    part: Part,
}

impl Collector<'_> {
    fn enter(&mut self, node: HirId, span: Span) -> bool {
        let marked = attribute(self.tcx, node).is_some();
        self.depth += usize::from(marked);
        let spans = match self.depth {
            0 => &mut self.part.outside,
            _ => &mut self.part.inside,
        };
        spans.insert(span);
        marked
    }

    fn leave(&mut self, marked: bool) {
        self.depth -= usize::from(marked);
    }
}

impl<'tcx> Visitor<'tcx> for Collector<'tcx> {
    fn visit_expr(&mut self, expression: &'tcx hir::Expr<'tcx>) {
        let marked = self.enter(expression.hir_id, expression.span);
        intravisit::walk_expr(self, expression);
        self.leave(marked);
    }

    fn visit_local(&mut self, statement: &'tcx hir::LetStmt<'tcx>) {
        let marked = self.enter(statement.hir_id, statement.span);
        intravisit::walk_local(self, statement);
        self.leave(marked);
    }

    // Where a pattern takes something out of a place, that is what the access is named after.
    fn visit_pat(&mut self, pattern: &'tcx hir::Pat<'tcx>) {
        let marked = self.enter(pattern.hir_id, pattern.span);
        intravisit::walk_pat(self, pattern);
        self.leave(marked);
    }
}

/// Every attribute of ours in the crate, and what it is on.
pub(super) fn all<'tcx>(tcx: TyCtxt<'tcx>) -> Vec<(HirId, &'tcx Attribute)> {
    let mut found = Vec::new();
    for owner in tcx.hir_crate_items(()).owners() {
        for (local_id, attributes) in tcx.hir_attr_map(owner).map.iter() {
            let node = HirId {
                owner,
                local_id: *local_id,
            };
            if matches!(tcx.hir_node(node), Node::Stmt(_) | Node::Ctor(_)) {
                // These repeat what is on the expression or the `let` in it, on the struct or variant around it.
                continue;
            }
            let ours = attributes.iter().filter(|attribute| is_ours(attribute));
            found.extend(ours.map(|attribute| (node, attribute)));
        }
    }
    found
}

/// Reports attributes that are where nothing is called, or say something.
pub(super) fn check(tcx: TyCtxt<'_>) {
    for (node, attribute) in all(tcx) {
        if let Err(misplaced) = holds_calls(tcx, node) {
            let message = format!(
                "the `{ATTRIBUTE}` attribute cannot be on {}",
                misplaced.name
            );
            let mut error = tcx.dcx().struct_span_err(attribute.span(), message);
            error.span_label(attribute.span(), misplaced.reason);
            error.help(misplaced.help);
            error.note(Code::NoUbChecksPlace.note());
            error.emit();
        } else if !attribute.is_word() {
            let message = format!("the `{ATTRIBUTE}` attribute takes no arguments");
            let mut error = tcx.dcx().struct_span_err(attribute.span(), message);
            error.help(format!("write `#[{TOOL}::{ATTRIBUTE}]`"));
            error.note(Code::NoUbChecksArguments.note());
            error.emit();
        }
    }
}

/// A place where the attribute says nothing.
struct Misplaced {
    name: String,
    reason: &'static str,
    help: &'static str,
}

fn holds_calls(tcx: TyCtxt<'_>, node: HirId) -> Result<(), Misplaced> {
    let at_compile_time = |name: &str| {
        Err(Misplaced {
            name: name.to_owned(),
            reason: "its value is computed at compile time, which has checks of its own",
            help: "remove the attribute; undefined behavior at compile time is an error, and costs nothing at run time",
        })
    };
    match tcx.hir_node(node) {
        Node::Item(item) => match item.kind {
            hir::ItemKind::Fn { .. }
            | hir::ItemKind::Impl(_)
            | hir::ItemKind::Trait { .. }
            | hir::ItemKind::Mod(..) => return Ok(()),
            hir::ItemKind::Const(..) => return at_compile_time("a constant"),
            hir::ItemKind::Static(..) => return at_compile_time("a static"),
            _ => {}
        },
        Node::ImplItem(item) => match item.kind {
            hir::ImplItemKind::Fn(..) => return Ok(()),
            hir::ImplItemKind::Const(..) => return at_compile_time("an associated constant"),
            _ => {}
        },
        Node::TraitItem(item) => match item.kind {
            hir::TraitItemKind::Fn(_, hir::TraitFn::Provided(_)) => return Ok(()),
            hir::TraitItemKind::Fn(_, hir::TraitFn::Required(_)) => {
                return Err(Misplaced {
                    name: "a method without a body".to_owned(),
                    reason: "nothing is called here",
                    help: "put it on the method in each `impl` that is to go without checks",
                });
            }
            hir::TraitItemKind::Const(..) => return at_compile_time("an associated constant"),
            _ => {}
        },
        Node::Expr(_) | Node::LetStmt(_) => return Ok(()),
        Node::ForeignItem(_) => {
            return Err(Misplaced {
                name: "a foreign item".to_owned(),
                reason: "nothing is called here",
                help: "remove the attribute; what is written elsewhere has no checks that rustc could take away",
            });
        }
        Node::Crate(_) => {
            return Err(Misplaced {
                name: "a whole crate".to_owned(),
                reason: "this is for single calls",
                help: "use the option `-K ub-checks=off`",
            });
        }
        _ => {}
    }
    let name = match tcx.hir_node(node) {
        Node::Arm(_) => "a match arm".to_owned(),
        Node::Param(_) => "a parameter".to_owned(),
        Node::Field(_) => "a field".to_owned(),
        Node::Variant(_) => "a variant".to_owned(),
        Node::Pat(_) | Node::PatField(_) => "a pattern".to_owned(),
        Node::ExprField(_) => "a field's value".to_owned(),
        Node::GenericParam(_) => "a generic parameter".to_owned(),
        Node::Item(_) | Node::ImplItem(_) | Node::TraitItem(_) => {
            let item = node.owner.def_id.to_def_id();
            format!("{} {}", tcx.def_descr_article(item), tcx.def_descr(item))
        }
        _ => "this".to_owned(),
    };
    Err(Misplaced {
        name,
        reason: "nothing is called here",
        help: "put it on a function, a closure, a block or a `let`, or on an `impl` or a module around functions",
    })
}
