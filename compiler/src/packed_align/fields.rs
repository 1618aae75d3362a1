// SPDX-License-Identifier: MIT OR Apache-2.0

//! The layout of packed structs that have fields with an alignment of their own.
//!
//! Metadata says of a type how it is packed and aligned, and has no room for the same of a field. A compiler that does not
//! know our attribute would lay the type out otherwise, and nobody would notice. So metadata says of such a type that it
//! has an alignment which no type can have. Stock rustc then refuses it wherever its layout is needed ("values of the type
//! are too big"), and we know by it whose attributes to read, also where kelsonc runs without an option.

use std::cmp;
use std::sync::OnceLock;

use rustc_abi::{
    AbiAlign, Align, BackendRepr, FIRST_VARIANT, FieldIdx, FieldsShape, HasDataLayout, LayoutData,
    Niche, Size, Variants,
};
use rustc_hashes::Hash64;
use rustc_hir::def_id::DefId;
use rustc_index::IndexVec;
use rustc_middle::ty::layout::{LayoutCx, LayoutError, LayoutOf, TyAndLayout};
use rustc_middle::ty::{self, AdtDef, GenericArgsRef, PseudoCanonicalInput, Ty, TyCtxt};
use rustc_middle::util::Providers;
use rustc_session::Session;

use super::{alignment, path};

type LayoutResult<'tcx> = Result<TyAndLayout<'tcx>, &'tcx LayoutError<'tcx>>;

static LAYOUT: OnceLock<
    for<'tcx> fn(TyCtxt<'tcx>, PseudoCanonicalInput<'tcx, Ty<'tcx>>) -> LayoutResult<'tcx>,
> = OnceLock::new();

pub(super) fn queries(_: &Session, providers: &mut Providers) {
    let _ = LAYOUT.set(providers.queries.layout_of);
    providers.queries.layout_of = |tcx, input| {
        if let ty::Adt(adt, arguments) = *input.value.kind()
            && adt.repr().align == Some(mark())
            && let Some(result) = layout(tcx, input, adt, arguments)
        {
            return result;
        }
        LAYOUT.get().expect("set when queries were put together")(tcx, input)
    };
}

/// The alignment that stands for "see the fields": as large as the address space allows no object to be.
pub(super) fn mark() -> Align {
    Align::max_aligned_factor(Size::from_bytes(1_u64 << 61))
}

/// The alignment that the attribute gives a type or a field, of this crate or another.
pub(super) fn of(tcx: TyCtxt<'_>, item: DefId) -> Align {
    let path = path();
    let mut found = tcx.get_attrs_by_path(item, &path);
    found
        .next()
        .and_then(|attribute| alignment(attribute).ok())
        .unwrap_or(Align::ONE)
}

/// The layout, or nothing where rustc finds the error by itself.
fn layout<'tcx>(
    tcx: TyCtxt<'tcx>,
    input: PseudoCanonicalInput<'tcx, Ty<'tcx>>,
    adt: AdtDef<'tcx>,
    arguments: GenericArgsRef<'tcx>,
) -> Option<LayoutResult<'tcx>> {
    // As rustc does it for any type.
    let typing_env = input.typing_env.with_post_analysis_normalized(tcx);
    let ty = tcx
        .try_normalize_erasing_regions(typing_env, input.value)
        .ok()?;
    if ty != input.value {
        return Some(tcx.layout_of(typing_env.as_query_input(ty)));
    }
    let cx = LayoutCx::new(tcx, typing_env);
    let pack = adt.repr().pack?;
    let mut result = Sequence {
        end: Size::ZERO,
        align: Align::ONE,
        declared: None,
        offsets: IndexVec::new(),
        niche: None,
        uninhabited: false,
        seed: Hash64::ZERO,
    };
    for field in &adt.non_enum_variant().fields {
        let layout = match cx.layout_of(field.ty(tcx, arguments)) {
            Ok(layout) => layout,
            Err(error) => return Some(Err(error)),
        };
        if layout.is_unsized() {
            return Some(Err(tcx.arena.alloc(LayoutError::Unknown(ty))));
        }
        if result.push(&cx, layout, pack, of(tcx, field.did)).is_none() {
            return Some(Err(tcx.arena.alloc(LayoutError::SizeOverflow(ty))));
        }
    }
    let own = of(tcx, adt.did());
    let align = result.align.max(own);
    let size = result.end.align_to(align);
    if size.bytes() >= cx.data_layout().obj_size_bound() {
        return Some(Err(tcx.arena.alloc(LayoutError::SizeOverflow(ty))));
    }
    let layout = tcx.mk_layout(LayoutData {
        fields: FieldsShape::Arbitrary {
            in_memory_order: result.offsets.indices().collect(),
            offsets: result.offsets,
        },
        variants: Variants::Single {
            index: FIRST_VARIANT,
        },
        backend_repr: BackendRepr::Memory { sized: true },
        largest_niche: result.niche,
        uninhabited: result.uninhabited,
        align: AbiAlign::new(align),
        size,
        max_repr_align: result.declared.max((own > Align::ONE).then_some(own)),
        unadjusted_abi_align: result.align,
        randomization_seed: result.seed,
    });
    Some(Ok(TyAndLayout { ty, layout }))
}

/// Fields, one after the other.
struct Sequence {
    end: Size,
    align: Align,
    /// The largest alignment by declaration, which some calling conventions ask for.
    declared: Option<Align>,
    offsets: IndexVec<FieldIdx, Size>,
    niche: Option<Niche>,
    uninhabited: bool,
    seed: Hash64,
}

impl Sequence {
    /// Adds a field; nothing if there is no room for it.
    fn push<'tcx>(
        &mut self,
        cx: &LayoutCx<'tcx>,
        field: TyAndLayout<'tcx>,
        pack: Align,
        own: Align,
    ) -> Option<()> {
        let align = cmp::max(field.align.abi.min(pack), own);
        let offset = self.end.align_to(align);
        self.end = offset.checked_add(field.size, cx)?;
        self.align = self.align.max(align);
        self.declared = self
            .declared
            .max(field.max_repr_align)
            .max((own > Align::ONE).then_some(own));
        self.offsets.push(offset);
        self.uninhabited |= field.uninhabited;
        self.seed = self.seed.wrapping_add(field.randomization_seed);
        if let Some(mut niche) = field.largest_niche
            && self
                .niche
                .is_none_or(|best| niche.available(cx) > best.available(cx))
        {
            niche.offset += offset;
            self.niche = Some(niche);
        }
        Some(())
    }
}
