// SPDX-License-Identifier: MIT OR Apache-2.0

//! `-K edition=kernel`: what the language has behind a gate and kernel programmers wait for, without the gate.
//!
//! ```text
//! kelsonc -K edition=kernel driver.rs
//! ```
//!
//! The gates are listed in [`GATES`]; they open for the crate that the option is given for. All others stay shut: a
//! `#![feature]` in the source needs what it always needs. What is behind a gate may change with the compiler's version,
//! and has the state that its authors gave it; two of the gates are marked as incomplete by them.

use std::sync::atomic::{AtomicBool, Ordering};

use rustc_ast::Crate;
use rustc_feature::UnstableFeatures;
use rustc_interface::interface::Compiler;
use rustc_session::Session;
use rustc_span::{Span, Symbol, sym};

use crate::explain::Code;
use crate::hooks::{Feature, Hooks};
use crate::options::{Declared, Values, Wrong};

pub(crate) const FEATURE: Feature = Feature {
    options: &[Declared {
        name: "edition",
        value: "kernel",
        help: "open the gates of what kernel programmers wait for",
    }],
    register,
};

/// The gates, each with the wanted feature that is behind it.
pub(crate) const GATES: &[&str] = &[
    "adt_const_params",     // structs and enums as const parameters
    "arbitrary_self_types", // smart pointers of one's own as `self`
    "const_block_items",    // `const { assert!(..) }` among items
    "const_trait_impl",     // const traits
    "dropck_eyepatch",      // `#[may_dangle]`
    "extern_types",         // types of unknown size
    "impl_restriction",     // `pub impl(crate) trait`, incomplete
    "min_specialization",   // specialization where it is known to be sound
    "stmt_expr_attributes", // attributes on expressions
    "unsafe_pinned",        // `UnsafePinned`
    "unsized_const_params", // strings as const parameters, incomplete
    "used_with_arg",        // `#[used(linker)]`
];

fn register(values: &Values<'_>, hooks: &mut Hooks) -> Result<(), Wrong> {
    match values.last("edition")? {
        None => return Ok(()),
        Some("kernel") => {}
        Some(other) => {
            return Err(Wrong::new(
                format!("`-K edition` does not know `{other}`"),
                "the one it knows is `kernel`; Rust's own go by `--edition`".to_owned(),
            ));
        }
    }
    hooks.on_config(|config| {
        // Rustc asks once, for the whole crate, whether there may be gates at all. What the user's own attributes may
        // do is asked by `open` then.
        let before = std::mem::replace(&mut config.opts.unstable_features, UnstableFeatures::Cheat);
        if before.is_nightly_build() {
            config.opts.unstable_features = before;
        } else {
            SHUT.store(true, Ordering::Relaxed);
        }
    });
    hooks.on_root(open);
    Ok(())
}

/// Whether the user may open no gates. One hook knows it and the other needs it.
static SHUT: AtomicBool = AtomicBool::new(false);

/// Opens the gates, and reports those that the source itself would open.
fn open(compiler: &Compiler, krate: &mut Crate) {
    let session = &compiler.sess;
    let mut named = Vec::new();
    for attribute in &rustc_expand::config::pre_configure_attrs(session, &krate.attrs) {
        if !attribute.has_name(sym::feature) {
            continue;
        }
        let names = attribute.meta_item_list().unwrap_or_default();
        for name in names.iter().filter_map(|item| item.name()) {
            named.push(name.to_string());
            // What is open already may be asked for: the same source is built by compilers with other gates.
            if SHUT.load(Ordering::Relaxed) && !GATES.contains(&name.as_str()) {
                refuse(session, attribute.span, name);
            }
        }
    }
    // Rustc minds when a gate is opened twice.
    let missing = |gate: &&&str| !named.iter().any(|name| name == **gate);
    let gates: Vec<&str> = GATES.iter().filter(missing).copied().collect();
    let attributes = [
        format!("feature({})", gates.join(", ")),
        // Nobody has to use all of them, and those that are incomplete are named above.
        "allow(unused_features, incomplete_features)".to_owned(),
    ];
    rustc_builtin_macros::cmdline_attrs::inject(krate, &session.psess, &attributes);
}

fn refuse(session: &Session, span: Span, name: Symbol) {
    let message = format!("the gate `{name}` is not among those that `-K edition=kernel` opens");
    let mut error = session.dcx().struct_span_err(span, message);
    error.note("this compiler is a stable release; gates can be opened by a nightly one");
    error.note(Code::Gate.note());
    error.emit();
}
