// SPDX-License-Identifier: MIT OR Apache-2.0

//! `#[kelsonc::align(N)]`: packed types that are aligned, or contain aligned members, laid out as C does.
//!
//! ```ignore
//! #[repr(C, packed)]
//! #[kelsonc::align(64)]
//! struct XregsState {
//!     header: u8,
//!     xmm: Aligned16,           // `#[repr(align(16))]`; at offset 1
//!     #[kelsonc::align(8)]
//!     tail: u32,                // at the next multiple of 8
//! }
//! ```
//!
//! is C's `struct xregs_state { .. } __attribute__((packed, aligned(64)))`. With `packed(M)` it is what stands between
//! `#pragma pack(push, M)` and `pop`. `align(1)` adds no alignment; it says that the members' is meant to be lost.
//!
//! Rustc's layout code has an answer for a type that is packed and aligned, and metadata has room for both; rustc only
//! refuses to be asked (E0587, E0588). So the attribute becomes what `repr(align(N))` would have become, before anyone
//! reads it, and whoever uses the crate, the stock compiler included, sees the layout without help. Two cases differ:
//! - Rustc has no layout for a union that is both. One whose members are aligned to `N` at most needs no packing, so
//!   it becomes `align(N)` alone; of others [`check`] says how to write them.
//! - A field's own alignment has no place in metadata. [`fields`] lays such types out, and sees to it that a compiler
//!   which is not kelsonc refuses them.
//!
//! What it does not do: references to fields stay refused by rustc's rule, which goes by the type of the field and the
//! packing, also where the alignment would happen to suffice.

mod accept;
mod by_value;
mod check;
mod fields;
mod types;

use std::sync::OnceLock;

use rustc_abi::Align;
use rustc_ast::LitKind;
use rustc_hir::attrs::{AttributeKind, ReprAttr};
use rustc_hir::def::DefKind;
use rustc_hir::def_id::LocalDefId;
use rustc_hir::{Attribute, AttributeMap, ItemLocalId, Node, OwnerId};
use rustc_middle::ty::TyCtxt;
use rustc_middle::util::Providers;
use rustc_session::Session;
use rustc_span::{Span, Symbol};

use crate::hooks::{Feature, Hooks};
use crate::inject;
use crate::options::{Values, Wrong};

/// It has no option: the attribute means something as soon as another feature's option is given.
pub(crate) const FEATURE: Feature = Feature {
    options: &[],
    register,
};

/// The attribute, after `kelsonc::`.
const ATTRIBUTE: &str = "align";

fn register(_: &Values<'_>, hooks: &mut Hooks) -> Result<(), Wrong> {
    // Without an option too: a crate may use the types of one that was built with an option.
    hooks.on_queries(queries);
    hooks.on_expanded(check::attributes);
    Ok(())
}

static ATTRIBUTES: OnceLock<for<'tcx> fn(TyCtxt<'tcx>, OwnerId) -> &'tcx AttributeMap<'tcx>> =
    OnceLock::new();

fn queries(session: &Session, providers: &mut Providers) {
    let _ = ATTRIBUTES.set(providers.queries.hir_attr_map);
    providers.queries.hir_attr_map = |tcx, owner| {
        let attributes = ATTRIBUTES
            .get()
            .expect("set when queries were put together")(tcx, owner);
        rewritten(tcx, owner, attributes).unwrap_or(attributes)
    };
    accept::queries(session, providers);
    fields::queries(session, providers);
    by_value::queries(session, providers);
}

/// The path of the attribute.
fn path() -> [Symbol; 2] {
    [Symbol::intern(inject::TOOL), Symbol::intern(ATTRIBUTE)]
}

/// Our attributes among others.
fn ours(attributes: &[Attribute]) -> impl Iterator<Item = &Attribute> {
    // Almost nothing has one, and this is asked of everything.
    let tool = attributes
        .iter()
        .filter(|attribute| matches!(attribute, Attribute::Unparsed(_)));
    tool.filter(|attribute| attribute.path_matches(&path()))
}

/// Whether a struct or union of this crate, or a field of it, has the attribute.
fn is_marked(tcx: TyCtxt<'_>, item: LocalDefId) -> bool {
    matches!(tcx.def_kind(item), DefKind::Struct | DefKind::Union)
        && tcx
            .hir_attr_map(tcx.local_def_id_to_hir_id(item).owner)
            .map
            .values()
            .any(|attributes| ours(attributes).next().is_some())
}

