// SPDX-License-Identifier: MIT OR Apache-2.0

//! Refuses types whose members, or whose impls, do not go with their alignment.

use rustc_abi::Align;
use rustc_errors::Diag;
use rustc_hir::def_id::{DefId, LocalDefId};
use rustc_middle::ty::{self, AdtDef, FieldDef, TyCtxt, TypingEnv};
use rustc_span::{ErrorGuaranteed, Span};

use super::{fields, packing, written_hints};
use crate::explain::Code;

/// Judges a type that has the attribute, when the types of its members are known.
pub(super) fn check(tcx: TyCtxt<'_>, item: LocalDefId) -> Result<(), ErrorGuaranteed> {
    let checked = Type {
        tcx,
        item,
        adt: tcx.adt_def(item),
        typing_env: TypingEnv::post_analysis(tcx, item),
    };
    checked.check_sizes()?;
    checked.check_union()?;
    checked.check_impls()
}

struct Type<'tcx> {
    tcx: TyCtxt<'tcx>,
    item: LocalDefId,
    adt: AdtDef<'tcx>,
    typing_env: TypingEnv<'tcx>,
}

impl<'tcx> Type<'tcx> {
    fn error(&self, span: Span, message: String) -> Diag<'tcx> {
        self.tcx.dcx().struct_span_err(span, message)
    }

    fn refuse(&self, mut error: Diag<'tcx>, help: String) -> Result<(), ErrorGuaranteed> {
        error.help(help);
        error.note(Code::AlignType.note());
        Err(error.emit())
    }

    fn members(&self) -> impl Iterator<Item = &'tcx FieldDef> {
        self.adt.non_enum_variant().fields.iter()
    }

    fn align_of(&self, member: &FieldDef) -> Option<Align> {
        let ty = self.tcx.type_of(member.did).instantiate_identity();
        let layout = self.tcx.layout_of(self.typing_env.as_query_input(ty));
        layout.ok().map(|layout| layout.align.abi)
    }

    /// Our own layout is for fields that have a size.
    fn check_sizes(&self) -> Result<(), ErrorGuaranteed> {
        if self.adt.repr().align != Some(fields::mark()) {
            return Ok(());
        }
        let unsized_field = self.members().find(|field| {
            let ty = self.tcx.type_of(field.did).instantiate_identity();
            !ty.is_sized(self.tcx, self.typing_env)
        });
        let Some(field) = unsized_field else {
            return Ok(());
        };
        let message = format!("the field `{}` has no fixed size", field.name);
        let error = self.error(self.tcx.def_span(field.did), message);
        let help = "remove `kelsonc::align` from the other fields, or give this one a fixed size";
        self.refuse(error, help.to_owned())
    }

    /// The alignment of a union that is packed and aligned comes from the attribute alone.
    fn check_union(&self) -> Result<(), ErrorGuaranteed> {
        if !self.adt.is_union() || self.adt.repr().packed() {
            return Ok(());
        }
        let align = self.adt.repr().align.unwrap_or(Align::ONE);
        for member in self.members() {
            let span = self.tcx.def_span(member.did);
            match self.align_of(member) {
                Some(of_member) if of_member <= align => {}
                Some(of_member) => {
                    let message = format!(
                        "`{}` is aligned to {}, which is more than the {} of its union",
                        member.name,
                        of_member.bytes(),
                        align.bytes()
                    );
                    let union = self.tcx.item_name(self.item);
                    let help = format!(
                        "in C `{union}` is aligned to {0}; write that as `#[repr(C, packed({0}))]` with `#[kelsonc::align(1)]`",
                        self.align_in_c().bytes()
                    );
                    return self.refuse(self.error(span, message), help);
                }
                None => {
                    let message = format!("the alignment of `{}` is not known here", member.name);
                    let help = "a packed union that is aligned needs members whose types do not depend on parameters";
                    return self.refuse(self.error(span, message), help.to_owned());
                }
            }
        }
        Ok(())
    }

    /// What remains of the members' alignment when they are packed, or the union's own if that is more.
    fn align_in_c(&self) -> Align {
        let pack = packing(written_hints(self.tcx, self.item)).unwrap_or(Align::ONE);
        let own = self.adt.repr().align.unwrap_or(Align::ONE);
        let members = self.members().filter_map(|member| self.align_of(member));
        members.max().unwrap_or(Align::ONE).min(pack).max(own)
    }

    /// The derives of `zerocopy` read `packed` and conclude that there is no padding and no alignment.
    fn check_impls(&self) -> Result<(), ErrorGuaranteed> {
        let tcx = self.tcx;
        for (of_trait, impls) in tcx.all_local_trait_impls(()) {
            if tcx.crate_name(of_trait.krate).as_str() != "zerocopy" {
                continue;
            }
            let mut ours = impls.iter().filter(|item| {
                let ty = tcx.type_of(**item).instantiate_identity();
                matches!(ty.kind(), ty::Adt(adt, _) if adt.did() == self.item.to_def_id())
            });
            let Some(found) = ours.next() else { continue };
            if let Some(reason) = self.contradicts(*of_trait) {
                let name = tcx.item_name(self.item);
                let of_trait = tcx.item_name(*of_trait);
                let message = format!("`{of_trait}` is not true of `{name}`, which {reason}");
                let mut error = self.error(tcx.def_span(*found), message);
                error.note(
                    "the derive macro goes by `packed` and does not know of `kelsonc::align`",
                );
                return self.refuse(error, format!("do not derive `{of_trait}` for it"));
            }
        }
        Ok(())
    }

    /// Why a trait of `zerocopy` must not be implemented.
    fn contradicts(&self, of_trait: DefId) -> Option<String> {
        let ty = self.tcx.type_of(self.item).instantiate_identity();
        let layout = self.tcx.layout_of(self.typing_env.as_query_input(ty)).ok();
        match self.tcx.item_name(of_trait).as_str() {
            "Unaligned" => match layout {
                Some(layout) if layout.align.abi == Align::ONE => None,
                Some(layout) => Some(format!("is aligned to {}", layout.align.bytes())),
                None => Some("may be aligned".to_owned()),
            },
            "IntoBytes" | "AsBytes" if self.adt.is_struct() => {
                let Some(layout) = layout else {
                    return Some("may have padding".to_owned());
                };
                let members = self.members().filter_map(|member| {
                    let ty = self.tcx.type_of(member.did).instantiate_identity();
                    let layout = self.tcx.layout_of(self.typing_env.as_query_input(ty));
                    layout.ok().map(|layout| layout.size.bytes())
                });
                let padding = layout.size.bytes().checked_sub(members.sum())?;
                (padding > 0).then(|| match padding {
                    1 => "has a byte of padding".to_owned(),
                    bytes => format!("has {bytes} bytes of padding"),
                })
            }
            _ => None,
        }
    }
}
