// SPDX-License-Identifier: MIT OR Apache-2.0

//! Inherent impls on foreign types.
//!
//! ```ignore
//! // Refused with E0116, unless the crate is in a domain.
//! impl Vec<u8> {
//!     pub fn hex(&self) -> String { /* ... */ }
//! }
//! ```
//!
//! Rustc keeps the inherent impls of a type with the type. Those of a domain are kept with the crate that has them: its
//! metadata lists them as the inherent impls of its root module, which is no type, so nothing else ever asks for them. A
//! kelsonc that meets the crate does, with or without an option. The stock compiler does not, and its users see a type
//! without these methods.
//!
//! # Why it is sound
//!
//! An impl of a trait can break what others conclude from its absence. An inherent impl adds names and nothing else: no
//! bound, cast, drop or layout depends on it. What is left is what a name means.
//! - Code that is compiled keeps its meaning. Calls are resolved where they are type-checked; generic code is not
//!   resolved again when it is instantiated, and the body that a crate inlines from another names items, not methods.
//! - Code that is still to be compiled in a crate that sees the impl, and macros that expand there, may hold unsafe code
//!   that relies on what a call means. So no call may change its meaning: an impl cannot define a name that the type has
//!   already, private or not ([`clash`](super::clash)), and a call that would go elsewhere without the domain is an error
//!   ([`shadow`](super::shadow)). That includes paths the compiler itself resolves by name, as `format_args!` does.
//! - A domain crate is a stranger to the type as before: visibility is not touched, so fields that were private are.

use std::sync::OnceLock;

use rustc_errors::codes::{E0118, E0390, E0785};
use rustc_errors::struct_span_code_err;
use rustc_hir::def::DefKind;
use rustc_hir::def_id::{CRATE_DEF_ID, CrateNum, DefId, LOCAL_CRATE, LocalDefId};
use rustc_middle::ty::fast_reject::{SimplifiedType, TreatParams, simplify_type};
use rustc_middle::ty::{self, CrateInherentImpls, Ty, TyCtxt};
use rustc_middle::util::Providers;
use rustc_session::Session;
use rustc_span::ErrorGuaranteed;

type Collect =
    for<'tcx> fn(TyCtxt<'tcx>, ()) -> (&'tcx CrateInherentImpls, Result<(), ErrorGuaranteed>);
static COLLECT: OnceLock<Collect> = OnceLock::new();
type Find = for<'tcx> fn(TyCtxt<'tcx>, SimplifiedType) -> &'tcx [DefId];
static FIND: OnceLock<Find> = OnceLock::new();

/// Finds the impls of crates below, in every crate.
pub(super) fn find(_: &Session, providers: &mut Providers) {
    let _ = FIND.set(providers.queries.incoherent_impls);
    providers.queries.incoherent_impls = |tcx, ty| {
        let known = FIND.get().expect("set when queries were put together")(tcx, ty);
        // A crate that is in no domain has none to offer, and need not be collected for that.
        let own = COLLECT.get().map(|_| LOCAL_CRATE);
        let added = own
            .into_iter()
            .chain(tcx.crates(()).iter().copied())
            .flat_map(|krate| relaxed(tcx, krate))
            .filter(|item| simplified(tcx, **item) == Some(ty));
        let mut added = added.copied().peekable();
        if added.peek().is_none() {
            return known;
        }
        tcx.arena
            .alloc_from_iter(known.iter().copied().chain(added).collect::<Vec<_>>())
    };
}

/// Collects the impls of this crate, which is in a domain.
pub(super) fn collect(_: &Session, providers: &mut Providers) {
    let _ = COLLECT.set(providers.queries.crate_inherent_impls);
    providers.queries.crate_inherent_impls = |tcx, ()| {
        // The crate that primitive types are at home in has nothing that is foreign.
        if tcx.hir_rustc_coherence_is_core() {
            return COLLECT.get().expect("set when queries were put together")(tcx, ());
        }
        let mut impls = CrateInherentImpls::default();
        let mut verdict = Ok(());
        for item in tcx.hir_free_items() {
            let item = item.owner_id.def_id;
            if tcx.def_kind(item) != (DefKind::Impl { of_trait: false }) {
                continue;
            }
            match home(tcx, item) {
                Ok(home) => impls
                    .inherent_impls
                    .entry(home)
                    .or_default()
                    .push(item.to_def_id()),
                Err(error) => verdict = verdict.and(error),
            }
        }
        (tcx.arena.alloc(impls), verdict)
    };
}

