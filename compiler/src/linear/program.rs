// SPDX-License-Identifier: MIT OR Apache-2.0

//! What becomes of values in generic functions, once their types are known.
//!
//! From every function of this crate that becomes code, calls and drops are followed into functions of other crates for
//! as long as marked types are among their generic arguments: nothing else in them can have to do with such values, or was
//! looked at when its own crate was compiled. Unsafe code of the standard library and of the kernel's moves values in ways
//! that look like forgetting; it is trusted, but for the functions that are known to forget.

use std::sync::OnceLock;

use rustc_data_structures::fx::{FxHashMap, FxHashSet, FxIndexMap};
use rustc_hir::def_id::DefId;
use rustc_middle::mono::{MonoItem, MonoItemPartitions};
use rustc_middle::ty::{Instance, InstanceKind, Ty, TyCtxt, TypingEnv};
use rustc_middle::util::Providers;
use rustc_session::Session;
use rustc_span::Span;

use super::places::{self, At, Place, is_drop};
use super::types::{self, End};
use super::{pointed, report};

type Partition = for<'tcx> fn(TyCtxt<'tcx>, ()) -> MonoItemPartitions<'tcx>;
static PARTITION: OnceLock<Partition> = OnceLock::new();

pub(super) fn queries(_: &Session, providers: &mut Providers) {
    let _ = PARTITION.set(providers.queries.collect_and_partition_mono_items);
    providers.queries.collect_and_partition_mono_items = |tcx, ()| {
        let partitions = PARTITION.get().expect("set when queries were put together")(tcx, ());
        check(tcx, &partitions);
        tcx.dcx().abort_if_errors();
        partitions
    };
}

fn check<'tcx>(tcx: TyCtxt<'tcx>, partitions: &MonoItemPartitions<'tcx>) {
    let mut program = Program::new(tcx);
    let (mut plain, mut generic, mut consuming) = (Vec::new(), Vec::new(), Vec::new());
    let mut found = Vec::new();
    let units = partitions.codegen_units.iter();
    for item in units.flat_map(|unit| unit.items().keys()) {
        match *item {
            MonoItem::Fn(instance) if instance.def_id().is_local() => {
                let item = tcx.typeck_root_def_id(instance.def_id());
                if types::consumes(tcx, instance.def_id()) {
                    consuming.push(instance);
                } else if tcx.generics_of(item).requires_monomorphization(tcx) {
                    generic.push(instance);
                } else {
                    plain.push(instance);
                }
            }
            MonoItem::Static(item) if item.is_local() => found.extend(program.ends_by_static(item)),
            _ => {}
        }
    }
    found.extend(program.follow(plain));
    // What only functions that end values call is their affair.
    let mut theirs = Program::new(tcx);
    theirs.follow(consuming);
    generic.retain(|function| !theirs.seen.contains(function));
    found.extend(program.follow(generic));
    // Messages come in the order of the source, whatever the order of units, and one for a place.
    found.sort_by_key(|end| end.at.span);
    found.dedup_by_key(|end| end.at.span);
    for found in found {
        let called = found
            .at
            .called
            .or_else(|| program.called.get(&found.of).copied());
        report::elsewhere(
            tcx,
            &report::Elsewhere {
                span: found.at.span,
                within: found.within,
                unseen: found.unseen,
                called,
                end: found.end,
                marked: found.marked,
            },
        );
    }
}

/// A value that ends.
#[derive(Clone, Copy)]
struct Found<'tcx> {
    at: At<'tcx>,
    /// The function whose source that is.
    of: Instance<'tcx>,
    /// The function in which it ends.
    within: Instance<'tcx>,
    end: End,
    marked: DefId,
    /// The type as which its end is not seen.
    unseen: Option<Ty<'tcx>>,
}

struct Program<'tcx> {
    tcx: TyCtxt<'tcx>,
    /// What is known of functions of other crates. A function that is being looked at is known to be harmless: if it is
    /// not, another place in it says so.
    known: FxHashMap<Instance<'tcx>, Option<Found<'tcx>>>,
    /// Where functions of this crate are given marked types.
    called: FxIndexMap<Instance<'tcx>, Span>,
    /// Functions of this crate that were looked at.
    seen: FxHashSet<Instance<'tcx>>,
}

impl<'tcx> Program<'tcx> {
    fn new(tcx: TyCtxt<'tcx>) -> Self {
        Program {
            tcx,
            known: FxHashMap::default(),
            called: FxIndexMap::default(),
            seen: FxHashSet::default(),
        }
    }

