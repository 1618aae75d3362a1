// SPDX-License-Identifier: MIT OR Apache-2.0

//! From what rustc said to a probe to what the toolchain has.

use crate::{
    compile::{Diagnostic, Outcome},
    native::{GateState, Native},
    probe::Probe,
};

/// Errors that mean a broken installation, whatever the crate: no `core` for the target, a `core`
/// of another compiler, metadata that cannot be read.
const BROKEN: [&str; 4] = ["E0463", "E0461", "E0514", "E0786"];

/// What `outcome`, made with `gates` switched on, says about the toolchain.
pub(crate) fn classify(probe: &Probe, gates: &[&str], outcome: &Outcome) -> Native {
    if !outcome.judged || outcome.errors().any(|error| BROKEN.contains(&error.code())) {
        return Native::CouldNotProbe {
            message: outcome.first_error(),
        };
    }
    if !outcome.success {
        return missing(probe, gates, outcome);
    }
    if let Some(code) = probe.warns
        && !outcome
            .diagnostics
            .iter()
            .any(|diagnostic| diagnostic.code() == code)
    {
        return Native::Absent {
            reason: format!("rustc does not warn with `{code}`"),
        };
    }
    let needed: Vec<_> = gates
        .iter()
        .copied()
        .filter(|gate| !superfluous(gate, outcome))
        .collect();
    if needed.is_empty() {
        return Native::Stable;
    }
    let lint = |lint| {
        outcome.diagnostics.iter().any(|diagnostic| {
            diagnostic.code() == lint && needed.iter().any(|gate| names(diagnostic, gate))
        })
    };
    let state = if lint("internal_features") {
        GateState::Internal
    } else if lint("incomplete_features") {
        GateState::Incomplete
    } else {
        GateState::Unstable
    };
    Native::Gated {
        gate: needed.join(" "),
        state,
    }
}

fn missing(probe: &Probe, gates: &[&str], outcome: &Outcome) -> Native {
    // The parser may fail before the gates are looked at, so both count.
    if let Some(unknown) = outcome
        .errors()
        .find(|error| matches!(error.code(), "E0635" | "E0557"))
    {
        return Native::Absent {
            reason: unknown.message.clone(),
        };
    }
    let expected = outcome
        .errors()
        .find(|error| probe.absent.iter().any(|text| error.says(text)));
    match (expected, gates) {
        (Some(error), _) => Native::Absent {
            reason: error.line(),
        },
        // The parser may have failed before it came to the gate, so nothing is said of that.
        (None, [_, ..]) if probe.absent.is_empty() => Native::Absent {
            reason: format!(
                "with `#![feature({})]`: {}",
                gates.join(", "),
                outcome.first_error()
            ),
        },
        _ => Native::CouldNotProbe {
            message: outcome.first_error(),
        },
    }
}

/// Whether rustc says that it would compile the crate without `gate`.
fn superfluous(gate: &str, outcome: &Outcome) -> bool {
    outcome.diagnostics.iter().any(|diagnostic| {
        matches!(diagnostic.code(), "stable_features" | "unused_features")
            && names(diagnostic, gate)
    })
}

fn names(diagnostic: &Diagnostic, gate: &str) -> bool {
    diagnostic.message.contains(&format!("`{gate}`"))
}

/// Gates that rustc asks for and that the probe does not know: `E0658` names them in a help. This
/// keeps the answer right when upstream gives a probe's natural syntax a gate.
pub(crate) fn gates_asked_for(outcome: &Outcome) -> Vec<&str> {
    let mut gates: Vec<&str> = outcome
        .errors()
        .filter(|error| error.code() == "E0658")
        .flat_map(|error| &error.children)
        .filter_map(|child| {
            let (_, rest) = child.message.split_once("#![feature(")?;
            Some(rest.split_once(')')?.0)
        })
        .collect();
    gates.sort_unstable();
    gates.dedup();
    gates
}
