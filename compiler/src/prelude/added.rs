// SPDX-License-Identifier: MIT OR Apache-2.0

//! The module that is the prelude.
//!
//! Rustc has room for one. To add to the standard prelude, there has to be one with both in it, and two imports by `*` make
//! every name that is in both ambiguous. A name that is imported by itself comes before these two. So for each name of the
//! standard prelude there is an import from the project's module, under the condition that the name is there. Rustc has such
//! a condition, `cfg_accessible`, and knows how long to wait for macros to be expanded before it can tell.
//!
//! Macros are looked up while others are expanded, so they cannot wait. What a module has in place of a standard macro is
//! found by [`super::check`].

use rustc_ast::{Crate, ItemKind, attr};
use rustc_interface::interface::Compiler;
use rustc_span::edition::Edition;
use rustc_span::sym;

/// The names of the standard preludes that are not macros alone, of `core`, of `std` and of every edition.
pub(super) const NAMES: &str = "
    AsMut AsRef AsyncFn AsyncFnMut AsyncFnOnce Box Clone Copy Default DoubleEndedIterator Drop Eq Err ExactSizeIterator
    Extend Fn FnMut FnOnce From FromIterator Future Into IntoFuture IntoIterator Iterator None Ok Option Ord PartialEq
    PartialOrd Result Send Sized Some String Sync ToOwned ToString TryFrom TryInto Unpin Vec align_of align_of_val drop
    size_of size_of_val
";

/// The injected module.
pub(super) const MODULE: &str = "_kelsonc_prelude";

/// The crate's root, for paths in any edition.
const ROOT: &str = "crate::";

/// The items that make up a prelude of nothing but the module at `path`.
pub(super) fn alone(krate: &Crate, edition: Edition, path: &str) -> String {
    module(&from_anywhere(krate, edition, path), "")
}

/// The items that make up a prelude of the module and the standard one.
pub(super) fn items(compiler: &Compiler, krate: &Crate, path: &str) -> String {
    let session = &compiler.sess;
    let attributes = rustc_expand::config::pre_configure_attrs(session, &krate.attrs);
    if attr::contains_name(&attributes, sym::no_core) {
        // There is nothing to add to.
        return alone(krate, session.edition(), path);
    }
    let standard = match attr::contains_name(&attributes, sym::no_std) {
        true => "core",
        false => "std",
    };
    let edition = match session.edition() {
        Edition::Edition2015 => "rust_2015",
        Edition::Edition2018 => "rust_2018",
        Edition::Edition2021 => "rust_2021",
        Edition::Edition2024 => "rust_2024",
        Edition::EditionFuture => "rust_future",
    };
    let path = from_anywhere(krate, session.edition(), path);
    // A path that leads nowhere is the import's to report, once; a condition may ask for a name only where all before it
    // is there.
    let mut conditions = String::new();
    for (end, _) in path.match_indices("::").filter(|(end, _)| *end > 0) {
        conditions.push_str(&condition(&path[..end]));
    }
    conditions.push_str(&condition(&path));
    let mut both = format!("pub(crate) use {ROOT}_kelsonc_standard::prelude::{edition}::*;\n");
    for name in NAMES.split_whitespace() {
        let is_there = condition(&format!("{path}::{name}"));
        both.push_str(&format!(
            "{conditions}{is_there}pub(crate) use {path}::{name};\n"
        ));
    }
    format!("extern crate {standard} as _kelsonc_standard;\n") + &module(&path, &both)
}

fn module(path: &str, more: &str) -> String {
    format!(
        "mod {MODULE} {{ pub(crate) use {path}::*; {more} }}
        #[prelude_import] use {ROOT}{MODULE}::*;"
    )
}

/// The condition that there is something of this path. The crate itself always is.
fn condition(path: &str) -> String {
    match path {
        "crate" => String::new(),
        _ => format!("#[{ROOT}_kelsonc_standard::prelude::v1::cfg_accessible({path})] "),
    }
}

/// A path that means in any module what `path` means in the crate's root.
fn from_anywhere(krate: &Crate, edition: Edition, path: &str) -> String {
    let path = path.strip_prefix("self::").unwrap_or(path);
    let first = path.split("::").next().unwrap_or_default();
    // Crates are found in any case, unless in the first edition.
    let is_item = krate.items.iter().any(|item| {
        let name = item.kind.ident();
        !matches!(item.kind, ItemKind::ExternCrate(..))
            && name.is_some_and(|name| name.as_str() == first)
    });
    match first {
        "" | "crate" => path.to_owned(),
        _ if edition == Edition::Edition2015 => format!("::{path}"),
        _ if is_item => format!("{ROOT}{path}"),
        _ => path.to_owned(),
    }
}
