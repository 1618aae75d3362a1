// SPDX-License-Identifier: MIT OR Apache-2.0

//! `#[derive(Word)]` against `enum-ptr`, and against the enum as the compiler lays it out.

use super::{Built, Limit, Row};
use crate::shell::Failure;

pub(super) fn rows(built: &Built) -> Result<Vec<Row>, Failure> {
    let mut rows = Vec::new();
    let sizes = ["kelson", "peer", "plain"].map(|means| built.time(&format!("{means}_word_size")));
    let [ours, peer, plain] = sizes;
    let ours = ours?;
    for (name, theirs, limit) in [("enum-ptr", peer?, 1.0), ("plain enum", plain?, 0.5)] {
        rows.push(Row {
            what: format!("word, size of an `Option`, {name}"),
            unit: "bytes",
            ours,
            theirs: Some(theirs),
            limit: Limit::Ratio(limit),
        });
    }
    for level in ["2", "s"] {
        for (function, what, limit) in [
            ("match", "match of two boxes, a number, nothing", 1.0),
            // The peer takes the tag off first, and where two variants have the same code merges it.
            ("pointers", "match of four boxes", 1.1),
            ("test", "test of one variant", 1.0),
            ("make", "make of a number", 1.0),
        ] {
            rows.push(Row {
                what: format!("word, {what}, at {level}"),
                unit: "instructions",
                ours: built.instructions(level, &format!("kelson_word_{function}"))?,
                theirs: Some(built.instructions(level, &format!("peer_word_{function}"))?),
                limit: Limit::Ratio(limit),
            });
        }
    }
    for (set, what) in [("few", "reading 512 in turn"), ("many", "reading 32768")] {
        for (means, name, limit) in [
            // The same loop: what is above is the noise of a machine that does other work too.
            ("peer", "enum-ptr", 1.1),
            // Where the tag is a word of its own it need not be taken out first.
            ("plain", "plain enum", 1.25),
        ] {
            rows.push(Row {
                what: format!("word, {what}, {name}"),
                unit: "ps each",
                ours: built.time(&format!("kelson_word_{set}"))? * 1000.0,
                theirs: Some(built.time(&format!("{means}_word_{set}"))? * 1000.0),
                limit: Limit::Ratio(limit),
            });
        }
    }
    Ok(rows)
}
