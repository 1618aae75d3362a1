// SPDX-License-Identifier: MIT OR Apache-2.0

//! `-K coherence-domain=NAME`: crates that are one project may write impls for types of others.
//!
//! ```ignore
//! // Refused by the orphan rule, unless the crate is in a domain.
//! impl core::fmt::Display for Vec<u8> { /* ... */ }
//!
//! impl Vec<u8> {
//!     pub fn hex(&self) -> String { /* ... */ }
//! }
//! ```
//!
//! The orphan rule keeps two crates that do not know each other from implementing the same trait for the same type.
//! Within a domain that is found out instead: by the compiler in the first crate that sees both impls, whether or not
//! it is in a domain itself, and by the linker where no kelsonc sees both, because every such impl comes with a symbol
//! named after it.
//!
//! A domain does not lift what else the orphan rule says:
//! - An impl for every type (`impl<T> Display for T`) is refused as before.
//! - Traits that the compiler or unsafe code draws conclusions from (`Copy`, `Drop`, `Unpin`, `Send`, `DerefMut`...) are
//!   for the author of the type alone.
//! - What other crates concluded from there being no such impl has to hold.
//!
//! What it does not catch: the symbols are for impls that are alike to the letter. Impls that overlap in part, or break a
//! conclusion together, are found by kelsonc only, in a crate that sees them.
//!
//! This file decides which impls of traits are allowed; [`inherent`] collects and finds inherent ones; [`clash`],
//! [`siblings`], [`shadow`] and [`absent`] judge; [`guard`] makes the symbols; [`fn_ptr`] clears a stumbling block.

mod absent;
mod clash;
mod fn_ptr;
mod guard;
mod inherent;
mod shadow;
mod siblings;

use std::convert::Infallible;
use std::sync::OnceLock;

use rustc_hir::LangItem;
use rustc_hir::def_id::{CrateNum, LocalDefId};
use rustc_infer::infer::TyCtxtInferExt;
use rustc_middle::ty::fast_reject::DeepRejectCtxt;
use rustc_middle::ty::{self, Ty, TyCtxt, TypeVisitableExt, TypingMode};
use rustc_middle::util::Providers;
use rustc_session::Session;
use rustc_span::{DUMMY_SP, ErrorGuaranteed};
use rustc_trait_selection::traits::{
    InCrate, ObligationCause, ObligationCtxt, OrphanCheckErr, OrphanCheckMode,
    orphan_check_trait_ref,
};

use crate::hooks::{Feature, Hooks};
use crate::inject;
use crate::options::{Declared, Values, Wrong};

pub(crate) const FEATURE: Feature = Feature {
    options: &[Declared {
        name: "coherence-domain",
        value: "NAME",
        help: "write impls for types of other crates, as one of the crates of NAME",
    }],
    attributes: &[],
    register,
};

/// How the function begins by which a crate's metadata says that it is in a domain; the domain's name follows.
const MARK: &str = "_kelsonc_domain_";

fn register(values: &Values<'_>, hooks: &mut Hooks) -> Result<(), Wrong> {
    // For every crate: one that needs no domain may still be the first to see two crates that do not fit.
    hooks.on_expanded(siblings::compare);
    hooks.on_queries(inherent::find);
    hooks.on_queries(shadow::queries);
    let Some(domain) = values.last("coherence-domain")? else {
        return Ok(());
    };
    // The name becomes part of a symbol, and symbols have no other letters.
    if !domain
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || c == '_')
        || domain.starts_with(|c: char| c.is_ascii_digit())
    {
        return Err(Wrong::new(
            format!("`{domain}` is not a name for a coherence domain"),
            "use letters of ASCII, digits and underscores, as in `-K coherence-domain=linux`"
                .to_owned(),
        ));
    }
    let mark = format!("{MARK}{domain}");
    hooks.on_root(move |compiler, krate| guard::inject(compiler, krate, &mark));
    hooks.on_queries(queries);
    Ok(())
}

type OrphanCheck = for<'tcx> fn(TyCtxt<'tcx>, LocalDefId) -> Result<(), ErrorGuaranteed>;
static ORPHAN_CHECK: OnceLock<OrphanCheck> = OnceLock::new();

