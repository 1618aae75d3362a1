// SPDX-License-Identifier: MIT OR Apache-2.0

//! `kelsonc`: a drop-in for rustc 1.96.0 that has the wanted features as language features.
//!
//! It is a driver on rustc's own crates, unmodified. Every argument of rustc means what it means there; `-K` turns
//! features on, and without it nothing differs. This file takes the command line apart; [`driver`] runs the compiler;
//! each feature has a file of its own, listed in [`FEATURES`], and no feature knows another.

#![feature(rustc_private)]

// Named once, here; the other files use what they need of them.
extern crate rustc_abi;
extern crate rustc_ast;
extern crate rustc_ast_pretty;
extern crate rustc_builtin_macros;
extern crate rustc_data_structures;
extern crate rustc_driver;
extern crate rustc_errors;
extern crate rustc_expand;
extern crate rustc_feature;
extern crate rustc_hashes;
extern crate rustc_hir;
extern crate rustc_hir_analysis;
extern crate rustc_index;
extern crate rustc_infer;
extern crate rustc_interface;
extern crate rustc_lint;
extern crate rustc_lint_defs;
extern crate rustc_middle;
extern crate rustc_parse;
extern crate rustc_session;
extern crate rustc_span;
extern crate rustc_symbol_mangling;
extern crate rustc_target;
extern crate rustc_trait_selection;

mod arguments;
mod asm_syntax;
mod attributes;
mod coherence;
mod driver;
mod explain;
mod hooks;
mod inject;
mod linear;
mod native;
mod options;
mod overflow;
mod packed_align;
mod prelude;
mod sysroot;
mod ub_checks;

use std::io::{self, Write};
use std::process::ExitCode;

use rustc_session::EarlyDiagCtxt;
use rustc_session::config::ErrorOutputType;

use crate::arguments::Arguments;
use crate::hooks::{Feature, Hooks};

/// Every language feature. To add one, write its file and name it here.
const FEATURES: &[Feature] = &[
    prelude::FEATURE,
    overflow::FEATURE,
    coherence::FEATURE,
    native::FEATURE,
    asm_syntax::FEATURE,
    packed_align::FEATURE,
    ub_checks::FEATURE,
    linear::FEATURE,
    attributes::FEATURE,
];

/// Where a crash of the compiler itself should be reported. It is not rustc's fault when kelsonc breaks.
const BUG_REPORT_URL: &str = "the Kelson project, not to rust-lang";

fn main() -> ExitCode {
    let mut early = EarlyDiagCtxt::new(ErrorOutputType::default());
    rustc_driver::init_rustc_env_logger(&early);
    rustc_driver::install_ice_hook(BUG_REPORT_URL, |_| ());
    rustc_driver::install_ctrlc_handler();
    rustc_driver::catch_with_exit_code(|| run(&mut early))
}

fn run(early: &mut EarlyDiagCtxt) {
    let arguments = Arguments::from_env(early);
    if let Some(code) = &arguments.explain {
        match explain::text(code) {
            Some(text) => print(early, text),
            None => {
                let message = format!("`{code}` is not an error of kelsonc");
                let mut error = early.early_struct_fatal(message);
                error.help(format!("there are {}", explain::all()));
                error.emit();
            }
        }
        return;
    }
    if arguments.chosen.iter().any(|choice| choice.name == "help") {
        print(early, &options::help(FEATURES));
        return;
    }
    let mut hooks = Hooks {
        active: !arguments.chosen.is_empty(),
        ..Hooks::default()
    };
    for wrong in options::unknown(FEATURES, &arguments.chosen) {
        wrong.report(early, arguments.flags.as_deref());
    }
    attributes::know(FEATURES);
    for feature in FEATURES {
        let values = options::values(feature, &arguments.chosen);
        if let Err(wrong) = (feature.register)(&values, &mut hooks) {
            wrong.report(early, arguments.flags.as_deref());
        }
    }
    if let Some(answer) = &hooks.answer {
        print(early, answer);
        return;
    }
    driver::run(&arguments, hooks);
}

/// Prints an answer. A disk that is full is the user's problem and no fault of ours, so it must not look like one.
fn print(early: &EarlyDiagCtxt, text: &str) {
    let mut out = io::stdout().lock();
    if let Err(error) = out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        early.early_fatal(format!("cannot write to standard output: {error}"));
    }
}
