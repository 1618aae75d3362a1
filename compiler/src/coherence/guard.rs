// SPDX-License-Identifier: MIT OR Apache-2.0

//! A symbol for every relaxed impl, so that the linker refuses two of them.
//!
//! Impls are known once the crate is expanded, and no item can be added after that. So a row of statics is added
//! before, and as many of them as there are impls get a symbol; the others are private and never reach the linker.
//!
//! One more gets a symbol that no other crate has. A linker takes an object out of a library for a symbol that it still
//! lacks; the first library would satisfy it, and the second one's impl would never be seen.

use std::fmt::Write;
use std::hash::Hash;
use std::sync::OnceLock;

use rustc_ast::Crate;
use rustc_data_structures::stable_hasher::{HashStable, StableHasher};
use rustc_hashes::Hash64;
use rustc_hir::def_id::{LOCAL_CRATE, LocalDefId};
use rustc_interface::interface::Compiler;
use rustc_middle::middle::codegen_fn_attrs::CodegenFnAttrs;
use rustc_middle::ty::{self, TyCtxt};
use rustc_middle::util::Providers;
use rustc_session::Session;
use rustc_span::Symbol;

use super::is_relaxed;
use crate::explain::Code;

/// How many relaxed impls a crate can have.
const ROOM: usize = 64;
/// How the names of the statics begin; a number follows.
const STEM: &str = "_KELSONC_IMPL_";

/// Adds the statics, and the function by which other crates learn that this one is in a domain.
pub(super) fn inject(compiler: &Compiler, krate: &mut Crate, mark: &str) {
    let mut text = format!("const _: () = {{ unsafe extern \"Rust\" {{ safe fn {mark}(); }}");
    for number in 0..=ROOM {
        write!(text, " static {STEM}{number}: u8 = 0;").expect("a string takes it");
    }
    text.push_str(" };");
    crate::inject::items(compiler, krate, "-K coherence-domain", text);
}

static ATTRIBUTES: OnceLock<for<'tcx> fn(TyCtxt<'tcx>, LocalDefId) -> CodegenFnAttrs> =
    OnceLock::new();

pub(super) fn queries(_: &Session, providers: &mut Providers) {
    let _ = ATTRIBUTES.set(providers.queries.codegen_fn_attrs);
    providers.queries.codegen_fn_attrs = |tcx, item| {
        let mut attributes = ATTRIBUTES
            .get()
            .expect("set when queries were put together")(tcx, item);
        if let Some(number) = number(tcx, item) {
            let guards = relaxed(tcx);
            let symbol = match guards.get(number) {
                Some(guarded) => Some(guarded.clone()),
                None if number == ROOM && !guards.is_empty() => Some(anchor(tcx)),
                None => None,
            };
            attributes.symbol_name = symbol.map(|symbol| Symbol::intern(&symbol));
        }
        attributes
    };
}

/// Which of the statics this is.
fn number(tcx: TyCtxt<'_>, item: LocalDefId) -> Option<usize> {
    let name = tcx.opt_item_name(item.to_def_id())?;
    let number = name.as_str().strip_prefix(STEM)?.parse().ok()?;
    crate::inject::is_ours(tcx.def_span(item)).then_some(number)
}

/// The symbols of this crate's relaxed impls.
fn relaxed(tcx: TyCtxt<'_>) -> &'static [String] {
    static FOUND: OnceLock<Vec<String>> = OnceLock::new();
    FOUND.get_or_init(|| {
        let impls = tcx.all_local_trait_impls(()).values().flatten().copied();
        let impls: Vec<LocalDefId> = impls.filter(|item| is_relaxed(tcx, *item)).collect();
        if let Some(one_too_many) = impls.get(ROOM) {
            let message = format!("more than {ROOM} impls in this crate need its coherence domain");
            let mut error = tcx
                .dcx()
                .struct_span_err(tcx.def_span(*one_too_many), message);
            error.help("move some of them to another crate of the domain");
            error.note(Code::TooManyImpls.note());
            error.emit();
        }
        impls
            .into_iter()
            .take(ROOM)
            .map(|item| symbol(tcx, item))
            .collect()
    })
}

/// The symbol by which this crate's object gets to the linker.
fn anchor(tcx: TyCtxt<'_>) -> String {
    let id = tcx.stable_crate_id(LOCAL_CRATE).as_u64();
    format!("kelsonc_domain_{}_{id:016x}", tcx.crate_name(LOCAL_CRATE))
}

/// The symbol of an impl: names for whoever reads the linker's message, and a hash of the whole header to be exact.
fn symbol(tcx: TyCtxt<'_>, item: LocalDefId) -> String {
    let trait_ref = tcx.impl_trait_ref(item);
    // What the author called the parameters is no difference between impls.
    let arguments =
        ty::GenericArgs::for_item(tcx, item.to_def_id(), |parameter, _| match parameter.kind {
            ty::GenericParamDefKind::Lifetime => tcx.lifetimes.re_erased.into(),
            ty::GenericParamDefKind::Type { .. } => {
                ty::Ty::new_param(tcx, parameter.index, Symbol::intern("T")).into()
            }
            ty::GenericParamDefKind::Const { .. } => tcx.mk_param_from_def(parameter),
        });
    let trait_ref = trait_ref.instantiate(tcx, arguments);
    let mut hasher = StableHasher::new();
    tcx.def_path_hash(trait_ref.def_id).hash(&mut hasher);
    tcx.with_stable_hashing_context(|mut context| {
        trait_ref.args.hash_stable(&mut context, &mut hasher)
    });
    let hash: Hash64 = hasher.finish();

    // Names without paths: a type's path depends on who prints it.
    let of_type = match trait_ref.self_ty().kind() {
        ty::Adt(of, _) => tcx.item_name(of.did()).to_string(),
        ty::Ref(..) => "reference".to_owned(),
        ty::Slice(..) | ty::Array(..) => "array".to_owned(),
        ty::Tuple(..) => "tuple".to_owned(),
        kind if trait_ref.self_ty().is_primitive() => format!("{kind:?}"),
        _ => "type".to_owned(),
    };
    let words = format!("{}_for_{of_type}", tcx.item_name(trait_ref.def_id));
    format!("kelsonc_impl_{words}_{:016x}", hash.as_u64())
}
