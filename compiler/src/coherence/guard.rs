// SPDX-License-Identifier: MIT OR Apache-2.0

//! A symbol for every relaxed impl, so that the linker refuses two of them.
//!
//! Impls are known once the crate is expanded, and no item can be added after that. So one function is added before,
//! generic over a number, and instantiated when code is generated: once for every impl of a trait and for every name that
//! is added to a type. The number says which one it is, the symbol is made of what it is.
//!
//! A static gets a symbol that no other crate has. A linker takes an object out of a library for a symbol that it still
//! lacks; the first library would satisfy it, and the second one's impl would never be seen.

use std::hash::Hash;
use std::sync::OnceLock;

use rustc_ast::Crate;
use rustc_data_structures::stable_hasher::{HashStable, StableHasher};
use rustc_hashes::Hash64;
use rustc_hir::attrs::Linkage;
use rustc_hir::def::DefKind;
use rustc_hir::def_id::{DefId, DefPathHash, LOCAL_CRATE, LocalDefId};
use rustc_interface::interface::Compiler;
use rustc_middle::middle::codegen_fn_attrs::CodegenFnAttrs;
use rustc_middle::middle::exported_symbols::{
    ExportedSymbol, SymbolExportInfo, SymbolExportKind, SymbolExportLevel,
};
use rustc_middle::mono::{CodegenUnit, MonoItem, MonoItemData, MonoItemPartitions, Visibility};
use rustc_middle::query::LocalCrate;
use rustc_middle::ty::{self, Instance, Ty, TyCtxt};
use rustc_middle::util::Providers;
use rustc_session::Session;
use rustc_span::Symbol;

use super::inherent;
use super::is_relaxed;

/// The static that brings the object to the linker.
const ANCHOR: &str = "_KELSONC_ANCHOR";
/// The function that is instantiated for each impl.
const GUARD: &str = "_kelsonc_guard";

/// Adds both, and the function by which other crates learn that this one is in a domain.
pub(super) fn inject(compiler: &Compiler, krate: &mut Crate, mark: &str) {
    let items = format!(
        "unsafe extern \"Rust\" {{ safe fn {mark}(); }}
        static {ANCHOR}: u8 = 0;
        fn {GUARD}<const ITEM: u64>() {{}}"
    );
    let text = crate::inject::apart(&items);
    crate::inject::items(compiler, krate, "-K coherence-domain", text);
}

