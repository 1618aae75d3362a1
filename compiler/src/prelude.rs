// SPDX-License-Identifier: MIT OR Apache-2.0

//! `-K prelude=PATH` and `#![kelsonc::prelude(PATH)]`: a prelude of the project's own, in every module of the crate; and
//! `-K crate-attr=ATTR`.
//!
//! ```text
//! kelsonc -K prelude=+kernel::prelude -K crate-attr=no_std driver.rs
//! ```
//!
//! The module at `PATH` takes the place of the standard library's prelude, in out-of-line modules as well, with the
//! same rank: whatever a module defines or imports itself comes first. After a `+` it is added to the standard prelude,
//! and where both have a name, the one of the module at `PATH` counts; see [`added`].
//!
//! Within the crate that the path starts with, the path means `crate::...`, so that one option serves a whole tree.
//! An attribute of the crate counts before the option; see [`attribute`].
//!
//! What it does not do: `macro_rules!` macros reach other crates' preludes only when they are exported by path.

mod added;
mod attribute;
mod check;

use rustc_ast::Crate;
use rustc_interface::interface::Compiler;
use rustc_session::Session;
use rustc_span::Span;

use crate::hooks::{Feature, Hooks};
use crate::inject;
use crate::options::{Declared, Values, Wrong};

pub(crate) const FEATURE: Feature = Feature {
    options: &[
        Declared {
            name: "prelude",
            value: "[+]PATH",
            help: "the module whose public items are in scope everywhere; after a `+`, beside the standard prelude's",
        },
        Declared {
            name: "crate-attr",
            value: "ATTRIBUTE",
            help: "an attribute of the crate, without `#![]`; may be repeated",
        },
    ],
    attributes: &["prelude"],
    register,
};

fn register(values: &Values<'_>, hooks: &mut Hooks) -> Result<(), Wrong> {
    let attributes: Vec<String> = values
        .all("crate-attr")?
        .into_iter()
        .map(str::to_owned)
        .collect();
    if let Some(whole) = attributes.iter().find(|text| text.starts_with('#')) {
        let inner = whole.trim_start_matches(['#', '!', '[']);
        let inner = inner.strip_suffix(']').unwrap_or(inner);
        return Err(Wrong::new(
            format!("`{whole}` is not only what stands in the brackets of an attribute"),
            format!("leave out the rest: `-K crate-attr={inner}`"),
        ));
    }
    if !attributes.is_empty() {
        hooks.on_config(move |config| config.opts.unstable_opts.crate_attr.extend(attributes));
    }
    let option = values.last("prelude")?.map(|text| {
        Prelude::parse(text).ok_or_else(|| {
            Wrong::new(
                format!("`{text}` is not the path of a module"),
                "name one like `-K prelude=kernel::prelude`, or `-K prelude=+kernel::prelude` to add to the standard prelude"
                    .to_owned(),
            )
        })
    });
    let option = option.transpose()?;
    // Rustc refuses a crate that has the attribute, so that it may mean something without any option, too.
    hooks.on_root(move |compiler, krate| {
        let attribute = attribute::take(compiler, krate);
        if let Some((prelude, span)) = attribute {
            import(compiler, krate, &prelude, Origin::Attribute(span));
        } else if let Some(prelude) = &option {
            import(compiler, krate, prelude, Origin::Option);
        }
    });
    hooks.on_expanded(check::check);
    Ok(())
}

/// What is to be the prelude.
struct Prelude {
    /// The path of the module.
    path: String,
    /// Whether the standard prelude stays.
    adds: bool,
}

/// Where that was said.
enum Origin {
    Option,
    Attribute(Span),
}

impl Prelude {
    /// Reads `a::b` and `+a::b`. Anything but identifiers with `::` between them would be parsed as something else.
    fn parse(text: &str) -> Option<Prelude> {
        let path = text.strip_prefix('+').unwrap_or(text);
        let identifier = |part: &str| {
            part.starts_with(|c: char| c.is_alphabetic() || c == '_')
                && part.chars().all(|c| c.is_alphanumeric() || c == '_')
        };
        let is_path = path
            .strip_prefix("::")
            .unwrap_or(path)
            .split("::")
            .all(identifier);
        is_path.then(|| Prelude {
            path: path.to_owned(),
            adds: path.len() < text.len(),
        })
    }

    /// The path as it is to be written in this crate.
    fn path(&self, session: &Session) -> String {
        let own_name = session
            .opts
            .crate_name
            .as_deref()
            .map(|name| name.replace('-', "_"));
        let trimmed = self.path.strip_prefix("::").unwrap_or(&self.path);
        match trimmed.split_once("::") {
            Some((first, rest)) if Some(first) == own_name.as_deref() => format!("crate::{rest}"),
            _ => self.path.clone(),
        }
    }
}

/// Injects the import.
fn import(compiler: &Compiler, krate: &mut Crate, prelude: &Prelude, origin: Origin) {
    let path = prelude.path(&compiler.sess);
    let sign = if prelude.adds { "+" } else { "" };
    let place = match origin {
        Origin::Attribute(span) => span,
        Origin::Option => inject::place(compiler, &format!("-K prelude={sign}{path}"), &path),
    };
    let text = if prelude.adds {
        added::items(compiler, krate, &path)
    } else {
        added::alone(krate, compiler.sess.edition(), &path)
    };
    inject::items_at(compiler, krate, place, text);
}
