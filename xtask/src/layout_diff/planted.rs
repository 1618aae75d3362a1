// SPDX-License-Identifier: MIT OR Apache-2.0

//! Tests that put wrong rules in place of right ones, and see them found.

use super::lab::{Answer, Check, Found, Lab};
use super::model::{Int, Kind, Member, Place, Record, Type, places};
use super::probe::Compiler;
use super::program::Rustc;
use super::target::{HOST, Target};
use super::{engine, generate, run};
use crate::toolchains::cache::Partial;

/// The machine's own C compiler.
fn cc() -> Compiler {
    // Whichever it is: by this name it is not asked about other targets.
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
        in_program: |program| program,
    };
    let target = std::env::temp_dir().join(format!("kelson-planted-{:p}", engine));
    let folder = Partial::new(&target).unwrap();
    let records: Vec<Record> = (0..400).map(|number| generate::record(5, number)).collect();
    let looked = lab.look(&check, &records, folder.path()).unwrap();
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

/// The right answers but for one place of the record itself, where it has members of these kinds.
fn misplaced(
    record: &Record,
    target: &Target,
    culprits: &[fn(&Kind) -> bool],
    wrong: fn(&Place) -> bool,
) -> Result<Vec<u64>, String> {
    let mut all = engine::answer(record, target)?;
    let has = |is: &fn(&Kind) -> bool| record.members.iter().any(|of| is(&of.kind));
    if culprits.iter().all(has) {
        let own = record.named().len() - 1;
        let at = places(record).iter().rposition(|place| match place {
            Place::Offset(of, path) | Place::Bits(of, path, ..) => {
                *of == own && path.len() == 1 && wrong(place)
            }
            _ => false,
        });
        if let Some(at) = at {
            all[at] += 1;
        }
    }
    Ok(all)
}

#[test]
fn one_wrong_bit_is_found() {
    let found = first(|record, target| {
        misplaced(
            record,
            target,
            &[|of| matches!(of, Kind::Unnamed(_, 0))],
            |place| matches!(place, Place::Bits(..)),
        )
    })
    .unwrap();
    let expected = Record {
        members: vec![
            plain(Kind::Unnamed(Int::UnsignedChar, 0)),
            plain(Kind::Bits(Int::UnsignedChar, 1)),
        ],
        ..Record::default()
    };
    let mut turned = expected.clone();
    turned.members.reverse();
    assert!([expected, turned].contains(&found.record), "{found:?}");
    assert!(found.what.contains("the first bit of `T.f"), "{found:?}");
}

#[test]
fn one_wrong_byte_is_found() {
    let found = first(|record, target| {
        misplaced(
            record,
            target,
            &[
                |of| matches!(of, Kind::Flexible(_)),
                |of| matches!(of, Kind::Bits(..)),
            ],
            |place| matches!(place, Place::Offset(..)),
        )
    })
    .unwrap();
    let expected = Record {
        members: vec![
            plain(Kind::Bits(Int::UnsignedChar, 1)),
            plain(Kind::Flexible(Type::Int(Int::UnsignedChar))),
        ],
        ..Record::default()
    };
    assert_eq!(found.record, expected, "{found:?}");
    assert_eq!(found.what, "the offset of `T.f1`: 2 by the engine, 1 by cc");
}

/// What a whole run says, and that the number it says leads to the mistake again.
#[test]
fn a_run_tells_of_a_mistake_and_how_to_repeat_it() {
    fn wrong(record: &Record, target: &Target) -> Result<Vec<u64>, String> {
        misplaced(
            record,
            target,
            &[|of| matches!(of, Kind::Anonymous(_))],
            |_| true,
        )
    }
    let lab = Lab {
        compilers: vec![cc()],
        rustc: None,
        engine: wrong,
        in_rust: Record::clone,
        in_program: |program| program,
    };
    let done = run::all(&lab, 5, 3, 60, Some(1)).unwrap();
    let found = done
        .found
        .first()
        .expect("one of the types has an anonymous record");
    let told = super::told(&lab, found, 5);
    let repeat = format!(
        "repeat: cargo xtask layout-diff --seed 5 --from {} --count 1",
        found.number
    );
    assert!(told.ends_with(&repeat), "{told}");
    for piece in [
        "mismatch: the engine and cc",
        "in C:\n",
        "in Rust:\n",
        "struct T {\n",
        "anon!(",
    ] {
        assert!(told.contains(piece), "{told}");
    }
    assert!(found.record.members.len() <= 2, "{told}");
    let again = run::all(&lab, 5, found.number, 1, Some(1)).unwrap();
    assert!(
        again.found.iter().any(|of| of.record == found.record),
        "{again:?}"
    );
    // All before it are right.
    let before = run::all(&lab, 5, 3, found.number - 3, Some(1)).unwrap();
    assert!(before.found.is_empty(), "{before:?}");
}