type Attributes = for<'tcx> fn(TyCtxt<'tcx>, LocalDefId) -> CodegenFnAttrs;
static ATTRIBUTES: OnceLock<Attributes> = OnceLock::new();
type Name = for<'tcx> fn(TyCtxt<'tcx>, Instance<'tcx>) -> ty::SymbolName<'tcx>;
static NAME: OnceLock<Name> = OnceLock::new();
type Partition = for<'tcx> fn(TyCtxt<'tcx>, ()) -> MonoItemPartitions<'tcx>;
static PARTITION: OnceLock<Partition> = OnceLock::new();
type Exported<'tcx> = &'tcx [(ExportedSymbol<'tcx>, SymbolExportInfo)];
type Export = for<'tcx> fn(TyCtxt<'tcx>, LocalCrate) -> Exported<'tcx>;
static EXPORT: OnceLock<Export> = OnceLock::new();

pub(super) fn queries(_: &Session, providers: &mut Providers) {
    let queries = &mut providers.queries;
    let _ = ATTRIBUTES.set(queries.codegen_fn_attrs);
    queries.codegen_fn_attrs = |tcx, item| {
        let mut attributes = ATTRIBUTES.get().expect(KEPT)(tcx, item);
        if is_injected(tcx, item, ANCHOR) && !guarded(tcx).is_empty() {
            attributes.symbol_name = Some(Symbol::intern(&anchor(tcx)));
        }
        attributes
    };
    let _ = NAME.set(queries.symbol_name);
    queries.symbol_name = |tcx, instance| match guarded_by(tcx, instance) {
        Some(item) => ty::SymbolName::new(tcx, &symbol(tcx, item)),
        None => NAME.get().expect(KEPT)(tcx, instance),
    };
    let _ = PARTITION.set(queries.collect_and_partition_mono_items);
    queries.collect_and_partition_mono_items = |tcx, ()| {
        let mut partitions = PARTITION.get().expect(KEPT)(tcx, ());
        instantiate(tcx, &mut partitions);
        partitions
    };
    let _ = EXPORT.set(queries.exported_non_generic_symbols);
    queries.exported_non_generic_symbols = |tcx, krate| {
        let known = EXPORT.get().expect(KEPT)(tcx, krate);
        // As the stock compiler does: without generated code there are no symbols.
        if !tcx.sess.opts.output_types.should_codegen() {
            return known;
        }
        let added = symbols(tcx).into_iter().map(|symbol| {
            let info = SymbolExportInfo {
                level: SymbolExportLevel::C,
                kind: SymbolExportKind::Text,
                used: false,
                rustc_std_internal_symbol: false,
            };
            let symbol = ty::SymbolName::new(tcx, &symbol);
            (ExportedSymbol::NoDefId(symbol), info)
        });
        let all: Vec<_> = known.iter().copied().chain(added).collect();
        tcx.arena.alloc_from_iter(all)
    };
}

const KEPT: &str = "set when queries were put together";

/// Whether this is one of the injected items.
fn is_injected(tcx: TyCtxt<'_>, item: LocalDefId, name: &str) -> bool {
    tcx.opt_item_name(item.to_def_id())
        .is_some_and(|found| found.as_str() == name)
        && crate::inject::is_ours(tcx.def_span(item))
}

/// Puts an instance of the function for every guarded item beside the anchor.
fn instantiate<'tcx>(tcx: TyCtxt<'tcx>, partitions: &mut MonoItemPartitions<'tcx>) {
    let guarded = guarded(tcx);
    let Some(block) = tcx.hir_free_items().find_map(|item| {
        let item = item.owner_id.def_id;
        is_injected(tcx, item, GUARD).then_some(item)
    }) else {
        return;
    };
    if guarded.is_empty() {
        return;
    }
    let mut units: Vec<CodegenUnit<'_>> = partitions.codegen_units.iter().map(copy).collect();
    let is_anchor = |item: &MonoItem<'_>| matches!(item, MonoItem::Static(of) if of.as_local().is_some_and(|of| is_injected(tcx, of, ANCHOR)));
    let Some(unit) = units
        .iter_mut()
        .find(|unit| unit.items().keys().any(is_anchor))
    else {
        return;
    };
    for item in guarded {
        let number = tcx.def_path_hash(item).local_hash().as_u64();
        let number = ty::Const::from_bits(
            tcx,
            number.into(),
            ty::TypingEnv::fully_monomorphized(),
            tcx.types.u64,
        );
        let instance = Instance::new_raw(block.to_def_id(), tcx.mk_args(&[number.into()]));
        let item = MonoItem::Fn(instance);
        let data = MonoItemData {
            inlined: false,
            linkage: Linkage::External,
            visibility: Visibility::Default,
            size_estimate: item.size_estimate(tcx),
        };
        unit.items_mut().insert(item, data);
    }
    unit.compute_size_estimate();
    partitions.codegen_units = tcx.arena.alloc_from_iter(units);
}

/// Units are shared once they are made, so one that changes is a new one.
fn copy<'tcx>(of: &CodegenUnit<'tcx>) -> CodegenUnit<'tcx> {
    let mut unit = CodegenUnit::new(of.name());
    unit.items_mut()
        .extend(of.items().iter().map(|(item, data)| (*item, *data)));
    if of.is_primary() {
        unit.make_primary();
    }
    if of.is_code_coverage_dead_code_cgu() {
        unit.make_code_coverage_dead_code_cgu();
    }
    unit.compute_size_estimate();
    unit
}