fn queries(session: &Session, providers: &mut Providers) {
    let _ = ORPHAN_CHECK.set(providers.queries.orphan_check_impl);
    providers.queries.orphan_check_impl = |tcx, item| {
        if is_relaxed(tcx, item) {
            return Ok(());
        }
        ORPHAN_CHECK
            .get()
            .expect("set when queries were put together")(tcx, item)
    };
    inherent::collect(session, providers);
    clash::queries(session, providers);
    absent::queries(session, providers);
    fn_ptr::queries(session, providers);
    guard::queries(session, providers);
}

/// Whether another crate is in any domain.
fn is_in_domain(tcx: TyCtxt<'_>, krate: CrateNum) -> bool {
    inject::is_declared(tcx, krate, MARK)
}

/// Whether an impl of this crate is one that only a domain allows.
fn is_relaxed<'tcx>(tcx: TyCtxt<'tcx>, item: LocalDefId) -> bool {
    let trait_ref = tcx.impl_trait_ref(item);
    let of_trait = trait_ref.skip_binder().def_id;
    if of_trait.is_local()
        || trait_ref.skip_binder().references_error()
        || is_load_bearing(tcx, trait_ref.skip_binder())
    {
        return false;
    }
    let infcx = tcx.infer_ctxt().build(TypingMode::Coherence);
    let cause = ObligationCause::dummy();
    let arguments = infcx.fresh_args_for_item(DUMMY_SP, item.to_def_id());
    let trait_ref = trait_ref.instantiate(tcx, arguments);
    let normalize = |ty: Ty<'tcx>| {
        let ty::Alias(..) = ty.kind() else {
            return Ok::<_, Infallible>(ty);
        };
        let context = ObligationCtxt::new(&infcx);
        let normal = context.normalize(&cause, ty::ParamEnv::empty(), ty);
        let normal = infcx.resolve_vars_if_possible(normal);
        Ok(if context.try_evaluate_obligations().is_empty() {
            normal
        } else {
            ty
        })
    };
    let mode = InCrate::Local {
        mode: OrphanCheckMode::Proper,
    };
    let Ok(verdict) = orphan_check_trait_ref(&infcx, trait_ref, mode, normalize);
    // The other error is about impls for too many types, which stays one.
    matches!(verdict, Err(OrphanCheckErr::NonLocalInputType(_)))
}

/// Whether an impl of a trait changes what the compiler, or unsafe code of the type's author, takes for granted.
///
/// - Safe code could otherwise copy a value that must not be copied: the fields of `slice::IterMut` are all `Copy`.
/// - `Pin` trusts the pointer in it: whoever made a pinned one knew what `Deref`, `DerefMut` and `Clone` of that pointer
///   do. `impl DerefMut for Rc<Device>` would let safe code pass off any device as pinned.
/// - From the absence of traits that are `#[fundamental]` everyone may conclude, and not only their owners.
fn is_load_bearing<'tcx>(tcx: TyCtxt<'tcx>, trait_ref: ty::TraitRef<'tcx>) -> bool {
    let of_trait = trait_ref.def_id;
    let is = |items: &[LangItem]| items.iter().any(|item| tcx.is_lang_item(of_trait, *item));
    let markers = [
        LangItem::Copy,
        LangItem::Drop,
        LangItem::AsyncDrop,
        LangItem::Sized,
        LangItem::Unpin,
        LangItem::Deref,
        LangItem::DerefMut,
        LangItem::Receiver,
        LangItem::CoerceUnsized,
        LangItem::DispatchFromDyn,
        LangItem::PointeeTrait,
        LangItem::Unsize,
    ];
    tcx.trait_is_auto(of_trait)
        || is(&markers)
        || tcx.trait_def(of_trait).is_fundamental
        || is(&[LangItem::Clone]) && is_pointer(tcx, trait_ref.self_ty())
}

/// Whether a type can be in a `Pin`, for some arguments at least.
fn is_pointer<'tcx>(tcx: TyCtxt<'tcx>, ty: Ty<'tcx>) -> bool {
    let Some(deref) = tcx.lang_items().deref_trait() else {
        return false;
    };
    let reject = DeepRejectCtxt::relate_infer_infer(tcx);
    tcx.all_impls(deref).any(|item| {
        let of = tcx.impl_trait_ref(item).skip_binder().self_ty();
        reject.types_may_unify(of, ty)
    })
}
