// SPDX-License-Identifier: MIT OR Apache-2.0

//! `--compare`: how long the kernel's own Rust code takes to build, against the distribution's compiler.
//!
//! Both build the crates below `rust` (core, kernel, bindings...) anew, in turn, in kernels that are whole. What counts
//! is processor time, because the machine may be at other things as well.

use std::time::Duration;

use super::compiler::Compiler;
use super::setup::Setup;
use super::stop::Stop;
use super::{Options, kernel};
use crate::clock;
use crate::matrix::seconds;

/// How often each builds. The fastest counts: everything else on the machine only adds.
const ROUNDS: usize = 2;

/// Builds and compares; returns the ratio, in words.
pub(super) fn run(setup: &Setup, options: &Options) -> Result<String, Stop> {
    let stock = Setup::with(setup.tree.clone(), options, Compiler::stock())?;
    if stock.identity == setup.identity {
        return Err(Stop::new(
            "`--compare` compares with the distribution's compiler; name another one by `--rustc`",
        ));
    }
    kernel::configure(&stock)?;
    kernel::build(&stock)?;
    let mut best = [Duration::MAX; 2];
    for _ in 0..ROUNDS {
        for (setup, best) in [&stock, setup].into_iter().zip(&mut best) {
            let before = clock::of_children()?;
            kernel::build_rust_anew(setup)?;
            *best = (*best).min(clock::of_children()?.since(before).total());
        }
    }
    let [stock, ours] = best;
    Ok(format!(
        "the kernel's Rust crates: {} of processor time, {} by the distribution's compiler, a ratio of {:.2}",
        seconds(ours),
        seconds(stock),
        ours.as_secs_f64() / stock.as_secs_f64()
    ))
}
