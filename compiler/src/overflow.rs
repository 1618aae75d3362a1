// SPDX-License-Identifier: MIT OR Apache-2.0

//! `-K overflow-checks=report[:once]`: arithmetic that overflows is reported, and goes on with the wrapped value.
//!
//! ```text
//! $ kelsonc -K overflow-checks=report sum.rs && ./sum
//! attempt to add with overflow at sum.rs:3:13; the value wrapped around
//! ```
//!
//! Addition, subtraction, multiplication, negation and shifts are covered, in this crate and in all generic and
//! inlined code that it uses of other crates, `core` and `std` included. Evaluation at compile time is not: there an
//! overflow stays an error. With `:once`, a place in the source reports once in a run of the program.
//!
//! A part of a crate can have another policy: `#[kelsonc::overflow(..)]` with `report`, `report, once`, `panic` or `wrap`
//! on a function, a method, an impl or a module. The option takes `panic` and `wrap` as well, for a crate in which only
//! such parts report.
//!
//! Who is told is decided where the program is put together. A crate may have a handler:
//!
//! ```ignore
//! #[kelsonc::overflow_handler]
//! #[track_caller]
//! fn report(operation: &'static str) {
//!     let place = core::panic::Location::caller();
//! }
//! ```
//!
//! It may stand in any crate of the program, above or below those that overflow, because they know it by the name of
//! a symbol only. In a program with the standard library and without a handler, a line goes to standard error; in a
//! Linux kernel, whose crate `kernel` gets one for all, there is a WARN. A program without any of these does not link,
//! and the linker names `kelsonc_overflow`.
//!
//! This file has the options, the symbols and the checks on handlers; [`mir`] rewrites function bodies.

mod mir;
mod policy;

use std::sync::OnceLock;

use rustc_ast::{Crate, attr};
use rustc_hir::attrs::Linkage;
use rustc_hir::def_id::{CRATE_DEF_ID, CrateNum, DefId, LOCAL_CRATE, LocalDefId, LocalModDefId};
use rustc_interface::interface::Compiler;
use rustc_middle::middle::codegen_fn_attrs::{CodegenFnAttrFlags, CodegenFnAttrs};
use rustc_middle::middle::exported_symbols::ExportedSymbol;
use rustc_middle::ty::{self, TyCtxt};
use rustc_middle::util::Providers;
use rustc_session::Session;
use rustc_session::config::CrateType;
use rustc_span::{Symbol, sym};

use crate::explain::Code;
use crate::hooks::{Feature, Hooks};
use crate::inject;
use crate::options::{Declared, Values, Wrong};

use policy::Policy;

pub(crate) const FEATURE: Feature = Feature {
    options: &[Declared {
        name: "overflow-checks",
        value: "report[:once]|panic|wrap",
        help: "what an overflow does; after a report the wrapped value goes on",
    }],
    attributes: &["overflow", "overflow_handler"],
    register,
};

/// The symbol of the handler.
const HANDLER: &str = "kelsonc_overflow";
/// The symbol of the function that lets each place through once.
const ONCE: &str = "kelsonc_overflow_once";
/// The attribute of a handler, after `kelsonc::`.
const ATTRIBUTE: &str = "overflow_handler";

/// The injected items, by the names in `overflow/*.rs.in`. All start with `_`, which no lint calls unused.
const REPORT_ITEM: &str = "_kelsonc_overflow";
const ONCE_ITEM: &str = "_kelsonc_overflow_once";
const DEFAULT_ITEM: &str = "_kelsonc_overflow_default";

fn register(values: &Values<'_>, hooks: &mut Hooks) -> Result<(), Wrong> {
    let Some(value) = values.last("overflow-checks")? else {
        if hooks.active {
            // Nothing reports, and the attributes are judged all the same: silence would pass for consent.
            hooks.on_expanded(check_signatures);
            hooks.on_expanded(policy::check);
        }
        return Ok(());
    };
    let policy = Policy::of_option(value).ok_or_else(|| {
        Wrong::new(
            format!("`-K overflow-checks` does not know `{value}`"),
            "say `report`, `report:once`, `panic` or `wrap`".to_owned(),
        )
    })?;
    policy.set();
    hooks.on_config(|config| {
        // The checks have to be there to be rewritten.
        config.opts.cg.overflow_checks = Some(true);
        // A copy of a generic function that the standard library was built with reports nothing; make our own.
        config.opts.unstable_opts.share_generics = Some(false);
    });
    hooks.on_root(runtime);
    hooks.on_queries(queries);
    hooks.on_expanded(check_signatures);
    hooks.on_expanded(check_handlers);
    hooks.on_expanded(policy::check);
    Ok(())
}

