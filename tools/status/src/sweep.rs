// SPDX-License-Identifier: MIT OR Apache-2.0

//! Runs probes, as many at once as the machine has cores.

use crate::{
    classify::{classify, gates_asked_for},
    compile::{Job, compile},
    error::Error,
    native::Native,
    probe::Probe,
    toolchain::{Toolchain, temp_folder},
};
use kelson_register::Feature;
use std::{
    path::Path,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    thread,
};

/// One row of the register and what a toolchain has of it.
#[derive(Debug, Clone)]
pub struct RowStatus<'a> {
    /// The row.
    pub feature: &'a Feature,
    /// What the toolchain itself has.
    pub native: Native,
    /// What a reader of the answer should know.
    pub note: Option<&'static str>,
}

/// Asks `toolchain` about every one of `features` and returns the answers in the same order.
///
/// `done` is called after each probe, from several threads. Once `stop` is set no further
/// compiler is started.
///
/// # Errors
///
/// `stop` was set, or there is no temporary folder. What goes wrong with a single probe is that
/// row's answer.
pub fn sweep<'a>(
    toolchain: &Toolchain,
    features: &[&'a Feature],
    stop: &AtomicBool,
    done: &(dyn Fn() + Sync),
) -> Result<Vec<RowStatus<'a>>, Error> {
    let folder = temp_folder()?;
    let next = AtomicUsize::new(0);
    let answers = Mutex::new(vec![None; features.len()]);
    let workers = thread::available_parallelism()
        .map_or(1, usize::from)
        .min(features.len());

    thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                while !stop.load(Ordering::Relaxed) {
                    // ORDERING: the counter hands out numbers and publishes nothing else.
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    let Some(feature) = features.get(index) else {
                        break;
                    };
                    let row = ask(toolchain, folder.path(), feature);
                    answers.lock().unwrap_or_else(PoisonError::into_inner)[index] = Some(row);
                    done();
                }
            });
        }
    });

    // A row without an answer means that the workers were told to stop. A set flag is enough,
    // too: Ctrl-C reaches the compilers as well, and what a killed one said is no answer.
    let answers = answers.into_inner().unwrap_or_else(PoisonError::into_inner);
    if stop.load(Ordering::Relaxed) {
        return Err(Error::Interrupted);
    }
    answers
        .into_iter()
        .collect::<Option<_>>()
        .ok_or(Error::Interrupted)
}

fn ask<'a>(toolchain: &Toolchain, folder: &Path, feature: &'a Feature) -> RowStatus<'a> {
    let Some(probe) = Probe::of(&feature.id) else {
        let message = format!("this build has no probe for row `{}`", feature.id);
        return RowStatus {
            feature,
            native: Native::CouldNotProbe { message },
            note: None,
        };
    };
    let native = run(toolchain, folder, &probe).unwrap_or_else(|cause| Native::CouldNotProbe {
        message: format!("rustc cannot be started: {cause}"),
    });
    RowStatus {
        feature,
        native,
        note: probe.note,
    }
}

fn run(toolchain: &Toolchain, folder: &Path, probe: &Probe) -> std::io::Result<Native> {
    if let Some(reason) = probe.none {
        return Ok(Native::NotACompilerMatter { reason });
    }
    let compile = |gates: &[&str]| {
        let job = Job {
            name: format!("probe_{}", probe.id),
            code: probe.code,
            gates,
            edition: probe.edition,
            flags: &probe.flags,
        };
        compile(&toolchain.rustc, folder, &job)
    };

    if !toolchain.gates && !probe.gates.is_empty() {
        let outcome = compile(&[])?;
        return Ok(match classify(probe, &[], &outcome) {
            Native::Stable => Native::Stable,
            _ => Native::CouldNotProbe {
                message: format!(
                    "not stable, and this compiler refuses feature gates such as `{}`",
                    probe.gates.join(" ")
                ),
            },
        });
    }

    let outcome = compile(&probe.gates)?;
    let asked: Vec<_> = gates_asked_for(&outcome)
        .into_iter()
        .filter(|gate| !probe.gates.contains(gate))
        .collect();
    if !asked.is_empty() && toolchain.gates {
        let gates = [probe.gates.as_slice(), &asked].concat();
        return Ok(classify(probe, &gates, &compile(&gates)?));
    }
    Ok(classify(probe, &probe.gates, &outcome))
}

/// Whether `toolchain` refuses the control of `probe` for the reason its header states.
///
/// # Errors
///
/// The control compiled, or failed for another reason; the text says which.
pub fn check_control(toolchain: &Toolchain, probe: &Probe) -> Result<(), String> {
    let Some(control) = &probe.control else {
        return Ok(());
    };
    let folder = temp_folder().map_err(|error| error.to_string())?;
    // Where the feature needs no gate or has none, the gate's own error would hide the control's.
    let job = Job {
        name: format!("control_{}", probe.id),
        code: control.code,
        gates: if toolchain.gates { &control.gates } else { &[] },
        edition: control.edition,
        flags: &control.flags,
    };
    let outcome = compile(&toolchain.rustc, folder.path(), &job)
        .map_err(|cause| format!("rustc cannot be started: {cause}"))?;
    if outcome.success {
        return Err(format!("the control of `{}` compiles", probe.id));
    }
    if outcome
        .errors()
        .any(|error| control.errors.iter().any(|text| error.says(text)))
    {
        return Ok(());
    }
    let said: Vec<_> = outcome
        .errors()
        .map(|error| format!("{} {}", error.code(), error.message))
        .collect();
    Err(format!(
        "the control of `{}` fails without {:?}: {said:#?}",
        probe.id, control.errors
    ))
}
