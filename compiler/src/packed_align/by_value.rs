// SPDX-License-Identifier: MIT OR Apache-2.0

//! Refuses C functions that take or return a type by value which C compilers do not pass alike.
//!
//! On x86-64, a value with a misaligned part goes through memory, and others of up to 16 bytes go through registers. Where
//! a packed type contains a struct that is aligned by declaration, and that struct stands where it is not aligned but all
//! scalars in it are, Clang and rustc call it misaligned, and GCC does not. Such types did not exist before, but for
//! generic ones.

use std::sync::OnceLock;

use rustc_abi::{BackendRepr, ExternAbi, Size};
use rustc_hir::def::DefKind;
use rustc_hir::def_id::LocalDefId;
use rustc_middle::ty::layout::{LayoutCx, TyAndLayout};
use rustc_middle::ty::{self, TyCtxt};
use rustc_middle::util::Providers;
use rustc_session::Session;
use rustc_span::{ErrorGuaranteed, Span};
use rustc_target::spec::Arch;

use super::accept::is_active;
use crate::explain::Code;

/// Larger values always go through memory.
const IN_REGISTERS: u64 = 16;

static WELL_FORMED: OnceLock<
    for<'tcx> fn(TyCtxt<'tcx>, LocalDefId) -> Result<(), ErrorGuaranteed>,
> = OnceLock::new();

pub(super) fn queries(session: &Session, providers: &mut Providers) {
    if session.target.arch != Arch::X86_64 || session.target.is_like_windows {
        return;
    }
    let _ = WELL_FORMED.set(providers.queries.check_well_formed);
    providers.queries.check_well_formed = |tcx, item| {
        let result = WELL_FORMED
            .get()
            .expect("set when queries were put together")(tcx, item);
        if result.is_ok()
            && matches!(tcx.def_kind(item), DefKind::Fn | DefKind::AssocFn)
            && is_active(tcx)
        {
            return check(tcx, item);
        }
        result
    };
}

/// Checks the signature of a function.
fn check(tcx: TyCtxt<'_>, item: LocalDefId) -> Result<(), ErrorGuaranteed> {
    let signature = tcx.fn_sig(item).instantiate_identity();
    if !matches!(
        signature.abi(),
        ExternAbi::C { .. } | ExternAbi::System { .. } | ExternAbi::SysV64 { .. }
    ) {
        return Ok(());
    }
    let signature = tcx.instantiate_bound_regions_with_erased(signature);
    let cx = LayoutCx::new(tcx, ty::TypingEnv::post_analysis(tcx, item));
    for (position, ty) in signature.inputs_and_output.iter().enumerate() {
        // What depends on parameters is not known here, and C has no parameters.
        let Ok(layout) = tcx.layout_of(cx.typing_env.as_query_input(ty)) else {
            continue;
        };
        let mut parts = Parts::default();
        if layout.is_sized() && layout.size.bytes() <= IN_REGISTERS {
            parts.visit(&cx, layout, Size::ZERO);
        }
        if let (false, Some((part, offset))) = (parts.scalar, parts.aggregate) {
            let message = format!("C compilers do not agree how `{ty}` is passed by value");
            let span = span(tcx, item, position);
            let mut error = tcx.dcx().struct_span_err(span, message);
            error.note(format!(
                "it contains `{}`, which is aligned to {}, at offset {}: that makes GCC use registers and Clang memory",
                part.ty,
                part.align.bytes(),
                offset.bytes()
            ));
            error.help("pass a pointer to it");
            error.note(Code::AlignByValue.note());
            return Err(error.emit());
        }
    }
    Ok(())
}

/// Where a parameter's type is written, or the result's, which comes last.
fn span(tcx: TyCtxt<'_>, item: LocalDefId, position: usize) -> Span {
    let node = tcx.hir_node_by_def_id(item);
    let Some(declaration) = node.fn_decl() else {
        return tcx.def_span(item);
    };
    match declaration.inputs.get(position) {
        Some(ty) => ty.span,
        None => declaration.output.span(),
    }
}

/// What was found displaced in a type.
#[derive(Default)]
struct Parts<'tcx> {
    /// Whether a scalar is; then all compilers agree.
    scalar: bool,
    /// The first struct or array that is.
    aggregate: Option<(TyAndLayout<'tcx>, Size)>,
}

impl<'tcx> Parts<'tcx> {
    fn visit(&mut self, cx: &LayoutCx<'tcx>, layout: TyAndLayout<'tcx>, offset: Size) {
        if layout.is_zst() {
            return;
        }
        let displaced = !offset.is_aligned(layout.align.abi);
        match layout.backend_repr {
            BackendRepr::ScalarPair(..) | BackendRepr::Memory { .. } => {
                if displaced && self.aggregate.is_none() {
                    self.aggregate = Some((layout, offset));
                }
                for field in 0..layout.fields.count() {
                    let of_field = offset + layout.fields.offset(field);
                    self.visit(cx, layout.field(cx, field), of_field);
                }
            }
            _ => self.scalar |= displaced,
        }
    }
}
