// SPDX-License-Identifier: MIT OR Apache-2.0

//! Which types are marked, and which hold values of such types.

use std::sync::OnceLock;

use rustc_data_structures::fx::FxHashSet;
use rustc_hir::Attribute;
use rustc_hir::def_id::DefId;
use rustc_middle::ty::{
    self, EarlyBinder, GenericArgsRef, PseudoCanonicalInput, Ty, TyCtxt, TypingEnv,
};
use rustc_middle::util::Providers;
use rustc_session::Session;
use rustc_span::{Symbol, sym};

use crate::inject;

/// What values are not to come to.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum End {
    Dropped,
    Forgotten,
}

/// How many types in a type are looked at. Only one that never ends has more, and no value of that is dropped: rustc gives
/// up on it as well.
const LIMIT: usize = 10_000;

type NeedsDrop = for<'tcx> fn(TyCtxt<'tcx>, PseudoCanonicalInput<'tcx, Ty<'tcx>>) -> bool;
static NEEDS_DROP: OnceLock<NeedsDrop> = OnceLock::new();

pub(super) fn queries(_: &Session, providers: &mut Providers) {
    let _ = NEEDS_DROP.set(providers.queries.needs_drop_raw);
    providers.queries.needs_drop_raw = |tcx, question| {
        NEEDS_DROP
            .get()
            .expect("set when queries were put together")(tcx, question)
            || holds(tcx, question.typing_env, question.value, End::Dropped).is_some()
    };
}

/// The attribute of that name, if an item has it.
pub(super) fn attribute<'tcx>(
    tcx: TyCtxt<'tcx>,
    item: DefId,
    name: &str,
) -> Option<&'tcx Attribute> {
    let path = [Symbol::intern(inject::TOOL), Symbol::intern(name)];
    tcx.get_attrs_by_path(item, &path).next()
}

/// Whether a function ends linear values by itself. What is written in it is part of it.
pub(super) fn consumes(tcx: TyCtxt<'_>, function: DefId) -> bool {
    attribute(tcx, function, "consumes").is_some()
        || tcx.is_closure_like(function) && consumes(tcx, tcx.parent(function))
}

/// Whether values of a type may not come to that end.
fn is_marked(tcx: TyCtxt<'_>, item: DefId, end: End) -> bool {
    attribute(tcx, item, "linear").is_some()
        || end == End::Forgotten && attribute(tcx, item, "no_forget").is_some()
}

/// The marked type of which a value comes to that end if one of `ty` does.
///
/// What is behind a reference or a raw pointer is not in the value, unless its `Drop` says that it owns such values, by a
/// `PhantomData`. A type that does not say so is found out by what its `drop` does.
pub(super) fn holds<'tcx>(
    tcx: TyCtxt<'tcx>,
    env: TypingEnv<'tcx>,
    ty: Ty<'tcx>,
    end: End,
) -> Option<DefId> {
    let mut seen = FxHashSet::default();
    let mut waiting = vec![ty];
    while let Some(ty) = waiting.pop()
        && seen.len() < LIMIT
    {
        if !seen.insert(ty) {
            continue;
        }
        match *ty.kind() {
            ty::Adt(adt, _) if is_marked(tcx, adt.did(), end) => return Some(adt.did()),
            ty::Adt(adt, args) if adt.is_box() => waiting.push(args.type_at(0)),
            ty::Adt(adt, args) if !adt.is_union() && !adt.is_manually_drop() => {
                let owns = adt.has_dtor(tcx);
                for field in adt.all_fields() {
                    let field = field.ty(tcx, args);
                    let field = tcx
                        .try_normalize_erasing_regions(env, field)
                        .unwrap_or(field);
                    match *field.kind() {
                        ty::Adt(adt, args) if adt.is_phantom_data() => {
                            waiting.extend(owns.then(|| args.type_at(0)));
                        }
                        _ => waiting.push(field),
                    }
                }
            }
            ty::Array(element, count) if count.try_to_target_usize(tcx) != Some(0) => {
                waiting.push(element);
            }
            ty::Slice(element) | ty::Pat(element, _) => waiting.push(element),
            ty::Tuple(fields) => waiting.extend(fields),
            _ => waiting.extend(captured(tcx, ty)),
        }
    }
    None
}

