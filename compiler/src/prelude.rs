// SPDX-License-Identifier: MIT OR Apache-2.0

//! `-K prelude=PATH`: a prelude of the project's own, in every module of the crate; and `-K crate-attr=ATTR`.
//!
//! ```text
//! kelsonc -K prelude=kernel::prelude -K crate-attr=no_std driver.rs
//! ```
//!
//! The module at `PATH` takes the place of the standard library's prelude, in out-of-line modules as well, with the
//! same rank: whatever a module defines or imports itself comes first. A module that is to add to the standard prelude
//! says `pub use core::prelude::rust_2024::*;` itself; what it names explicitly then shadows that.
//!
//! Within the crate that the path starts with, the path means `crate::...`, so that one option serves a whole tree.
//!
//! What it does not do: `macro_rules!` macros reach other crates' preludes only when they are exported by path.

use rustc_ast::Crate;
use rustc_interface::interface::Compiler;

use crate::hooks::{Feature, Hooks};
use crate::inject;
use crate::options::{Declared, Values, Wrong};

pub(crate) const FEATURE: Feature = Feature {
    options: &[
        Declared {
            name: "prelude",
            value: "PATH",
            help: "the module whose public items are in scope everywhere",
        },
        Declared {
            name: "crate-attr",
            value: "ATTRIBUTE",
            help: "an attribute of the crate, without `#![]`; may be repeated",
        },
    ],
    register,
};

fn register(values: &Values<'_>, hooks: &mut Hooks) -> Result<(), Wrong> {
    let attributes: Vec<String> = values
        .all("crate-attr")?
        .into_iter()
        .map(str::to_owned)
        .collect();
    if !attributes.is_empty() {
        hooks.on_config(move |config| config.opts.unstable_opts.crate_attr.extend(attributes));
    }
    if let Some(path) = values.last("prelude")? {
        if !is_path(path) {
            return Err(Wrong::new(
                format!("`{path}` is not the path of a module"),
                "name one like `-K prelude=kernel::prelude`".to_owned(),
            ));
        }
        let path = path.to_owned();
        hooks.on_root(move |compiler, krate| import(compiler, krate, &path));
    }
    Ok(())
}

/// Whether a text is identifiers with `::` between them. Anything else would be parsed as something else.
fn is_path(text: &str) -> bool {
    let identifier = |part: &str| {
        part.starts_with(|c: char| c.is_alphabetic() || c == '_')
            && part.chars().all(|c| c.is_alphanumeric() || c == '_')
    };
    text.strip_prefix("::")
        .unwrap_or(text)
        .split("::")
        .all(identifier)
}

fn import(compiler: &Compiler, krate: &mut Crate, path: &str) {
    let session = &compiler.sess;
    let own_name = session
        .opts
        .crate_name
        .as_deref()
        .map(|name| name.replace('-', "_"));
    let trimmed = path.strip_prefix("::").unwrap_or(path);
    let path = match trimmed.split_once("::") {
        Some((first, rest)) if Some(first) == own_name.as_deref() => format!("crate::{rest}"),
        _ => path.to_owned(),
    };
    let text = format!("#[prelude_import] use {path}::*;");
    inject::items(compiler, krate, &format!("-K prelude={path}"), text);
}
