// SPDX-License-Identifier: MIT OR Apache-2.0

//! Refuses the attribute on the call of a macro, which rustc throws away with the call.
//!
//! Nobody would see that it says nothing, so it is looked for before macros are expanded. What a macro makes of itself
//! is not seen here.

use rustc_ast::{self as ast, Attribute};
use rustc_interface::Config;
use rustc_lint::{EarlyContext, EarlyLintPass, LintContext};
use rustc_lint_defs::impl_lint_pass;
use rustc_span::{Symbol, sym};

use super::region::ATTRIBUTE;
use crate::explain::Code;
use crate::inject::TOOL;

struct MacroCalls;

impl_lint_pass!(MacroCalls => []);

/// Looks at the source as it was written.
pub(super) fn register(config: &mut Config) {
    let before = config.register_lints.take();
    config.register_lints = Some(Box::new(move |session, store| {
        if let Some(before) = &before {
            before(session, store);
        }
        store.register_pre_expansion_pass(|| Box::new(MacroCalls));
    }));
}

impl EarlyLintPass for MacroCalls {
    fn check_item(&mut self, cx: &EarlyContext<'_>, item: &ast::Item) {
        if let ast::ItemKind::MacCall(_) = item.kind {
            let help = "put it on the functions that the macro makes, in its definition";
            refuse(cx, &item.attrs, help);
        }
    }

    fn check_stmt(&mut self, cx: &EarlyContext<'_>, statement: &ast::Stmt) {
        if let ast::StmtKind::MacCall(call) = &statement.kind {
            refuse(cx, &call.attrs, BLOCK);
        }
    }

    fn check_expr(&mut self, cx: &EarlyContext<'_>, expression: &ast::Expr) {
        if let ast::ExprKind::MacCall(_) = expression.kind {
            refuse(cx, &expression.attrs, BLOCK);
        }
    }
}

/// What helps where a macro stands for an expression.
const BLOCK: &str = "take the value in a `let` with the attribute, or put the attribute on a block around the call that ends in `};`";

fn refuse(cx: &EarlyContext<'_>, attributes: &[Attribute], help: &'static str) {
    for attribute in attributes.iter().filter(|attribute| is_ours(attribute)) {
        let message = format!("the `{ATTRIBUTE}` attribute cannot be on the call of a macro");
        let mut error = cx.sess().dcx().struct_span_err(attribute.span, message);
        error.span_label(
            attribute.span,
            "rustc gives it to nothing that the macro makes",
        );
        error.help(help);
        error.note(Code::NoUbChecksPlace.note());
        error.emit();
    }
}

fn is_ours(attribute: &Attribute) -> bool {
    if is_name(&attribute.path()) {
        return true;
    }
    // Not yet decided; whoever names ours there means this call.
    let words = match attribute.has_name(sym::cfg_attr) {
        true => attribute.meta_item_list().unwrap_or_default(),
        false => return false,
    };
    words.iter().any(|word| {
        let path = word.meta_item().map(|item| &item.path);
        path.is_some_and(|path| {
            let names: Vec<Symbol> = path.segments.iter().map(|part| part.ident.name).collect();
            is_name(&names)
        })
    })
}

fn is_name(path: &[Symbol]) -> bool {
    path == [Symbol::intern(TOOL), Symbol::intern(ATTRIBUTE)]
}
