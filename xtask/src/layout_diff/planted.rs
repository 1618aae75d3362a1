// SPDX-License-Identifier: MIT OR Apache-2.0

//! Tests that put wrong rules in place of right ones, and see them found.

use super::lab::{Answer, Check, Found, Lab, NEW_EVERY};
use super::model::{Int, Kind, Member, Record};
use super::probe::Compiler;
use super::program::Rustc;
use super::target::{HOST, Target};
use super::{engine, generate};
use crate::toolchains::cache::Partial;

/// The machine's own C compiler.
fn cc() -> Compiler {
    // Whichever it is: its name chooses the other targets, which are not asked about here.
    Compiler::new("cc".into(), "cc").expect("tests are linked by `cc`")
}

/// The first mismatch of an engine that errs with a C compiler, made small.
fn first(engine: Answer) -> Option<Found> {
    let compiler = cc();
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

/// A type of which something else is written in Rust.
fn emitted(in_rust: fn(&Record) -> Record) -> [Option<String>; 2] {
    let lab = Lab {
        compilers: vec![cc()],
        rustc: Some(Rustc::new().unwrap()),
        engine: engine::answer,
        in_rust,
    };
    let target = std::env::temp_dir().join(format!("kelson-emitted-{:p}", in_rust));
    let folder = Partial::new(&target).unwrap();
    let bits = |width| Member {
        kind: Kind::Bits(Int::UnsignedInt, width),
        packed: false,
        aligned: None,
    };
    let culprit = Record {
        packed: true,
        members: vec![bits(3), bits(14), bits(3)],
        ..Record::default()
    };
    let other = Record {
        members: vec![bits(3)],
        ..Record::default()
    };
    let looked = lab.look(&Check::Emitted, &[other, culprit.clone()], 1, folder.path());
    let differences: [Option<String>; 2] = looked.unwrap().differences.try_into().unwrap();
    // What is made smaller is never smaller than what makes the difference.
    if let [None, Some(_)] = &differences {
        let found = lab.shrink(1, &Check::Emitted, &culprit, folder.path());
        assert_eq!(found.unwrap().record.members.len(), 2);
    }
    differences
}

#[test]
fn the_right_type_agrees() {
    assert_eq!(emitted(Record::clone), [None, None]);
}

#[test]
fn a_type_of_another_size_is_found() {
    let [other, why] = emitted(|record| Record {
        packed: record.packed && record.members.len() < 2,
        ..record.clone()
    });
    let why = why.unwrap();
    assert!(
        other.is_none() && why.contains("the size of `T`: 3 by the engine, 4"),
        "{why}"
    );
}

#[test]
fn values_that_go_elsewhere_are_found() {
    let [other, why] = emitted(|record| {
        let mut made = record.clone();
        if let [first, second, ..] = &mut made.members[..] {
            std::mem::swap(first, second);
        }
        made
    });
    let why = why.unwrap();
    assert!(
        other.is_none() && why.contains("in `T.f0` the value"),
        "{why}"
    );
    assert!(
        why.contains("by cc and") && why.contains("by Rust"),
        "{why}"
    );
}

#[test]
fn a_type_that_does_not_compile_is_found() {
    let [other, why] = emitted(|record| {
        let mut made = record.clone();
        if let [_, Member { kind, .. }, ..] = &mut made.members[..] {
            *kind = Kind::Bits(Int::UnsignedInt, 33);
        }
        made
    });
    let why = why.unwrap();
    assert!(
        other.is_none() && why.contains("is wider than its type"),
        "{why}"
    );
}
