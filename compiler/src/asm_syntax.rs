// SPDX-License-Identifier: MIT OR Apache-2.0

//! `-K asm-syntax=att`: `asm!` on x86 takes AT&T syntax without saying so each time, as C compilers have `-masm=`.
//!
//! ```ignore
//! // With the option, as in the kernel's C sources:
//! asm!("movq %cr0, {}", out(reg) value);
//! ```
//!
//! The option is about the source of this crate. Inline assembly that a macro of another crate writes, and that of other
//! crates' inlined functions, stays as its authors meant it.
//!
//! What it does not do: `global_asm!` still needs `options(att_syntax)`, because its options are fixed before there is a
//! place to change them.

use std::sync::OnceLock;

use rustc_ast::InlineAsmOptions;
use rustc_data_structures::steal::Steal;
use rustc_hir::def_id::LocalDefId;
use rustc_middle::mir::{Body, TerminatorKind};
use rustc_middle::ty::TyCtxt;
use rustc_middle::util::Providers;
use rustc_session::Session;

use crate::hooks::{Feature, Hooks};
use crate::options::{Declared, Values, Wrong};

pub(crate) const FEATURE: Feature = Feature {
    options: &[Declared {
        name: "asm-syntax",
        value: "att|intel",
        help: "the syntax of `asm!` without `options(att_syntax)`, on x86",
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

static BUILT: OnceLock<for<'tcx> fn(TyCtxt<'tcx>, LocalDefId) -> &'tcx Steal<Body<'tcx>>> =
    OnceLock::new();

fn queries(session: &Session, providers: &mut Providers) {
    use rustc_target::spec::Arch;
    if !matches!(session.target.arch, Arch::X86 | Arch::X86_64) {
        return;
    }
    let _ = BUILT.set(providers.queries.mir_built);
    providers.queries.mir_built = |tcx, item| {
        let steal = BUILT.get().expect("set when queries were put together")(tcx, item);
        // The first body there is of a function: whatever is made of it later has the option from here.
        for block in steal.risky_hack_borrow_mut().basic_blocks_mut() {
            let terminator = block.terminator_mut();
            if let TerminatorKind::InlineAsm { options, .. } = &mut terminator.kind
                && !terminator
                    .source_info
                    .span
                    .in_external_macro(tcx.sess.source_map())
            {
                options.insert(InlineAsmOptions::ATT_SYNTAX);
            }
        }
        steal
    };
}
