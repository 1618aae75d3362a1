// SPDX-License-Identifier: MIT OR Apache-2.0

//! `bitfield!` against masks written by hand, `bilge`, `bitbybit` and `bitfield-struct`.

use super::{Built, Limit, Row};
use crate::shell::Failure;

/// The functions of each, by the end of their names.
const FUNCTIONS: [&str; 6] = ["get", "flag", "power", "with", "build", "modify"];

const PEERS: [&str; 3] = ["bilge", "bitbybit", "bitfield_struct"];

pub(super) fn rows(built: &Built) -> Result<Vec<Row>, Failure> {
    let mut rows = Vec::new();
    for level in ["2", "s"] {
        for function in FUNCTIONS {
            rows.push(Row {
                what: format!("bitfield, {function}, by hand, at {level}"),
                unit: "instructions",
                ours: built.instructions(level, &format!("kelson_{function}"))?,
                theirs: Some(built.instructions(level, &format!("hand_{function}"))?),
                limit: Limit::Ratio(1.0),
            });
        }
        let all = |means: &str| {
            FUNCTIONS.iter().try_fold(0.0, |sum, function| {
                Ok(sum + built.instructions(level, &format!("{means}_{function}"))?)
            })
        };
        for peer in PEERS {
            rows.push(Row {
                what: format!("bitfield, all of these, {peer}, at {level}"),
                unit: "instructions",
                ours: all("kelson")?,
                theirs: Some(all(peer)?),
                limit: Limit::Ratio(1.0),
            });
        }
    }
    for (work, name) in [
        ("sum", "reading 4096 registers"),
        ("update", "updating 4096"),
    ] {
        for peer in ["hand"].iter().chain(&PEERS) {
            rows.push(Row {
                what: format!("bitfield, {name}, {peer}"),
                unit: "ps each",
                ours: built.time(&format!("kelson_{work}"))? * 1000.0,
                theirs: Some(built.time(&format!("{peer}_{work}"))? * 1000.0),
                // The same loop: what is left is the noise of a machine that does other work too.
                limit: Limit::Ratio(1.1),
            });
        }
    }
    Ok(rows)
}
