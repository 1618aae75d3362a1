// SPDX-License-Identifier: MIT OR Apache-2.0

//! Refuses attributes that would mean nothing, or something else than in C.

use rustc_abi::Align;
use rustc_errors::Diag;
use rustc_hir::attrs::ReprAttr;
use rustc_hir::def::DefKind;
use rustc_hir::def_id::LocalDefId;
use rustc_hir::{Attribute, HirId, ItemKind, Node};
use rustc_middle::ty::TyCtxt;
use rustc_span::Span;

use super::{Malformed, alignment, ours, packing, written_hints};
use crate::explain::Code;

/// Judges every attribute of ours in the crate by how it is written and where it stands.
pub(super) fn attributes(tcx: TyCtxt<'_>) {
    if !super::accept::is_active(tcx) {
        // Nobody can have written one.
        return;
    }
    for owner in tcx.hir_crate_items(()).owners() {
        for (node, attributes) in tcx.hir_attr_map(owner).map.iter() {
            let mut found = ours(attributes);
            let id = HirId {
                owner,
                local_id: *node,
            };
            let Some(first) = found.next() else { continue };
            if matches!(tcx.hir_node(id), Node::Ctor(_)) {
                // It has the attributes of its tuple struct once more.
                continue;
            }
            if let Some(second) = found.next() {
                twice(tcx, first, second);
            } else if let Some(align) = well_formed(tcx, first) {
                let place = Place {
                    tcx,
                    attribute: first,
                    align,
                };
                place.check(id);
            }
        }
    }
}

fn twice(tcx: TyCtxt<'_>, first: &Attribute, second: &Attribute) {
    let message = "the `kelsonc::align` attribute is given twice";
    let mut error = tcx.dcx().struct_span_err(second.span(), message);
    error.span_label(first.span(), "the first is here");
    error.help("keep one of them; in C the larger one would count");
    error.note(Code::Align.note());
    error.emit();
}

fn well_formed(tcx: TyCtxt<'_>, attribute: &Attribute) -> Option<Align> {
    let error = |span: Span, message: String| tcx.dcx().struct_span_err(span, message);
    let mut error = match alignment(attribute) {
        Ok(align) => return Some(align),
        Err(Malformed::Form) => {
            let message = "the `kelsonc::align` attribute takes one number";
            let mut error = error(attribute.span(), message.to_owned());
            error.help("write the alignment in bytes, as in `#[kelsonc::align(64)]`");
            error
        }
        Err(Malformed::Power(0, span)) => {
            let mut error = error(span, "an alignment cannot be `0`".to_owned());
            error.help("every type is aligned to `1` at least");
            error
        }
        Err(Malformed::Power(number, span)) => {
            let message = format!("the alignment `{number}` is not a power of two");
            let mut error = error(span, message);
            let below = 1_u128 << number.ilog2();
            if below <= u128::from(Align::MAX.bytes()) / 2 {
                error.help(format!("the nearest are `{below}` and `{}`", below * 2));
            }
            error
        }
        Err(Malformed::Large(number, span)) => {
            let mut error = error(span, format!("the alignment `{number}` is too large"));
            error.help(format!("the largest is `{}`", Align::MAX.bytes()));
            error
        }
    };
    error.note(Code::Align.note());
    error.emit();
    None
}

/// An attribute that is well-formed by itself.
struct Place<'tcx> {
    tcx: TyCtxt<'tcx>,
    attribute: &'tcx Attribute,
    align: Align,
}

impl<'tcx> Place<'tcx> {
    fn check(&self, id: HirId) {
        let owner = id.owner;
        match self.tcx.hir_node(id) {
            Node::Item(item) => match item.kind {
                ItemKind::Struct(..) | ItemKind::Union(..) => {
                    self.check_type(owner.def_id, false);
                }
                ItemKind::Enum(..) => self.not_for_enums(),
                _ => self.not_here(),
            },
            Node::Field(_) => match self.tcx.def_kind(owner.def_id) {
                DefKind::Struct => self.check_type(owner.def_id, true),
                DefKind::Union => self.not_for_members(),
                _ => self.not_for_enums(),
            },
            _ => self.not_here(),
        }
    }

