// SPDX-License-Identifier: MIT OR Apache-2.0

//! The wanted features inside a kernel: a KUnit suite per theme, a file per feature.
//!
//! KUnit runs the suites when the module is loaded.

use kernel::prelude::*;

#[macro_use]
mod kunit;

mod alloc;
mod borrow;
mod cfg;
mod check;
mod hint;
mod init;
mod layout;
mod pin;
mod project;
mod traits;

module! {
    type: KelsonKunit,
    name: "kelson_kunit",
    authors: ["The Kelson contributors"],
    description: "KUnit tests of the kelson crate",
    license: "Dual MIT/GPL",
}

struct KelsonKunit;

impl kernel::Module for KelsonKunit {
    fn init(_module: &'static ThisModule) -> Result<Self> {
        Ok(KelsonKunit)
    }
}