/// Which item an instance stands for, if it is one of the guards.
fn guarded_by<'tcx>(tcx: TyCtxt<'tcx>, instance: Instance<'tcx>) -> Option<DefId> {
    let ty::InstanceKind::Item(function) = instance.def else {
        return None;
    };
    let function = function.as_local()?;
    let [number] = instance.args.as_slice() else {
        return None;
    };
    if tcx.def_kind(function) != DefKind::Fn || !is_injected(tcx, function, GUARD) {
        return None;
    }
    let number = number
        .as_const()?
        .try_to_value()?
        .try_to_bits(tcx, ty::TypingEnv::fully_monomorphized())?;
    let hash = DefPathHash::new(
        tcx.stable_crate_id(LOCAL_CRATE),
        Hash64::new(u64::try_from(number).ok()?),
    );
    tcx.def_path_hash_to_def_id(hash)
}

/// What needs a guard: impls of traits, and items of inherent impls.
fn guarded(tcx: TyCtxt<'_>) -> Vec<DefId> {
    let impls = tcx.all_local_trait_impls(()).values().flatten();
    let impls = impls.filter(|item| is_relaxed(tcx, **item));
    let added = inherent::relaxed(tcx, LOCAL_CRATE).iter();
    let added = added.flat_map(|item| tcx.associated_item_def_ids(*item));
    impls
        .map(|item| item.to_def_id())
        .chain(added.copied())
        .collect()
}

fn symbols(tcx: TyCtxt<'_>) -> Vec<String> {
    let items = guarded(tcx).into_iter();
    items.map(|item| symbol(tcx, item)).collect()
}

/// The symbol by which this crate's object gets to the linker.
fn anchor(tcx: TyCtxt<'_>) -> String {
    let id = tcx.stable_crate_id(LOCAL_CRATE).as_u64();
    format!("kelsonc_domain_{}_{id:016x}", tcx.crate_name(LOCAL_CRATE))
}

/// The symbol of an item: names for whoever reads the linker's message, and a hash of all that counts to be exact.
fn symbol(tcx: TyCtxt<'_>, item: DefId) -> String {
    let is_impl = matches!(tcx.def_kind(item), DefKind::Impl { .. });
    let header = if is_impl { item } else { tcx.parent(item) };
    // What the author called the parameters is no difference between impls.
    let arguments = ty::GenericArgs::for_item(tcx, header, |parameter, _| match parameter.kind {
        ty::GenericParamDefKind::Lifetime => tcx.lifetimes.re_erased.into(),
        ty::GenericParamDefKind::Type { .. } => {
            Ty::new_param(tcx, parameter.index, Symbol::intern("T")).into()
        }
        ty::GenericParamDefKind::Const { .. } => {
            let parameter = ty::ParamConst::new(parameter.index, Symbol::intern("N"));
            ty::Const::new_param(tcx, parameter).into()
        }
    });
    let mut hasher = StableHasher::new();
    let (words, of_type) = if is_impl {
        let trait_ref = tcx.impl_trait_ref(item).instantiate(tcx, arguments);
        let trait_ref = tcx.erase_and_anonymize_regions(trait_ref);
        tcx.def_path_hash(trait_ref.def_id).hash(&mut hasher);
        tcx.with_stable_hashing_context(|mut context| {
            trait_ref.args.hash_stable(&mut context, &mut hasher)
        });
        let words = format!("impl_{}_for", tcx.item_name(trait_ref.def_id));
        (words, trait_ref.self_ty())
    } else {
        let of_type = tcx.type_of(header).instantiate(tcx, arguments);
        let of_type = tcx.erase_and_anonymize_regions(of_type);
        tcx.with_stable_hashing_context(|mut context| {
            of_type.hash_stable(&mut context, &mut hasher)
        });
        let name = tcx.item_name(item);
        name.as_str().hash(&mut hasher);
        (format!("name_{name}_of"), of_type)
    };
    let hash: Hash64 = hasher.finish();

    // Names without paths: a type's path depends on who prints it.
    let of_type = match of_type.kind() {
        ty::Adt(of, _) => tcx.item_name(of.did()).to_string(),
        ty::Ref(..) => "reference".to_owned(),
        ty::Slice(..) | ty::Array(..) => "array".to_owned(),
        ty::Tuple(..) => "tuple".to_owned(),
        ty::Str => "str".to_owned(),
        _ if of_type.is_primitive() => of_type.to_string(),
        _ => "type".to_owned(),
    };
    format!("kelsonc_{words}_{of_type}_{:016x}", hash.as_u64())
}