/// Why an attribute gives no alignment.
enum Malformed {
    /// It is not one number in parentheses.
    Form,
    /// The number is not a power of two.
    Power(u128, Span),
    /// The number is larger than rustc can do.
    Large(u128, Span),
}

/// What an attribute gives.
fn alignment(attribute: &Attribute) -> Result<Align, Malformed> {
    let list = attribute.meta_item_list().ok_or(Malformed::Form)?;
    let [argument] = &list[..] else {
        return Err(Malformed::Form);
    };
    let literal = argument.lit().ok_or(Malformed::Form)?;
    let LitKind::Int(number, _) = literal.kind else {
        return Err(Malformed::Form);
    };
    let number = number.get();
    if !number.is_power_of_two() {
        return Err(Malformed::Power(number, literal.span));
    }
    let bytes = u64::try_from(number).map_err(|_| Malformed::Large(number, literal.span))?;
    Align::from_bytes(bytes).map_err(|_| Malformed::Large(number, literal.span))
}

/// The representation hints of a type.
fn hints(attributes: &[Attribute]) -> &[(ReprAttr, Span)] {
    let mut found = attributes.iter().filter_map(|attribute| match attribute {
        Attribute::Parsed(AttributeKind::Repr { reprs, .. }) => Some(&reprs[..]),
        _ => None,
    });
    found.next().unwrap_or_default()
}

/// The hints as the user wrote them, before [`rewritten`] changed them.
fn written_hints(tcx: TyCtxt<'_>, item: LocalDefId) -> &[(ReprAttr, Span)] {
    let owner = tcx.local_def_id_to_hir_id(item).owner;
    let original = ATTRIBUTES
        .get()
        .expect("set when queries were put together");
    hints(original(tcx, owner).get(ItemLocalId::ZERO))
}

/// How much a type is packed; the least counts.
fn packing(hints: &[(ReprAttr, Span)]) -> Option<Align> {
    let packs = hints.iter().filter_map(|(hint, _)| match hint {
        ReprAttr::ReprPacked(pack) => Some(*pack),
        _ => None,
    });
    packs.min()
}

/// The attributes of a type and its fields as rustc has to see them, if ours is among them and makes sense. Where it does
/// not, [`check::attributes`] ends the compilation.
fn rewritten<'tcx>(
    tcx: TyCtxt<'tcx>,
    owner: OwnerId,
    attributes: &'tcx AttributeMap<'tcx>,
) -> Option<&'tcx AttributeMap<'tcx>> {
    let kind = tcx.def_kind(owner.def_id);
    if !matches!(kind, DefKind::Struct | DefKind::Union) {
        return None;
    }
    let mut all = attributes.map.values().copied();
    if !all.any(|attributes| ours(attributes).next().is_some()) {
        return None;
    }
    let own = attributes.get(ItemLocalId::ZERO);
    let nodes = &tcx.hir_owner_nodes(owner).nodes;
    // The constructor of a tuple struct has the attributes of the struct once more.
    let in_fields = attributes.map.iter().any(|(node, attributes)| {
        matches!(nodes[*node].node, Node::Field(_)) && ours(attributes).next().is_some()
    });
    let align = match ours(own).next() {
        Some(attribute) => alignment(attribute).ok()?,
        None => Align::ONE,
    };
    packing(hints(own))?;
    let mut own = own.to_vec();
    let (hints, span) = own.iter_mut().find_map(|attribute| match attribute {
        Attribute::Parsed(AttributeKind::Repr { reprs, first_span }) => Some((reprs, *first_span)),
        _ => None,
    })?;
    match kind {
        DefKind::Struct if in_fields => hints.push((ReprAttr::ReprAlign(fields::mark()), span)),
        // Every type has this alignment.
        _ if align == Align::ONE => return None,
        DefKind::Struct => hints.push((ReprAttr::ReprAlign(align), span)),
        _ => {
            hints.retain(|(hint, _)| !matches!(hint, ReprAttr::ReprPacked(_)));
            hints.push((ReprAttr::ReprAlign(align), span));
        }
    }
    let mut map = attributes.map.clone();
    map.insert(ItemLocalId::ZERO, &*tcx.hir_arena.alloc_from_iter(own));
    // Rustc has no arena for this type. There is one for each type with the attribute, which lives as long as rustc.
    Some(Box::leak(Box::new(AttributeMap {
        map,
        define_opaque: attributes.define_opaque,
        // What was added follows from what the hash covers.
        opt_hash: attributes.opt_hash,
    })))
}