/// Injects the declaration of the handler, and what stands in for one.
fn runtime(compiler: &Compiler, krate: &mut Crate) {
    let session = &compiler.sess;
    let attributes = rustc_expand::config::pre_configure_attrs(session, &krate.attrs);
    let has_std = !attr::contains_name(&attributes, sym::no_std);
    // Only what the crate has anyway: a second one would be one more place where messages find names.
    let (core, import) = match attr::contains_name(&attributes, sym::no_core) {
        false if has_std => ("_kelsonc_library", "extern crate std as _kelsonc_library;"),
        false => ("_kelsonc_library", "extern crate core as _kelsonc_library;"),
        // The core library itself. Any other crate without it has no `Location` and is on its own.
        true if session.opts.crate_name.as_deref() == Some("core") => ("crate", ""),
        true => return,
    };
    let mut text = include_str!("overflow/declare.rs.in").to_owned();
    text.push_str(include_str!("overflow/once.rs.in"));
    if is_linux(session) {
        text.push_str(include_str!("overflow/linux.rs.in"));
    } else if has_std && !import.is_empty() {
        text.push_str(include_str!("overflow/default.rs.in"));
    }
    let text = text.replace("$core", core);
    let text = inject::apart(&format!("{import} {text}"));
    inject::items(compiler, krate, "-K overflow-checks", text);
}

/// Whether this is the crate of a Linux kernel that its other Rust code is built on.
fn is_linux(session: &Session) -> bool {
    let configured = (Symbol::intern("CONFIG_RUST"), None);
    session.opts.crate_name.as_deref() == Some("kernel")
        && session.psess.config.contains(&configured)
}

static ATTRIBUTES: OnceLock<for<'tcx> fn(TyCtxt<'tcx>, LocalDefId) -> CodegenFnAttrs> =
    OnceLock::new();

fn queries(session: &Session, providers: &mut Providers) {
    let _ = ATTRIBUTES.set(providers.queries.codegen_fn_attrs);
    providers.queries.codegen_fn_attrs = |tcx, item| {
        let mut attributes = ATTRIBUTES
            .get()
            .expect("set when queries were put together")(tcx, item);
        give_symbol(tcx, item, &mut attributes);
        attributes
    };
    mir::queries(session, providers);
}

/// Names the handler, and the injected functions, for the linker.
fn give_symbol(tcx: TyCtxt<'_>, item: LocalDefId, attributes: &mut CodegenFnAttrs) {
    if is_handler(tcx, item) {
        attributes.symbol_name = Some(Symbol::intern(HANDLER));
        return;
    }
    match injected(tcx, item).as_ref().map(Symbol::as_str) {
        // Without a place that needs it, there is none of it.
        Some(ONCE_ITEM) if policy::uses_once(tcx) => {
            // Every crate brings one, all alike; whichever the linker takes serves them all.
            attributes.symbol_name = Some(Symbol::intern(ONCE));
            attributes.linkage = Some(Linkage::WeakAny);
        }
        Some(DEFAULT_ITEM)
            if (ends_here(tcx) || is_linux(tcx.sess)) && handlers(tcx).is_empty() =>
        {
            attributes.symbol_name = Some(Symbol::intern(HANDLER));
            // The default serves programs that other crates link to, so it is one handler among none.
            attributes.flags |= CodegenFnAttrFlags::COLD;
        }
        _ => {}
    }
}

/// The name of an injected item, if this is one.
fn injected(tcx: TyCtxt<'_>, item: LocalDefId) -> Option<Symbol> {
    let name = tcx.opt_item_name(item.to_def_id())?;
    (name.as_str().starts_with(REPORT_ITEM) && inject::is_ours(tcx.def_span(item))).then_some(name)
}

/// Whether this is the injected item of that name.
fn is_injected(tcx: TyCtxt<'_>, item: DefId, name: &str) -> bool {
    let found = item.as_local().and_then(|item| injected(tcx, item));
    found.is_some_and(|found| found.as_str() == name)
}

/// The function that overflows call: an injected declaration of the handler, or the filter before it.
///
/// It is looked for in a handful of items each time. An answer kept outside of rustc's sight would be one that
/// incremental compilation does not know a body to depend on, and the path of an injected item is not the same for ever.
fn target(tcx: TyCtxt<'_>, once: bool) -> Option<DefId> {
    let mut blocks = tcx.foreign_modules(LOCAL_CRATE).values();
    let (block, report) = blocks.find_map(|block| {
        let mut items = block.foreign_items.iter().copied();
        let report = items.find(|item| is_injected(tcx, *item, REPORT_ITEM))?;
        Some((block.def_id.expect_local(), report))
    })?;
    if !once {
        return Some(report);
    }
    let beside = tcx.hir_module_items(LocalModDefId::new_unchecked(tcx.local_parent(block)));
    let mut beside = beside.free_items().map(|item| item.owner_id.to_def_id());
    beside.find(|item| is_injected(tcx, *item, ONCE_ITEM))
}

