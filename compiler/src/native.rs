// SPDX-License-Identifier: MIT OR Apache-2.0

//! `-K edition=kernel`: what the language has behind a gate and kernel programmers wait for, without the gate.
//!
//! ```text
//! kelsonc -K edition=kernel driver.rs
//! ```
//!
//! The gates are listed in [`GATES`], and by `-K edition=help`; they open for the crate that the option is given for. All others stay shut: a
//! `#![feature]` in the source needs what it always needs. What is behind a gate may change with the compiler's version,
//! and has the state that its authors gave it; two of the gates are marked as incomplete by them.

use std::sync::atomic::{AtomicBool, Ordering};

use rustc_ast::Crate;
use rustc_feature::UnstableFeatures;
use rustc_interface::interface::Compiler;
use rustc_session::Session;
use rustc_session::config::SymbolManglingVersion;
use rustc_span::{Span, Symbol, sym};

use crate::explain::Code;
use crate::hooks::{Feature, Hooks};
use crate::options::{Declared, Values, Wrong};

pub(crate) const FEATURE: Feature = Feature {
    options: &[Declared {
        name: "edition",
        value: "kernel|help",
        help: "open the gates of what kernel programmers wait for; `help` lists them",
    }],
    attributes: &[],
    register,
};

/// A gate that the option opens.
struct Gate {
    name: &'static str,
    /// The row of the list of wanted features that is behind it.
    row: &'static str,
    /// What it gives.
    gives: &'static str,
    /// Whether its authors call it incomplete.
    is_incomplete: bool,
}

const fn gate(name: &'static str, row: &'static str, gives: &'static str) -> Gate {
    Gate {
        name,
        row,
        gives,
        is_incomplete: false,
    }
}

const fn incomplete(name: &'static str, row: &'static str, gives: &'static str) -> Gate {
    Gate {
        is_incomplete: true,
        ..gate(name, row, gives)
    }
}

/// The gates, by name.
///
/// Two that belong here stay shut, because what is behind them in 1.96.0 looks like a check and is none:
/// `impl_restriction` is parsed, and an impl elsewhere accepted; `contracts` are checked with a `-Z` option only.
const GATES: &[Gate] = &[
    gate(
        "adt_const_params",
        "R05",
        "structs and enums as const parameters",
    ),
    gate(
        "arbitrary_self_types",
        "N07",
        "smart pointers of one's own as `self`",
    ),
    gate("cfg_version", "D10", "`#[cfg(version(\"1.96\"))]`"),
    gate(
        "const_block_items",
        "R08",
        "`const { assert!(..) }` among items",
    ),
    gate(
        "const_destruct",
        "D17",
        "`T: [const] Destruct`, for values that are dropped at compile time",
    ),
    gate("const_trait_impl", "D17", "const traits"),
    gate(
        "decl_macro",
        "N01, N11",
        "macros that are items, and see what their users do not",
    ),
    gate(
        "derive_coerce_pointee",
        "N07",
        "smart pointers of one's own to `dyn Trait`",
    ),
    gate("dropck_eyepatch", "N04", "`#[may_dangle]`"),
    gate("extern_types", "N05", "types of unknown size"),
    incomplete(
        "field_projections",
        "D19",
        "`field_of!`, types that stand for a field",
    ),
    gate(
        "min_specialization",
        "D13",
        "specialization where it is known to be sound",
    ),
    gate("stmt_expr_attributes", "N09", "attributes on expressions"),
    gate(
        "transmutability",
        "D12",
        "`TransmuteFrom`, which the compiler works out",
    ),
    gate("unsafe_pinned", "R12, D01", "`UnsafePinned`"),
    incomplete("unsized_const_params", "R05", "strings as const parameters"),
    gate("used_with_arg", "-", "`#[used(linker)]`"),
];

/// What `-K edition=help` prints.
fn help() -> String {
    let mut text =
        "Gates that `-K edition=kernel` opens, and the wanted features behind them:\n".to_owned();
    let width = GATES.iter().map(|gate| gate.name.len()).max().unwrap_or(0);
    for gate in GATES {
        let state = if gate.is_incomplete {
            " (incomplete)"
        } else {
            ""
        };
        text += &format!(
            "    {:<width$}  {:<8}  {}{state}\n",
            gate.name, gate.row, gate.gives
        );
    }
    text
}

fn register(values: &Values<'_>, hooks: &mut Hooks) -> Result<(), Wrong> {
    match values.last("edition")? {
        None => return Ok(()),
        Some("kernel") => {}
        Some("help") => {
            hooks.answer = Some(help());
            return Ok(());
        }
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
            // Where gates may be opened, symbols have another form; those of a stable release stay.
            let mangling = &mut config.opts.cg.symbol_mangling_version;
            mangling.get_or_insert(SymbolManglingVersion::Legacy);
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
            if SHUT.load(Ordering::Relaxed) && !GATES.iter().any(|gate| gate.name == name.as_str())
            {
                refuse(session, attribute.span, name);
            }
        }
    }
    // Rustc minds when a gate is opened twice.
    let all = GATES.iter().map(|gate| gate.name);
    let missing = |gate: &&str| !named.iter().any(|name| name == gate);
    let gates: Vec<&str> = all.filter(missing).collect();
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
