// SPDX-License-Identifier: MIT OR Apache-2.0

//! What every impl of `Debug`, `Hash`, `PartialEq` and others runs into.
//!
//! `core` implements them for function pointers, as `impl<F: FnPtr> Debug for F`. For a type of another crate rustc does
//! not rule out that a later version of that crate makes it a function pointer, and takes `impl Debug for Device` to be in
//! conflict. But `FnPtr` cannot be implemented, by anyone; the compiler has it for function pointers. That is what
//! `#[fundamental]` says of a trait: it is implemented where it is, and will not be elsewhere.

use std::sync::OnceLock;

use rustc_hir::LangItem;
use rustc_hir::def_id::DefId;
use rustc_middle::ty::{TraitDef, TyCtxt};
use rustc_middle::util::Providers;
use rustc_session::Session;

type Define = for<'tcx> fn(TyCtxt<'tcx>, DefId) -> TraitDef;
static DEFINE: OnceLock<Define> = OnceLock::new();

pub(super) fn queries(_: &Session, providers: &mut Providers) {
    let _ = DEFINE.set(providers.extern_queries.trait_def);
    providers.extern_queries.trait_def = |tcx, item| {
        let mut known = DEFINE.get().expect("set when queries were put together")(tcx, item);
        known.is_fundamental |= tcx.is_lang_item(item, LangItem::FnPtrTrait);
        known
    };
}