/// Whether a function is marked as a handler.
fn is_handler(tcx: TyCtxt<'_>, item: LocalDefId) -> bool {
    tcx.has_attrs_with_path(
        item,
        &[Symbol::intern(inject::TOOL), Symbol::intern(ATTRIBUTE)],
    )
}

/// Whether this crate is linked into something that runs. Libraries leave the choice of a handler open.
fn ends_here(tcx: TyCtxt<'_>) -> bool {
    tcx.crate_types()
        .iter()
        .any(|kind| *kind != CrateType::Rlib)
}

/// Whether a crate was built with the option; then its bodies are as its own policy has them.
fn is_marked(tcx: TyCtxt<'_>, krate: CrateNum) -> bool {
    inject::is_declared(tcx, krate, REPORT_ITEM)
}

/// The handlers that this crate defines.
fn own_handlers(tcx: TyCtxt<'_>) -> impl Iterator<Item = DefId> {
    let local = tcx.hir_crate_items(()).definitions();
    local
        .filter(move |item| tcx.def_kind(*item).is_fn_like() && is_handler(tcx, *item))
        .map(LocalDefId::to_def_id)
}

/// All handlers of this crate and of those it uses.
fn handlers(tcx: TyCtxt<'_>) -> Vec<DefId> {
    let mut found: Vec<DefId> = own_handlers(tcx).collect();
    let name = Symbol::intern(HANDLER);
    let crates = tcx.crates(()).iter();
    for krate in crates.filter(|krate| is_marked(tcx, **krate)) {
        for (symbol, _) in tcx.exported_non_generic_symbols(*krate) {
            // By the symbol and not by the attribute: a default in a dynamic library counts as well.
            if let ExportedSymbol::NonGeneric(item) = symbol
                && item.krate != LOCAL_CRATE
                && tcx.def_kind(*item).is_fn_like()
                && tcx.codegen_fn_attrs(*item).symbol_name == Some(name)
            {
                found.push(*item);
            }
        }
    }
    found
}

/// Refuses handlers that could not be called.
fn check_signatures(tcx: TyCtxt<'_>) {
    for handler in own_handlers(tcx) {
        check_signature(tcx, handler);
    }
}

/// Refuses a second handler.
fn check_handlers(tcx: TyCtxt<'_>) {
    let found = handlers(tcx);
    if let [first, second, ..] = found[..] {
        let above = |handler: &DefId| tcx.extern_crate(handler.krate).map(|import| import.span);
        let span = match found.iter().find(|handler| handler.is_local()) {
            Some(local) => tcx.def_span(*local),
            None => above(&second).unwrap_or_else(|| tcx.def_span(CRATE_DEF_ID)),
        };
        let mut error = tcx
            .dcx()
            .struct_span_err(span, "there is more than one overflow handler");
        for handler in [first, second] {
            let krate = tcx.crate_name(handler.krate);
            error.span_note(tcx.def_span(handler), format!("one is in crate `{krate}`"));
        }
        error.help("keep one of them");
        error.note(Code::HandlerTwice.note());
        error.emit();
    }
}

fn check_signature(tcx: TyCtxt<'_>, handler: DefId) {
    let signature = tcx.fn_sig(handler).instantiate_identity().skip_binder();
    let text =
        |ty: ty::Ty<'_>| matches!(ty.kind(), ty::Ref(_, to, ty::Mutability::Not) if to.is_str());
    let fits = matches!(signature.inputs(), [operation] if text(*operation))
        && signature.output().is_unit()
        && signature.abi == rustc_abi::ExternAbi::Rust
        && signature.safety.is_safe()
        && !tcx.generics_of(handler).requires_monomorphization(tcx);
    // Without the attribute the caller's place would be passed to a function that does not expect it.
    let tracks = tcx
        .codegen_fn_attrs(handler)
        .flags
        .contains(CodegenFnAttrFlags::TRACK_CALLER);
    if fits && tracks {
        return;
    }
    let message = if fits {
        "this overflow handler does not learn where the overflow was"
    } else {
        "this function cannot be an overflow handler"
    };
    let mut error = tcx.dcx().struct_span_err(tcx.def_span(handler), message);
    if fits {
        error.help("add the `track_caller` attribute");
    } else {
        error.help("declare it as `#[track_caller] fn name(operation: &'static str)`");
    }
    error.note(Code::HandlerSignature.note());
    error.emit();
}