/// A type of which something else is written in Rust.
fn emitted(in_rust: fn(&Record) -> Record) -> [Option<String>; 2] {
    let lab = Lab {
        compilers: vec![cc()],
        rustc: Some(Rustc::new().unwrap()),
        engine: engine::answer,
        in_rust,
        in_program: |program| program,
    };
    let target = std::env::temp_dir().join(format!("kelson-emitted-{:p}", in_rust));
    let folder = Partial::new(&target).unwrap();
    let bits = |width| plain(Kind::Bits(Int::UnsignedInt, width));
    let culprit = Record {
        packed: true,
        members: vec![bits(3), bits(14), bits(3)],
        ..Record::default()
    };
    let other = Record {
        members: vec![bits(3)],
        ..Record::default()
    };
    let looked = lab.look(&Check::Emitted, &[other, culprit.clone()], folder.path());
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
fn members_that_are_elsewhere_are_found() {
    let [other, why] = emitted(|record| {
        let mut made = record.clone();
        if let [first, second, ..] = &mut made.members[..] {
            std::mem::swap(first, second);
        }
        made
    });
    let why = why.unwrap();
    assert!(
        other.is_none() && why.contains("the first bit of `T.f1`: 3 by the engine, 14"),
        "{why}"
    );
}

#[test]
fn values_that_are_others_are_found() {
    let [other, why] = emitted(|record| {
        let mut made = record.clone();
        if let [Member { kind, .. }, _, ..] = &mut made.members[..] {
            *kind = Kind::Bits(Int::Int, 3);
        }
        made
    });
    let why = why.unwrap();
    assert!(
        other.is_none() && why.contains("in `T.f0` the value"),
        "{why}"
    );
    assert!(
        why.contains("written by Rust is read by cc as 0x7"),
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

/// What is found where a line of the program that compares values is another.
fn misused(member: Member, in_program: fn(String) -> String) -> String {
    let lab = Lab {
        compilers: vec![cc()],
        rustc: Some(Rustc::new().unwrap()),
        engine: engine::answer,
        in_rust: Record::clone,
        in_program,
    };
    let target = std::env::temp_dir().join(format!("kelson-misused-{in_program:p}"));
    let folder = Partial::new(&target).unwrap();
    let record = Record {
        members: vec![plain(Kind::Bits(Int::Int, 3)), member],
        ..Record::default()
    };
    let looked = lab.look(&Check::Emitted, &[record], folder.path());
    let [why] = looked.unwrap().differences.try_into().unwrap();
    why.unwrap_or_else(|| "nothing".to_owned())
}

fn plain(kind: Kind) -> Member {
    Member {
        kind,
        packed: false,
        aligned: None,
    }
}

/// As [`misused`], with something else in place of a piece of the program, which has to be there.
macro_rules! with {
    ($member:expr, $piece:literal, $other:literal) => {
        misused(plain($member), |text| {
            assert!(text.contains($piece), "{text}");
            text.replace($piece, $other)
        })
    };
}

#[test]
fn every_function_of_a_bit_field_is_tried() {
    let bits = || Kind::Bits(Int::Int, 6);
    for (why, how) in [
        (
            with!(bits(), "Set => (*at).set_f1(", "Set => (*at).set_f0("),
            "`Set`",
        ),
        (with!(bits(), ".with_f1(", ".with_f0("), "`With`"),
        (with!(bits(), ".try_set_f1(", ".try_set_f0("), "`TrySet`"),
    ] {
        assert!(
            why.contains("in `T.f1` the value") && why.contains(how),
            "{why}"
        );
    }
    let why = with!(bits(), "T0::F1_BIT", "T0::F0_BIT");
    assert!(
        why.contains("the first bit of `T.f1`: 3 by the engine, 0"),
        "{why}"
    );
    let why = with!(
        bits(),
        "try_set_f1(Leaf::of(value)).is_ok()",
        "try_set_f1(Leaf::of(value)).is_err()"
    );
    assert!(why.contains("by `TrySet` is refused"), "{why}");
    let why = with!(
        bits(),
        "return (*at).try_set_f1(Leaf::of(value)).is_ok()",
        "(*at).set_f1(Leaf::of(value))"
    );
    assert!(why.contains("is not refused by `TrySet`"), "{why}");
    let why = with!(
        bits(),
        "(*from).f0(), (*from).f1()",
        "(*from).f1(), (*from).f0()"
    );
    assert!(why.contains("made anew by `T::new`"), "{why}");
}

#[test]
fn functions_of_anonymous_records_are_tried() {
    let union = || {
        Kind::Anonymous(Record {
            is_union: true,
            members: vec![plain(Kind::Field(Type::Int(Int::Short)))],
            ..Record::default()
        })
    };
    let why = with!(
        union(),
        "(*(*at).f1_0())",
        "(*at).f1.f1_0.to().wrapping_add(1)"
    );
    assert!(
        why.contains("in `T.f1_0` the value") && why.contains("is read by Rust as"),
        "{why}"
    );
    let why = with!(
        union(),
        "(*(*at).f1_0_mut()).store(value)",
        "(*at).set_f0(Leaf::of(value))"
    );
    assert!(
        why.contains("in `T.f1_0` the value") && why.contains("by `Set`"),
        "{why}"
    );
}

#[test]
fn elements_of_flexible_arrays_are_tried() {
    let short = || Kind::Flexible(Type::Int(Int::Short));
    let why = with!(
        short(),
        "T0::f1_slice_mut(at, 2)[1]",
        "T0::f1_slice_mut(at, 2)[0]"
    );
    assert!(why.contains("in `T.f1[1]` the value"), "{why}");
    let why = with!(
        short(),
        "(*T0::f1_mut_ptr(at)).store",
        "(*T0::f1_mut_ptr(at).add(1)).store"
    );
    assert!(why.contains("in `T.f1[0]` the value"), "{why}");
    let why = with!(short(), "T0::f1_slice(at, 2)[1]", "T0::f1_slice(at, 2)[0]");
    assert!(
        why.contains("in `T.f1[1]` the value") && why.contains("is read by Rust as"),
        "{why}"
    );
    let why = with!(short(), "T0::f1_size(2)", "T0::f1_size(3)");
    assert!(
        why.contains("with 2 elements it has 8 bytes by cc and 10 by Rust"),
        "{why}"
    );
}
