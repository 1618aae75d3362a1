// SPDX-License-Identifier: MIT OR Apache-2.0

//! `-K asm-syntax=att`: `asm!` on x86 takes AT&T syntax without saying so each time, as C compilers have `-masm=`.
//!
//! ```ignore
//! // With the option, as in the kernel's C sources:
//! asm!("movq %cr0, {}", out(reg) value);
//! ```
//!
//! `global_asm!` and `naked_asm!` are read alike. The option is about the source of this crate. Inline assembly that a
//! macro of another crate writes, and that of other crates' inlined functions, stays as its authors meant it.

use std::sync::{Arc, OnceLock};

use rustc_ast::mut_visit::{self, MutVisitor};
use rustc_ast::{Crate, Expr, ExprKind, InlineAsm, InlineAsmOptions, Item, ItemKind};
use rustc_data_structures::steal::Steal;
use rustc_middle::ty::{ResolverAstLowering, ResolverGlobalCtxt, TyCtxt};
use rustc_middle::util::Providers;
use rustc_session::Session;
use rustc_span::Span;
use rustc_span::source_map::SourceMap;

use crate::hooks::{Feature, Hooks};
use crate::options::{Declared, Values, Wrong};

pub(crate) const FEATURE: Feature = Feature {
    options: &[Declared {
        name: "asm-syntax",
        value: "att|intel",
        help: "the syntax of inline assembly without `options(att_syntax)`, on x86",
    }],
    register,
};

fn register(values: &Values<'_>, hooks: &mut Hooks) -> Result<(), Wrong> {
    match values.last("asm-syntax")? {
        // Rustc's own default.
        None | Some("intel") => {}
        Some("att") => hooks.on_queries(queries),
        Some(other) => {
            return Err(Wrong::new(
                format!("`-K asm-syntax` does not know `{other}`"),
                "say `att` or `intel`".to_owned(),
            ));
        }
    }
    Ok(())
}

/// The crate with its macros expanded, as the query has it.
type Expanded<'tcx> = (
    &'tcx Steal<(ResolverAstLowering<'tcx>, Arc<Crate>)>,
    &'tcx ResolverGlobalCtxt,
);

static EXPANDED: OnceLock<for<'tcx> fn(TyCtxt<'tcx>, ()) -> Expanded<'tcx>> = OnceLock::new();

fn queries(session: &Session, providers: &mut Providers) {
    use rustc_target::spec::Arch;
    if !matches!(session.target.arch, Arch::X86 | Arch::X86_64) {
        return;
    }
    let _ = EXPANDED.set(providers.queries.resolver_for_lowering_raw);
    providers.queries.resolver_for_lowering_raw = |tcx, ()| {
        let expanded = EXPANDED.get().expect("set when queries were put together")(tcx, ());
        // All macros are expanded, nothing has been made of the result, and nobody else holds it yet.
        let (_, krate) = &mut *expanded.0.risky_hack_borrow_mut();
        let krate = Arc::get_mut(krate).expect("the query has just made it");
        let source_map = tcx.sess.source_map();
        mut_visit::walk_crate(&mut AttSyntax { source_map }, krate);
        expanded
    };
}

/// Gives the option to every `asm!`, `naked_asm!` and `global_asm!` that this crate's source invokes.
struct AttSyntax<'a> {
    source_map: &'a SourceMap,
}

impl AttSyntax<'_> {
    /// `invoked` is where `asm!` stands.
    fn say(&self, asm: &mut InlineAsm, invoked: Span) {
        if !invoked.in_external_macro(self.source_map) {
            asm.options.insert(InlineAsmOptions::ATT_SYNTAX);
        }
    }
}

impl MutVisitor for AttSyntax<'_> {
    fn visit_expr(&mut self, expr: &mut Expr) {
        if let ExprKind::InlineAsm(asm) = &mut expr.kind {
            self.say(asm, expr.span);
        }
        mut_visit::walk_expr(self, expr);
    }

    fn visit_item(&mut self, item: &mut Item) {
        if let ItemKind::GlobalAsm(asm) = &mut item.kind {
            self.say(asm, item.span);
        }
        mut_visit::walk_item(self, item);
    }
}
