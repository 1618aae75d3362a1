// SPDX-License-Identifier: MIT OR Apache-2.0

//! Lets the types through that rustc refuses with E0587 (packed and aligned) and E0588 (packed, with an aligned member).
//!
//! Rustc refuses them in the middle of a longer check, which all other types need and these as well. So the check runs,
//! and while it looks at a type with the attribute, these two errors are taken out of the stream of diagnostics; rustc
//! has a place to look at each before it is counted, made for incremental compilation. Where the attribute is what the
//! user lacks, the same place adds a line that says so.

use std::cell::Cell;
use std::sync::{Once, OnceLock};

use rustc_errors::codes::{E0587, E0588};
use rustc_errors::{DiagInner, Level, MultiSpan, Style, Subdiag, TRACK_DIAGNOSTIC};
use rustc_hir::def::DefKind;
use rustc_hir::def_id::LocalDefId;
use rustc_middle::ty::TyCtxt;
use rustc_middle::util::Providers;
use rustc_session::Session;
use rustc_span::{ErrorGuaranteed, Symbol};

use super::{is_marked, types};

static WELL_FORMED: OnceLock<
    for<'tcx> fn(TyCtxt<'tcx>, LocalDefId) -> Result<(), ErrorGuaranteed>,
> = OnceLock::new();

pub(super) fn queries(_: &Session, providers: &mut Providers) {
    let _ = WELL_FORMED.set(providers.queries.check_well_formed);
    providers.queries.check_well_formed = |tcx, item| {
        let original = WELL_FORMED
            .get()
            .expect("set when queries were put together");
        let is_packed = matches!(tcx.def_kind(item), DefKind::Struct | DefKind::Union)
            && tcx.adt_def(item).repr().packed();
        let about = match () {
            () if is_marked(tcx, item) => About::Marked,
            () if is_packed && is_active(tcx) => About::Packed,
            () => return original(tcx, item),
        };
        watch();
        let before = ABOUT.replace(about);
        let result = original(tcx, item);
        ABOUT.set(before);
        match about {
            About::Marked => result.and(types::check(tcx, item)),
            _ => result,
        }
    };
}

/// Whether attributes of ours mean something in this crate.
pub(super) fn is_active(tcx: TyCtxt<'_>) -> bool {
    let name = Symbol::intern(crate::inject::TOOL);
    tcx.sess.psess.config.contains(&(name, None))
}

/// The type that is being checked.
#[derive(Clone, Copy)]
enum About {
    /// Any other.
    Other,
    /// It has the attribute.
    Marked,
    /// It is packed and could have the attribute.
    Packed,
}

thread_local! {
    static ABOUT: Cell<About> = const { Cell::new(About::Other) };
}

type Emit<'a> = &'a mut dyn FnMut(DiagInner) -> Option<ErrorGuaranteed>;
type Track = fn(DiagInner, Emit<'_>) -> Option<ErrorGuaranteed>;

static BEFORE: OnceLock<Track> = OnceLock::new();

/// Starts to look at diagnostics, with the first type that may need it.
fn watch() {
    static STARTED: Once = Once::new();
    STARTED.call_once(|| {
        let _ = BEFORE.set(*TRACK_DIAGNOSTIC);
        TRACK_DIAGNOSTIC.swap(&(track as _));
    });
}

fn track(mut diagnostic: DiagInner, emit: Emit<'_>) -> Option<ErrorGuaranteed> {
    let before = BEFORE.get().expect("set before this is called");
    let is_aligned = diagnostic.code == Some(E0587);
    if is_aligned || diagnostic.code == Some(E0588) {
        match ABOUT.get() {
            About::Other => {}
            About::Marked => {
                // Rustc insists on this proof of an error and drops it on the spot: these errors do not stop the check,
                // and nothing in it depends on them.
                #[expect(
                    deprecated,
                    reason = "rustc has no other way to say that it is dealt with"
                )]
                return Some(ErrorGuaranteed::unchecked_error_guaranteed());
            }
            About::Packed => diagnostic.children.push(help(is_aligned)),
        }
    }
    before(diagnostic, emit)
}

/// What to do about it, with this compiler.
fn help(is_aligned: bool) -> Subdiag {
    let text = if is_aligned {
        "for the layout that C gives a packed and aligned type, move the alignment from `repr` to `#[kelsonc::align(..)]`"
    } else {
        "for the layout that C gives such a type, add `#[kelsonc::align(1)]`: the members lose their alignment"
    };
    Subdiag {
        level: Level::Help,
        messages: vec![(text.into(), Style::NoStyle)],
        span: MultiSpan::new(),
    }
}