    /// An error about where the attribute stands.
    fn error(&self, message: String) -> Diag<'tcx> {
        self.tcx
            .dcx()
            .struct_span_err(self.attribute.span(), message)
    }

    fn misplaced(&self, mut error: Diag<'tcx>, help: String) {
        error.help(help);
        error.note(Code::AlignPlace.note());
        error.emit();
    }

    fn not_here(&self) {
        let message = "the `kelsonc::align` attribute is for packed structs and unions";
        self.misplaced(
            self.error(message.to_owned()),
            "remove it from here".to_owned(),
        );
    }

    fn not_for_enums(&self) {
        let message =
            "the `kelsonc::align` attribute is for packed structs and unions, not for enums";
        let help = format!(
            "an enum cannot be packed; write `#[repr(align({}))]` on it",
            self.align.bytes()
        );
        self.misplaced(self.error(message.to_owned()), help);
    }

    fn not_for_members(&self) {
        let message = "the `kelsonc::align` attribute is not for members of unions";
        let help = "all members start where the union does: put the attribute on the union";
        self.misplaced(self.error(message.to_owned()), help.to_owned());
    }

    /// `owner` is the type; the attribute stands on it or on one of its fields.
    fn check_type(&self, owner: LocalDefId, on_field: bool) {
        let tcx = self.tcx;
        let name = tcx.item_name(owner);
        let align = self.align.bytes();
        let hints = written_hints(tcx, owner);
        let is_c = hints
            .iter()
            .any(|(hint, _)| matches!(hint, ReprAttr::ReprC));
        let aligned = hints
            .iter()
            .find(|(hint, _)| matches!(hint, ReprAttr::ReprAlign(_)));
        let Some(pack) = packing(hints) else {
            let error = self.error(format!(
                "`{name}` is not packed, so rustc can align it by itself"
            ));
            let help = match (on_field, is_c) {
                (true, _) => format!("give the field a type that has `#[repr(align({align}))]`"),
                (false, true) => format!("write `#[repr(C, align({align}))]`"),
                (false, false) => format!("write `#[repr(align({align}))]`"),
            };
            return self.misplaced(error, help);
        };
        if !is_c {
            let error = self.error(format!(
                "`{name}` is packed but does not have the layout of C"
            ));
            let packed = match pack.bytes() {
                1 => "packed".to_owned(),
                pack => format!("packed({pack})"),
            };
            return self.misplaced(error, format!("write `#[repr(C, {packed})]`"));
        }
        if let Some((_, span)) = aligned {
            let message = format!("`{name}` is aligned by `repr` as well as by `kelsonc::align`");
            let mut error = tcx.dcx().struct_span_err(*span, message);
            error.span_label(self.attribute.span(), "the other is here");
            error.help("remove `align` from `repr`; a packed type cannot have it there");
            error.note(Code::Align.note());
            error.emit();
            return;
        }
        if tcx.sess.target.is_like_msvc {
            let error = self.error(
                "the `kelsonc::align` attribute has no meaning on a target of Microsoft's compilers"
                    .to_owned(),
            );
            let help = "there, packing does not lower the alignment that a type has by declaration; lay the type out by hand";
            return self.misplaced(error, help.to_owned());
        }
        if on_field && pack > Align::ONE && self.align > pack {
            let pack = pack.bytes();
            let error = self.error(format!(
                "the fields of `{name}` are aligned to {pack} at most, by `packed({pack})`"
            ));
            let help = format!(
                "C compilers ignore more than that under `#pragma pack({pack})`; remove the attribute, or pack the type by `packed`"
            );
            self.misplaced(error, help);
        }
    }
}
