// SPDX-License-Identifier: MIT OR Apache-2.0

//! `#[kelsonc::no_ub_checks]`: single unsafe calls without the check of their precondition.
//!
//! ```ignore
//! #[kelsonc::no_ub_checks]
//! let first = unsafe { *packet.get_unchecked(0) };
//! ```
//!
//! With debug assertions, unsafe functions of the standard library check what their callers promise. That finds
//! mistakes, and in a hot loop it costs. The attribute takes the checks away from the calls that are written under it and
//! from no others: on a function, a closure, a block or any other expression, a `let`, or around functions on an
//! `impl`, a trait or a module. It does the same to the checks that rustc itself adds where a raw pointer is
//! dereferenced. Indexing, overflow and division are checked as ever, and so is everything at compile time.
//!
//! `-K ub-checks=on|off` is the policy of the rest of the crate, whatever `-C debug-assertions` says.
//!
//! How it is done: the decision whether to check is made late, where a function of the library is instantiated. So a
//! marked call asks for another instance of the same function. [`region`] finds what is written under an attribute,
//! [`mir`] marks calls there, [`variant`] is what becomes of a marked call, [`lint`] and [`macro_call`] tell of attributes that
//! do less than they seem to.

mod lint;
mod macro_call;
mod mir;
mod region;
mod variant;

use crate::hooks::{Feature, Hooks};
use crate::options::{Declared, Values, Wrong};

pub(crate) const FEATURE: Feature = Feature {
    options: &[Declared {
        name: "ub-checks",
        value: "on|off",
        help: "check preconditions of unsafe functions where nothing else is said",
    }],
    register,
};

fn register(values: &Values<'_>, hooks: &mut Hooks) -> Result<(), Wrong> {
    // In every compilation: the calls may have been marked in another crate, and nothing else is.
    hooks.on_queries(variant::queries);
    if !hooks.active {
        return Ok(());
    }
    hooks.on_queries(mir::queries);
    hooks.on_expanded(region::check);
    hooks.on_config(lint::register);
    hooks.on_config(macro_call::register);
    let on = match values.last("ub-checks")? {
        None => return Ok(()),
        Some("on") => true,
        Some("off") => false,
        Some(other) => {
            return Err(Wrong::new(
                format!("`-K ub-checks` does not know `{other}`"),
                "say `on` or `off`".to_owned(),
            ));
        }
    };
    hooks.on_config(move |config| config.opts.unstable_opts.ub_checks = Some(on));
    Ok(())
}
