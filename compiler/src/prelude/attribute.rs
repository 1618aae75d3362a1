// SPDX-License-Identifier: MIT OR Apache-2.0

//! `#![kelsonc::prelude(PATH)]`: the prelude, said by the crate itself.
//!
//! With cargo an option of the compiler is for all packages of a build, and few of them know the module. The attribute is
//! for one crate, and needs no option: rustc refuses it, so no crate that rustc accepts means anything else by it.

use rustc_ast::{AttrArgs, AttrKind, Attribute, Crate};
use rustc_interface::interface::Compiler;
use rustc_session::Session;
use rustc_span::Span;

use super::Prelude;
use crate::explain::Code;
use crate::inject::TOOL;

/// Takes the attribute out of the crate: rustc has no attributes of this kind on a crate.
pub(super) fn take(compiler: &Compiler, krate: &mut Crate) -> Option<(Prelude, Span)> {
    let session = &compiler.sess;
    if !mentions(session, &krate.attrs) {
        return None;
    }
    // It may stand in a `cfg_attr`, which has to be resolved to take it out.
    let attributes = rustc_expand::config::pre_configure_attrs(session, &krate.attrs);
    let (ours, others): (Vec<Attribute>, Vec<Attribute>) =
        attributes.into_iter().partition(is_ours);
    krate.attrs = others.into();
    let mut found = None;
    for attribute in ours {
        let Some(prelude) = Prelude::parse(&argument(&attribute)) else {
            let message = "this attribute does not name the module that is to be the prelude";
            let help = "name one as in `#![kelsonc::prelude(kernel::prelude)]`, or as in \
                `#![kelsonc::prelude(+kernel::prelude)]` to add to the standard prelude";
            refuse(session, attribute.span, message, help);
            continue;
        };
        if found.is_some() {
            let help = "name one module; it can have `pub use` of what is in others";
            refuse(session, attribute.span, "a crate has one prelude", help);
            continue;
        }
        found = Some((prelude, attribute.span));
    }
    found
}

/// Whether the attribute is there, in the open or in a `cfg_attr` that applies.
fn mentions(session: &Session, attributes: &[Attribute]) -> bool {
    attributes.iter().any(is_ours)
        || rustc_expand::config::pre_configure_attrs(session, attributes)
            .iter()
            .any(is_ours)
}

fn is_ours(attribute: &Attribute) -> bool {
    // This is asked in every crate, and a name that is made here would change the order of what metadata lists.
    let AttrKind::Normal(normal) = &attribute.kind else {
        return false;
    };
    let segments = normal.item.path.segments.iter();
    segments
        .map(|segment| segment.ident.as_str().to_owned())
        .eq([TOOL, "prelude"])
}

/// What stands between the parentheses, without blanks.
fn argument(attribute: &Attribute) -> String {
    let args = attribute.get_normal_item().args.unparsed_ref();
    let text = match args {
        Some(AttrArgs::Delimited(args)) => rustc_ast_pretty::pprust::tts_to_string(&args.tokens),
        _ => String::new(),
    };
    text.split_whitespace().collect()
}

fn refuse(session: &Session, span: Span, message: &'static str, help: &'static str) {
    let mut error = session.dcx().struct_span_err(span, message);
    error.help(help);
    error.note(Code::Prelude.note());
    error.emit();
}
