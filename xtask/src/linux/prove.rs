// SPDX-License-Identifier: MIT OR Apache-2.0

//! The stage `prove`: the driver's data path has no panic in the object the kernel loads.
//!
//! What holds on the host need not hold here: the kernel has its own flags, among them overflow checks. As a first
//! fact about the rest, it also counts which of the kernel's own Rust functions can reach a panic.

use kelson_prove::{ExternC, Options, Outcome, Verdict, prove};
use std::path::PathBuf;

use super::command_lines;
use super::setup::Setup;
use super::stop::Stop;

/// The module whose marked functions have to be proven.
const DRIVER: &str = "ringnic.ko";

/// The module with a function that can panic by a check, and its twin without the check.
const TWINS: &str = "kelsonc_unchecked.ko";

/// Fails unless every marked function of the driver is proven; returns what was found, in words.
pub(super) fn run(setup: &Setup) -> Result<(&'static str, String), Stop> {
    if setup
        .settings
        .to_string()
        .contains("CONFIG_RUST_DEBUG_ASSERTIONS=y\n")
    {
        // rustc then checks every pointer it reads through, and those checks panic.
        let why = "with debug assertions, code that reads through a pointer can panic";
        return Ok(("left out", why.to_owned()));
    }
    if setup.rustc.reports_overflows() {
        return twins(setup);
    }
    let driver = judge(vec![setup.modules.join(DRIVER)], false)?;
    let marked = driver.judged.iter().filter(|judged| judged.marked).count();
    let unproven: Vec<&str> = driver
        .judged
        .iter()
        .filter(|judged| judged.verdict != Verdict::Proven)
        .map(|judged| judged.name.as_str())
        .collect();
    if !unproven.is_empty() {
        return Err(Stop::new(format!(
            "`{DRIVER}` has marked functions that are not proven free of panics: {}; see `cargo kelson prove {}`",
            unproven.join(", "),
            setup.modules.join(DRIVER).display()
        )));
    }

    let objects = command_lines::rust_objects(&setup.build)?;
    let survey = judge(objects, true)?;
    let count =
        |wanted: fn(Verdict) -> bool| survey.judged.iter().filter(|j| wanted(j.verdict)).count();
    let said = format!(
        "{marked} functions of {DRIVER}; of {} in the kernel's own Rust objects, C trusted: {} proven, {} may panic, {} trap, {} undecided",
        survey.judged.len(),
        count(|verdict| verdict == Verdict::Proven),
        count(|verdict| verdict == Verdict::Panics),
        count(|verdict| verdict == Verdict::Traps),
        count(|verdict| matches!(verdict, Verdict::Unproven(_))),
    );
    Ok(("proven", said))
}

/// Fails unless the function without checks of [`TWINS`] is proven, and the one with checks can panic.
///
/// Of the rest nothing can be proven: arithmetic calls the handler of overflows, which is in the kernel and may panic.
fn twins(setup: &Setup) -> Result<(&'static str, String), Stop> {
    let module = judge(vec![setup.modules.join(TWINS)], true)?;
    for (name, wanted) in [
        ("kelsonc_unchecked::unchecked", Verdict::Proven),
        ("kelsonc_unchecked::checked", Verdict::Panics),
    ] {
        let mut found = module.judged.iter().filter(|judged| judged.name == name);
        match found.next() {
            Some(judged) if judged.verdict == wanted => {}
            Some(judged) => {
                let verdict = judged.verdict;
                return Err(Stop::new(format!(
                    "`{name}` of `{TWINS}` is {verdict:?} and not {wanted:?}"
                )));
            }
            None => return Err(Stop::new(format!("`{TWINS}` has no function `{name}`"))),
        }
    }
    let said =
        format!("a function of {TWINS} whose call is not checked; its twin with checks can panic");
    Ok(("proven", said))
}

/// Judges the marked functions of some objects, or all. The kernel brings its own `core`.
fn judge(files: Vec<PathBuf>, all: bool) -> Result<Outcome, Stop> {
    let options = Options {
        files,
        all,
        extern_c: if all { ExternC::Trust } else { ExternC::Deny },
        ..Options::default()
    };
    prove(&options, &mut ()).map_err(|error| Stop::new(error.to_string()))
}
