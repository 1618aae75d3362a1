// SPDX-License-Identifier: MIT OR Apache-2.0

//! `--compare`: how long the kernel's own Rust code takes to build, against the distribution's compiler.
//!
//! Both build the crates below `rust` (core, kernel, bindings...) anew, in turn, in kernels that are whole. What counts
//! is processor time, because the machine may be at other things as well.

use std::fs;
use std::time::Duration;

use super::compiler::Compiler;
use super::setup::Setup;
use super::stop::Stop;
use super::{Options, kernel};
use crate::matrix::seconds;

/// How often each builds. The fastest counts: everything else on the machine only adds.
const ROUNDS: usize = 2;

/// Ticks of the kernel's clock in a second, as every kernel tells programs.
const TICKS: u64 = 100;

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
            let before = of_children()?;
            kernel::build_rust_anew(setup)?;
            *best = (*best).min(of_children()?.saturating_sub(before));
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

/// The processor time of all programs that this one has started and waited for, and of those that they have.
fn of_children() -> Result<Duration, Stop> {
    let text = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let ticks =
        ticks(&text).ok_or_else(|| Stop::new("`/proc/self/stat` does not tell processor time"))?;
    Ok(Duration::from_millis(ticks * 1000 / TICKS))
}

/// The fields `cutime` and `cstime` of proc_pid_stat(5), added up.
fn ticks(stat: &str) -> Option<u64> {
    // The second field is the program's name in parentheses, and may have anything in it.
    let (_, rest) = stat.rsplit_once(") ")?;
    let mut fields = rest.split(' ').skip(13);
    let mut next = || fields.next()?.parse::<u64>().ok();
    Some(next()? + next()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_of_children_is_read() {
        let stat = "7 (a) b) S 1 7 7 0 -1 4194304 1 2 3 4 11 12 130 14 20 0 1 0";
        assert_eq!(ticks(stat), Some(144));
        assert_eq!(ticks("7 (a) S 1"), None);
        assert!(of_children().is_ok());
    }
}
