// SPDX-License-Identifier: MIT OR Apache-2.0

//! Tests that put wrong rules in place of right ones, and see them found.

use super::lab::{Answer, Check, Found, Lab, NEW_EVERY};
use super::model::{Int, Kind, Record};
use super::probe::Compiler;
use super::target::{HOST, Target};
use super::{engine, generate};
use crate::toolchains::cache::Partial;

/// The first mismatch of an engine that errs with the machine's own C compiler, made small.
fn first(engine: Answer) -> Option<Found> {
    // Whichever compiler it is: its name chooses the other targets, which are not asked about here.
    let compiler = Compiler::new("cc".into(), "cc").expect("tests are linked by `cc`");
    let check = Check::Engine(compiler.clone(), HOST);
    let lab = Lab {
        compilers: vec![compiler],
        rustc: None,
        engine,
        in_rust: Record::clone,
    };
    let target = std::env::temp_dir().join(format!("kelson-planted-{:p}", engine));
    let folder = Partial::new(&target).unwrap();
    let records: Vec<Record> = (0..400).map(|number| generate::record(5, number)).collect();
    let looked = lab
        .look(&check, &records, NEW_EVERY, folder.path())
        .unwrap();
    assert_eq!(looked.types, 400);
    let number = looked.differences.iter().position(Option::is_some)?;
    let found = lab.shrink(number as u64, &check, &records[number], folder.path());
    Some(found.unwrap())
}

#[test]
fn the_right_engine_agrees() {
    assert!(first(engine::answer).is_none());
}

#[test]
fn arms_rule_on_another_machine_is_found() {
    let found = first(|record, target| {
        let wrong = Target {
            unnamed_aligns: true,
            ..*target
        };
        engine::answer(record, &wrong)
    })
    .unwrap();
    let kinds: Vec<&Kind> = found.record.members.iter().map(|of| &of.kind).collect();
    assert!(
        matches!(
            kinds[..],
            [Kind::Unnamed(..), Kind::Field(_)] | [Kind::Field(_), Kind::Unnamed(..)]
        ),
        "{found:?}"
    );
    assert!(found.what.contains("by the engine"), "{found:?}");
}

#[test]
fn forgotten_packing_is_found() {
    let found = first(|record, target| {
        let wrong = Record {
            packed: false,
            ..record.clone()
        };
        engine::answer(&wrong, target)
    })
    .unwrap();
    // One member that is aligned, and `packed`.
    assert!(
        found.record.packed && found.record.members.len() == 1,
        "{found:?}"
    );
    assert!(
        found.what.contains("alignment") || found.what.contains("size"),
        "{found:?}"
    );
}

#[test]
fn a_bit_field_that_straddles_is_found() {
    // As if all bit-fields were of `char`: there is less to straddle, and nothing that is aligned.
    fn narrowed(record: &Record) -> Record {
        let mut made = record.clone();
        for member in &mut made.members {
            match &mut member.kind {
                Kind::Bits(of, width) if *width <= 8 && *of != Int::Bool => *of = Int::UnsignedChar,
                Kind::Anonymous(inner) => *inner = narrowed(inner),
                _ => {}
            }
        }
        made
    }
    let found = first(|record, target| engine::answer(&narrowed(record), target)).unwrap();
    let members = &found.record.members;
    assert!(
        members.len() == 1 && matches!(members[0].kind, Kind::Bits(..)),
        "{found:?}"
    );
}

#[test]
fn a_refusal_is_a_mismatch() {
    let found = first(|record, target| match record.is_union {
        true => Err("the engine refuses it: unions".to_owned()),
        false => engine::answer(record, target),
    })
    .unwrap();
    assert!(
        found.record.is_union && found.record.members.len() == 1,
        "{found:?}"
    );
    assert!(found.what.contains("refuses"), "{found:?}");
}