/// The types of what a closure or an `async` body has in it: what it captured, and what it holds across an `await`.
fn captured<'tcx>(tcx: TyCtxt<'tcx>, ty: Ty<'tcx>) -> Vec<Ty<'tcx>> {
    match *ty.kind() {
        ty::Closure(_, args) => args.as_closure().upvar_tys().to_vec(),
        ty::CoroutineClosure(_, args) => args.as_coroutine_closure().upvar_tys().to_vec(),
        ty::Coroutine(body, args) => {
            let held = tcx.mir_coroutine_witnesses(body);
            let held = held.iter().flat_map(|layout| &layout.field_tys);
            let held = held.map(|held| EarlyBinder::bind(held.ty).instantiate(tcx, args));
            args.as_coroutine().upvar_tys().iter().chain(held).collect()
        }
        _ => Vec::new(),
    }
}

/// A marked type that generic arguments bring with them, by value or behind pointers.
pub(super) fn mentions<'tcx>(
    tcx: TyCtxt<'tcx>,
    env: TypingEnv<'tcx>,
    args: GenericArgsRef<'tcx>,
    end: End,
) -> Option<DefId> {
    let types = args.iter().flat_map(|arg| arg.walk());
    let mut types = types.filter_map(|part| part.as_type());
    types.find_map(|ty| holds(tcx, env, ty, end))
}

/// A marked type of which generic arguments bring values with them. Of a reference none is forgotten with it, and in a trait
/// object there is none.
fn brings<'tcx>(
    tcx: TyCtxt<'tcx>,
    env: TypingEnv<'tcx>,
    args: GenericArgsRef<'tcx>,
    end: End,
) -> Option<DefId> {
    let mut seen = FxHashSet::default();
    let mut waiting: Vec<_> = args.iter().collect();
    while let Some(arg) = waiting.pop() {
        if !seen.insert(arg) {
            continue;
        }
        let mut parts = arg.walk();
        while let Some(part) = parts.next() {
            let Some(ty) = part.as_type() else {
                continue;
            };
            if ty.is_any_ptr() || ty.is_fn() || ty.is_trait() {
                parts.skip_current_subtree();
            } else if let Some(marked) = holds(tcx, env, ty, end) {
                return Some(marked);
            } else if ty.is_closure() || ty.is_coroutine() || ty.is_coroutine_closure() {
                // Its arguments are also those of the function that it is written in.
                parts.skip_current_subtree();
                waiting.extend(captured(tcx, ty).into_iter().map(ty::GenericArg::from));
            }
        }
    }
    None
}

/// The marked type of the value that a pointer owns which becomes one to a trait object: its end would not be seen.
pub(super) fn hides<'tcx>(
    tcx: TyCtxt<'tcx>,
    env: TypingEnv<'tcx>,
    from: Ty<'tcx>,
    to: Ty<'tcx>,
) -> Option<(DefId, End)> {
    let mut parts = to.walk().filter_map(|part| part.as_type());
    if !to.is_adt() || !parts.any(|ty| ty.is_trait()) {
        return None;
    }
    let mut waiting = vec![from];
    while let Some(ty) = waiting.pop() {
        let ty::Adt(adt, args) = *ty.kind() else {
            continue;
        };
        if adt.is_box() || adt.has_dtor(tcx) {
            let marked = |end| Some((brings(tcx, env, args, end)?, end));
            return marked(End::Dropped).or_else(|| marked(End::Forgotten));
        }
        waiting.extend(args.types());
    }
    None
}

/// The marked type of which a value is forgotten by a function with these arguments, or can be after it.
pub(super) fn forgets<'tcx>(
    tcx: TyCtxt<'tcx>,
    env: TypingEnv<'tcx>,
    function: DefId,
    args: GenericArgsRef<'tcx>,
) -> Option<DefId> {
    // Looked at first, because it is all that most functions need.
    let marked = brings(tcx, env, args, End::Forgotten)?;
    if attribute(tcx, function, "may_forget").is_some() || is_known(tcx, function) {
        return Some(marked);
    }
    if tcx.is_closure_like(function) {
        // What it gives back was made by a function that it calls, or by itself.
        return None;
    }
    // A value comes into such a type where a function gives one back.
    let output = tcx.fn_sig(function).instantiate(tcx, args).output();
    let output = tcx.instantiate_bound_regions_with_erased(output);
    let output = tcx
        .try_normalize_erasing_regions(env, output)
        .unwrap_or(output);
    kept(tcx, env, output)
}