    /// The ends of values in functions of this crate, and in those of it that they give values to.
    fn follow(&mut self, mut waiting: Vec<Instance<'tcx>>) -> Vec<Found<'tcx>> {
        waiting.extend(self.called.keys());
        let mut found = Vec::new();
        while let Some(instance) = waiting.pop() {
            if self.seen.insert(instance) {
                let known = self.called.len();
                found.extend(self.ends(instance));
                waiting.extend(self.called.keys().skip(known));
            }
        }
        found
    }

    /// The ends that values come to by functions that a static points to.
    fn ends_by_static(&mut self, item: DefId) -> Vec<Found<'tcx>> {
        let at = At {
            span: self.tcx.def_span(item),
            within: None,
            called: None,
        };
        let of = Instance::mono(self.tcx, item);
        let functions = pointed::by_static(self.tcx, item).into_iter();
        functions
            .filter_map(|function| self.end_at(of, Place::Point(function), at))
            .collect()
    }

    /// The ends of values in a function.
    fn ends(&mut self, instance: Instance<'tcx>) -> Vec<Found<'tcx>> {
        let tcx = self.tcx;
        if !has_body(tcx, instance) {
            return Vec::new();
        }
        let places = places::of(tcx, instance).into_iter();
        places
            .filter_map(|(place, at)| self.end_at(instance, place, at))
            .collect()
    }

    /// The end that a value comes to at a place.
    fn end_at(
        &mut self,
        instance: Instance<'tcx>,
        place: Place<'tcx>,
        at: At<'tcx>,
    ) -> Option<Found<'tcx>> {
        let tcx = self.tcx;
        let env = TypingEnv::fully_monomorphized();
        let within = at.within.unwrap_or(instance);
        let found = |end, marked| Found {
            at,
            of: instance,
            within,
            end,
            marked,
            unseen: None,
        };
        match place {
            Place::Make(ty) => {
                types::keeps(tcx, env, ty).map(|marked| found(End::Forgotten, marked))
            }
            Place::Hide(from, to) => {
                let (marked, end) = types::hides(tcx, env, from, to)?;
                let is_trusted = end == End::Forgotten && types::is_trusted(tcx, within.def_id());
                (!is_trusted).then(|| Found {
                    unseen: Some(to),
                    ..found(end, marked)
                })
            }
            Place::Point(Instance {
                def: InstanceKind::Item(function),
                args,
            }) => self.end_at(instance, Place::Use(function, args), at),
            Place::Point(callee) => {
                types::mentions(tcx, env, callee.args, End::Forgotten)?;
                let through = self.through(callee, at)?;
                Some(Found {
                    at,
                    of: instance,
                    ..through
                })
            }
            Place::Drop(ty) => {
                if let Some(adt) = ty.ty_adt_def()
                    && let Some(marked) = types::holds(tcx, env, ty, End::Dropped)
                    && marked == adt.did()
                {
                    return Some(found(End::Dropped, marked));
                }
                let args = tcx.mk_args(&[ty.into()]);
                types::mentions(tcx, env, args, End::Dropped)?;
                let through = self.through(Instance::resolve_drop_in_place(tcx, ty), at)?;
                Some(Found {
                    at,
                    of: instance,
                    ..through
                })
            }
            Place::Use(function, args) => {
                types::mentions(tcx, env, args, End::Forgotten)?;
                if !types::is_trusted(tcx, within.def_id())
                    && let Some(marked) = types::forgets(tcx, env, function, args)
                {
                    return Some(found(End::Forgotten, marked));
                }
                let callee = Instance::try_resolve(tcx, env, function, args).ok()??;
                if let InstanceKind::DropGlue(_, Some(ty)) = callee.def {
                    return self.end_at(instance, Place::Drop(ty), at);
                }
                let through = self.through(callee, at)?;
                Some(Found {
                    at,
                    of: instance,
                    ..through
                })
            }
        }
    }

    /// The end that a value comes to in a function of another crate. This crate's are looked at by themselves.
    fn through(&mut self, callee: Instance<'tcx>, at: At<'tcx>) -> Option<Found<'tcx>> {
        if types::consumes(self.tcx, callee.def_id()) {
            return None;
        }
        if callee.def_id().is_local() && !is_drop(callee) {
            self.called.entry(callee).or_insert(at.span);
            return None;
        }
        if let Some(known) = self.known.get(&callee) {
            return *known;
        }
        self.known.insert(callee, None);
        let first = self.ends(callee).into_iter().next();
        self.known.insert(callee, first);
        first
    }
}

/// Whether there is a body to look at.
fn has_body(tcx: TyCtxt<'_>, instance: Instance<'_>) -> bool {
    match instance.def {
        InstanceKind::Item(item) => tcx.is_mir_available(item) && !tcx.is_foreign_item(item),
        InstanceKind::Intrinsic(_) | InstanceKind::Virtual(..) => false,
        _ => true,
    }
}