/// The inherent impls of a crate that only its domain allows.
pub(super) fn relaxed(tcx: TyCtxt<'_>, krate: CrateNum) -> &[DefId] {
    tcx.inherent_impls(krate.as_def_id())
}

/// Whether an item belongs to such an impl.
pub(super) fn is_relaxed_item(tcx: TyCtxt<'_>, item: DefId) -> bool {
    let parent = tcx.opt_parent(item);
    parent.is_some_and(|parent| relaxed(tcx, parent.krate).contains(&parent))
}

/// The impls that may give methods to types like this one, as far as these crates have them.
pub(super) fn rivals<'tcx>(
    tcx: TyCtxt<'tcx>,
    ty: Ty<'tcx>,
    krates: impl Iterator<Item = CrateNum> + Clone,
) -> Vec<DefId> {
    let mut found = Vec::new();
    let owner = owner(ty);
    let simplified_ty = simplify_type(tcx, ty, TreatParams::InstantiateWithInfer);
    for krate in krates {
        if let Some(owner) = owner.filter(|owner| owner.krate == krate) {
            found.extend(tcx.inherent_impls(owner));
        }
        if let Some(simple) = simplified_ty {
            found.extend(tcx.crate_incoherent_impls((krate, simple)));
            let relaxed = relaxed(tcx, krate).iter();
            found.extend(relaxed.filter(|item| simplified(tcx, **item) == Some(simple)));
        }
    }
    found
}

/// How rustc looks types up.
fn simplified(tcx: TyCtxt<'_>, item: DefId) -> Option<SimplifiedType> {
    simplify_type(tcx, self_ty(tcx, item), TreatParams::InstantiateWithInfer)
}

/// What an impl is for.
pub(super) fn self_ty<'tcx>(tcx: TyCtxt<'tcx>, item: DefId) -> Ty<'tcx> {
    let mut ty = tcx.peel_off_free_alias_tys(tcx.type_of(item).instantiate_identity());
    // As rustc has it, what goes for a type goes for a pattern of it.
    while let ty::Pat(base, _) = *ty.kind() {
        ty = base;
    }
    ty
}

/// The definition that a type is named after.
fn owner(ty: Ty<'_>) -> Option<DefId> {
    match *ty.kind() {
        ty::Adt(owner, _) => Some(owner.did()),
        ty::Foreign(owner) => Some(owner),
        ty::Dynamic(traits, _) => traits.principal_def_id(),
        _ => None,
    }
}

/// What an impl of this crate is kept with: its type, or the crate.
fn home(tcx: TyCtxt<'_>, item: LocalDefId) -> Result<LocalDefId, Result<(), ErrorGuaranteed>> {
    let ty = self_ty(tcx, item.to_def_id());
    if let Some(owner) = owner(ty) {
        return Ok(owner.as_local().unwrap_or(CRATE_DEF_ID));
    }
    let span = tcx.def_span(item);
    let dcx = tcx.dcx();
    let error = match ty.kind() {
        ty::Bool
        | ty::Char
        | ty::Int(_)
        | ty::Uint(_)
        | ty::Float(_)
        | ty::Str
        | ty::Array(..)
        | ty::Slice(_)
        | ty::RawPtr(..)
        | ty::Never
        | ty::Tuple(..) => return Ok(CRATE_DEF_ID),
        ty::Error(_) => return Err(Ok(())),
        ty::Ref(_, to, mutability) => {
            let text = "a coherence domain allows no inherent impl on a reference";
            let mut error = struct_span_code_err!(dcx, span, E0390, "{text}");
            let mutability = mutability.prefix_str();
            error.help(format!(
                "write the impl for `{to}` and let its methods take `&{mutability}self`"
            ));
            error
        }
        ty::FnPtr(..) | ty::UnsafeBinder(_) => {
            let text = format!("a coherence domain allows no inherent impl on `{ty}`");
            let mut error = struct_span_code_err!(dcx, span, E0390, "{text}");
            error.note("calls do not look for methods of such types");
            error
        }
        ty::Dynamic(..) => {
            let text = format!("a coherence domain allows no inherent impl on `{ty}`");
            let mut error = struct_span_code_err!(dcx, span, E0785, "{text}");
            error.note("it names no trait that is more than a marker");
            error
        }
        _ => {
            let text = format!("`{ty}` is no type to which methods can be added");
            let mut error = struct_span_code_err!(dcx, span, E0118, "{text}");
            error.span_label(
                span,
                "an inherent impl is for one type or a family of types",
            );
            error.help("write a trait and implement it, or name the type");
            error
        }
    };
    Err(Err(error.emit()))
}