/// The marked type of which a value is in one that may forget it.
pub(super) fn kept<'tcx>(tcx: TyCtxt<'tcx>, env: TypingEnv<'tcx>, ty: Ty<'tcx>) -> Option<DefId> {
    let mut parts = ty.walk();
    while let Some(part) = parts.next() {
        let Some(ty) = part.as_type() else {
            continue;
        };
        if let Some(marked) = keeps(tcx, env, ty) {
            return Some(marked);
        }
        if ty.is_any_ptr() || ty.is_fn() || ty.is_trait() {
            parts.skip_current_subtree();
        }
    }
    None
}

/// The marked type of which there is a value in this type, which may forget it.
pub(super) fn keeps<'tcx>(tcx: TyCtxt<'tcx>, env: TypingEnv<'tcx>, ty: Ty<'tcx>) -> Option<DefId> {
    match *ty.kind() {
        ty::Adt(adt, args) if may_forget(tcx, adt) => {
            brings(tcx, env, args, End::Forgotten).or_else(|| holds(tcx, env, ty, End::Forgotten))
        }
        _ => None,
    }
}

/// Whether values in a value of this type can be forgotten by safe code.
fn may_forget(tcx: TyCtxt<'_>, adt: ty::AdtDef<'_>) -> bool {
    let item = adt.did();
    let counted = [sym::Rc, sym::Arc];
    adt.is_manually_drop()
        || counted
            .iter()
            .any(|name| tcx.is_diagnostic_item(*name, item))
        || attribute(tcx, item, "may_forget").is_some()
        || is_known(tcx, item)
}

/// What is known to forget, of crates whose unsafe code is trusted. By the crate and the end of the path: modules in
/// between are rearranged now and then.
const KNOWN: &[(&str, &[&str])] = &[
    (
        "core",
        &[
            "mem::forget",
            "mem::forget_unsized",
            "MaybeUninit::new",
            "MaybeUninit::write",
        ],
    ),
    (
        "alloc",
        &[
            "Box::leak",
            "Box::into_raw",
            "Box::into_raw_with_allocator",
            "Box::into_non_null",
            "Box::into_non_null_with_allocator",
            "Vec::leak",
            "Vec::into_raw_parts",
        ],
    ),
    (
        "std",
        &[
            "mpsc::channel",
            "mpsc::sync_channel",
            "thread::spawn",
            "Builder::spawn",
        ],
    ),
    (
        "kernel",
        &[
            "Arc",
            "Box::leak",
            "Box::into_raw",
            "ForeignOwnable::into_foreign",
            "Vec::into_raw_parts",
        ],
    ),
    (
        "kelson",
        &[
            "KArc",
            "KBox::leak",
            "KBox::into_raw",
            "KVec::into_raw_parts",
        ],
    ),
];

/// Whether a crate's unsafe code may move values as it likes.
pub(super) fn is_trusted(tcx: TyCtxt<'_>, item: DefId) -> bool {
    let krate = tcx.crate_name(item.krate);
    let is_known = KNOWN.iter().any(|(name, _)| *name == krate.as_str());
    !item.is_local() && (is_known || inject::is_library(tcx, item))
}

fn is_known(tcx: TyCtxt<'_>, item: DefId) -> bool {
    let krate = tcx.crate_name(item.krate);
    let Some((_, known)) = KNOWN.iter().find(|(name, _)| *name == krate.as_str()) else {
        return false;
    };
    let name = tcx.opt_item_name(item);
    let Some(name) = name.filter(|name| known.iter().any(|path| path.ends_with(name.as_str())))
    else {
        return false;
    };
    let above = above(tcx, item);
    known.iter().any(|path| match path.split_once("::") {
        Some((holder, last)) => {
            name.as_str() == last && above.is_some_and(|above| above.as_str() == holder)
        }
        None => name.as_str() == *path,
    })
}

/// The name before the last in a path: of the type that an impl is for, or of what the item stands in.
fn above(tcx: TyCtxt<'_>, item: DefId) -> Option<Symbol> {
    let parent = tcx.opt_parent(item)?;
    match tcx.def_kind(parent) {
        rustc_hir::def::DefKind::Impl { .. } => {
            let ty = tcx.type_of(parent).instantiate_identity();
            ty.ty_adt_def().map(|adt| tcx.item_name(adt.did()))
        }
        _ => tcx.opt_item_name(parent),
    }
}
