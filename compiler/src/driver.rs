// SPDX-License-Identifier: MIT OR Apache-2.0

//! Runs rustc with the hooks that features registered.

use std::hash::Hash;
use std::sync::OnceLock;

use rustc_ast::Crate;
use rustc_driver::{Callbacks, Compilation};
use rustc_interface::Config;
use rustc_interface::interface::Compiler;
use rustc_middle::ty::TyCtxt;
use rustc_span::Symbol;

use crate::arguments::{Arguments, FLAGS_VARIABLE};
use crate::hooks::{Hooks, OnQueries};
use crate::inject;

/// The functions that replace queries. Rustc takes a plain function for this, which cannot carry them.
static QUERIES: OnceLock<Vec<OnQueries>> = OnceLock::new();

/// Runs the compiler.
pub(crate) fn run(arguments: &Arguments, hooks: Hooks) {
    // A spelling of the options that is the same whenever they are; incremental compilation has to notice a change.
    let mut spelled = String::new();
    for choice in &arguments.chosen {
        spelled.push_str(&format!("{}={:?};", choice.name, choice.value));
    }
    let mut driver = Driver {
        hooks,
        flags: arguments.flags.clone(),
        spelled,
    };
    rustc_driver::run_compiler(&arguments.rustc, &mut driver);
}

struct Driver {
    hooks: Hooks,
    flags: Option<String>,
    spelled: String,
}

impl Callbacks for Driver {
    fn config(&mut self, config: &mut Config) {
        // As rustc's own driver does, so that messages name types alike.
        config.opts.trimmed_def_paths = true;
        let active = !self.spelled.is_empty();
        if active {
            // Source that has to work with rustc as well asks for this before it uses our attributes.
            config.crate_cfg.push("kelsonc".to_owned());
            // Metadata notes which are expected, so without an option it has to be as rustc's.
            if !config.crate_check_cfg.is_empty() {
                config.crate_check_cfg.push("cfg(kelsonc)".to_owned());
            }
        }
        let (flags, spelled) = (self.flags.take(), std::mem::take(&mut self.spelled));
        if active {
            config.track_state = Some(Box::new(move |session, hasher| {
                let name = Symbol::intern(FLAGS_VARIABLE);
                let value = flags.as_deref().map(Symbol::intern);
                session.env_depinfo.borrow_mut().insert((name, value));
                spelled.hash(hasher);
            }));
        }
        for hook in self.hooks.config.drain(..) {
            hook(config);
        }
        if active {
            // First of all, so that what features inject is in order before any of them looks at it.
            self.hooks.queries.insert(0, inject::queries);
        }
        let queries = std::mem::take(&mut self.hooks.queries);
        if !queries.is_empty() && QUERIES.set(queries).is_ok() {
            config.override_queries = Some(|session, providers| {
                for hook in QUERIES.get().into_iter().flatten() {
                    hook(session, providers);
                }
            });
        }
    }

    fn after_crate_root_parsing(&mut self, compiler: &Compiler, krate: &mut Crate) -> Compilation {
        for hook in self.hooks.root.drain(..) {
            hook(compiler, krate);
        }
        Compilation::Continue
    }

    fn after_expansion(&mut self, _: &Compiler, tcx: TyCtxt<'_>) -> Compilation {
        judge(tcx, &self.hooks.expanded)
    }

    fn after_analysis(&mut self, _: &Compiler, tcx: TyCtxt<'_>) -> Compilation {
        judge(tcx, &self.hooks.analyzed)
    }
}

/// Asks features what is wrong. What would follow from an error of theirs is noise; after one of its own, rustc goes on
/// and says more.
fn judge(tcx: TyCtxt<'_>, hooks: &[fn(TyCtxt<'_>)]) -> Compilation {
    let before = tcx.dcx().err_count();
    for hook in hooks {
        hook(tcx);
    }
    if tcx.dcx().err_count() > before {
        tcx.dcx().abort_if_errors();
    }
    Compilation::Continue
}
