// SPDX-License-Identifier: MIT OR Apache-2.0

//! Which functions are behind pointers: those of vtables, and those that constants and statics point to.

use rustc_data_structures::fx::FxHashSet;
use rustc_hir::def_id::DefId;
use rustc_middle::mir::interpret::{AllocId, ConstAllocation, GlobalAlloc, Scalar};
use rustc_middle::mir::{Const, ConstValue};
use rustc_middle::ty::{self, Instance, Ty, TyCtxt, TypingEnv, VtblEntry};
use rustc_span::DUMMY_SP;

/// The functions of the vtable that comes to a pointer when it becomes one to a trait object.
pub(super) fn by_object<'tcx>(
    tcx: TyCtxt<'tcx>,
    from: Ty<'tcx>,
    to: Ty<'tcx>,
) -> Vec<Instance<'tcx>> {
    // But for what becomes the object the two types are the same.
    let parts = from.walk().zip(to.walk());
    let mut types = parts.filter_map(|(from, to)| Some((from.as_type()?, to.as_type()?)));
    match types.find(|(from, to)| to.is_trait() && !from.is_trait()) {
        Some((from, object)) => methods(tcx, from, object),
        None => Vec::new(),
    }
}

/// The functions that a constant points to.
pub(super) fn by_constant<'tcx>(tcx: TyCtxt<'tcx>, constant: Const<'tcx>) -> Vec<Instance<'tcx>> {
    let ty = constant.ty();
    if ty.is_primitive() || ty.is_str() || ty.peel_refs().is_str() {
        return Vec::new();
    }
    let mut found = Pointed::new(tcx);
    match constant.eval(tcx, TypingEnv::fully_monomorphized(), DUMMY_SP) {
        Ok(ConstValue::Scalar(Scalar::Ptr(pointer, _))) => {
            found.visit(pointer.provenance.alloc_id())
        }
        Ok(ConstValue::Slice { alloc_id, .. } | ConstValue::Indirect { alloc_id, .. }) => {
            found.visit(alloc_id);
        }
        Ok(ConstValue::Scalar(Scalar::Int(_)) | ConstValue::ZeroSized) | Err(_) => {}
    }
    found.functions
}

/// The functions that a static points to at first.
pub(super) fn by_static(tcx: TyCtxt<'_>, item: DefId) -> Vec<Instance<'_>> {
    let mut found = Pointed::new(tcx);
    if let Ok(value) = tcx.eval_static_initializer(item) {
        found.visit_memory(value);
    }
    found.functions
}

fn methods<'tcx>(tcx: TyCtxt<'tcx>, ty: Ty<'tcx>, object: Ty<'tcx>) -> Vec<Instance<'tcx>> {
    let ty::Dynamic(bounds, _) = *object.kind() else {
        return Vec::new();
    };
    let Some(principal) = bounds.principal() else {
        return Vec::new();
    };
    let principal = tcx.instantiate_bound_regions_with_erased(principal.with_self_ty(tcx, ty));
    let entries = tcx.vtable_entries(principal).iter();
    entries
        .filter_map(|entry| match *entry {
            VtblEntry::Method(method) => Some(method),
            _ => None,
        })
        .collect()
}

/// What can be reached from a pointer.
struct Pointed<'tcx> {
    tcx: TyCtxt<'tcx>,
    seen: FxHashSet<AllocId>,
    functions: Vec<Instance<'tcx>>,
}

impl<'tcx> Pointed<'tcx> {
    fn new(tcx: TyCtxt<'tcx>) -> Self {
        Pointed {
            tcx,
            seen: FxHashSet::default(),
            functions: Vec::new(),
        }
    }

    fn visit(&mut self, first: AllocId) {
        let mut waiting = vec![first];
        while let Some(id) = waiting.pop() {
            if !self.seen.insert(id) {
                continue;
            }
            match self.tcx.global_alloc(id) {
                GlobalAlloc::Function { instance } => self.functions.push(instance),
                GlobalAlloc::VTable(ty, bounds) => {
                    let object = Ty::new_dynamic(self.tcx, bounds, self.tcx.lifetimes.re_erased);
                    self.functions.extend(methods(self.tcx, ty, object));
                }
                GlobalAlloc::Memory(memory) => {
                    let pointers = memory.inner().provenance().ptrs().values();
                    waiting.extend(pointers.map(|pointer| pointer.alloc_id()));
                }
                // Every static is looked at by itself.
                GlobalAlloc::Static(_) | GlobalAlloc::TypeId { .. } => {}
            }
        }
    }

    fn visit_memory(&mut self, memory: ConstAllocation<'tcx>) {
        for pointer in memory.inner().provenance().ptrs().values() {
            self.visit(pointer.alloc_id());
        }
    }
}
