// SPDX-License-Identifier: MIT OR Apache-2.0

//! Makes a type on which there is a mismatch as small as it gets with the mismatch still there.

use super::generate::is_agreed;
use super::model::{Int, Kind, Member, Record, Type};

/// Takes away what can be; `fails` says of some types which of them still show the mismatch.
pub(super) fn shrink<E>(
    record: &Record,
    mut fails: impl FnMut(&[Record]) -> Result<Vec<bool>, E>,
) -> Result<Record, E> {
    let mut best = record.clone();
    loop {
        let candidates = smaller(&best);
        if candidates.is_empty() {
            return Ok(best);
        }
        let verdicts = fails(&candidates)?;
        match candidates
            .into_iter()
            .zip(verdicts)
            .find(|(_, fails)| *fails)
        {
            Some((smaller, _)) => best = smaller,
            None => return Ok(best),
        }
    }
}

/// Types with a little less in them, the least first.
fn smaller(record: &Record) -> Vec<Record> {
    let mut all = Vec::new();
    for inner in record.named() {
        all.push(inner.clone());
    }
    steps(record, &mut all);
    let limit = weight(record);
    all.retain(|made| weight(made) < limit && is_agreed(made));
    all.sort_by_key(weight);
    all.dedup();
    all
}

/// How much there is in a type. Each step has to make it less, or shrinking would not end.
fn weight(record: &Record) -> u64 {
    let members: u64 = record
        .members
        .iter()
        .map(|member| {
            let attributes = 5 * u64::from(member.packed) + 5 * member.aligned.unwrap_or(0);
            attributes
                + match &member.kind {
                    Kind::Field(of) => 50 + of_type(of),
                    Kind::Bits(of, width) => 60 + width + of_int(*of),
                    Kind::Unnamed(of, width) => 55 + width + of_int(*of),
                    Kind::Anonymous(record) => 100 + weight(record),
                    Kind::Flexible(of) => 60 + of_type(of),
                }
        })
        .sum();
    members
        + 20 * u64::from(record.is_union)
        + 10 * u64::from(record.packed)
        + 10 * record.pack.unwrap_or(0)
        + 5 * record.aligned.unwrap_or(0)
}

fn of_type(of: &Type) -> u64 {
    match of {
        Type::Int(of) => of_int(*of),
        Type::Typedef(of, align) => 30 + align + of_int(*of),
        Type::Int128 => 30,
        Type::Float | Type::Double | Type::Pointer => 20,
        Type::Enum(made) => of_int(Int::Enum(*made)),
        Type::Record(record) => 100 + weight(record),
        Type::Array(of, length) => 10 * length + of_type(of),
    }
}

fn of_int(of: Int) -> u64 {
    match of {
        Int::UnsignedChar => 0,
        Int::UnsignedInt => 1,
        Int::Enum(made) => 12 + made.bits + 5 * u64::from(made.counted),
        other => 2 + other.size(8),
    }
}

fn steps(record: &Record, all: &mut Vec<Record>) {
    let mut with = |change: &dyn Fn(&mut Record)| {
        let mut made = record.clone();
        change(&mut made);
        all.push(made);
    };
    with(&|made| made.is_union = false);
    with(&|made| made.packed = false);
    with(&|made| made.pack = None);
    with(&|made| made.aligned = None);
    for align in [1, 2, 4, 8] {
        with(&|made| made.aligned = Some(align));
        with(&|made| made.pack = Some(align));
    }
    for number in 0..record.members.len() {
        with(&|made| {
            made.members.remove(number);
        });
        for member in members(&record.members[number]) {
            with(&|made| made.members[number] = member.clone());
        }
        if let Kind::Anonymous(inner) = &record.members[number].kind {
            with(&|made| {
                made.members
                    .splice(number..=number, inner.members.iter().cloned());
            });
        }
    }
}

/// Simpler members in place of one.
fn members(member: &Member) -> Vec<Member> {
    let mut all = Vec::new();
    let mut with = |change: &dyn Fn(&mut Member)| {
        let mut made = member.clone();
        change(&mut made);
        all.push(made);
    };
    with(&|made| made.packed = false);
    with(&|made| made.aligned = None);
    for align in [1, 2, 4, 8] {
        with(&|made| made.aligned = made.aligned.map(|_| align));
    }
    match &member.kind {
        Kind::Field(of) => {
            for simpler in types(of) {
                with(&|made| made.kind = Kind::Field(simpler.clone()));
            }
        }
        Kind::Flexible(of) => {
            for simpler in types(of) {
                with(&|made| made.kind = Kind::Flexible(simpler.clone()));
            }
        }
        Kind::Bits(of, width) => {
            for of in ints(*of) {
                with(&|made| made.kind = Kind::Bits(of, (*width).min(of.width())));
            }
            for width in [1, width / 2, width - 1] {
                with(&|made| made.kind = Kind::Bits(*of, width));
            }
        }
        Kind::Unnamed(of, width) => {
            for of in ints(*of) {
                with(&|made| made.kind = Kind::Unnamed(of, (*width).min(of.width())));
            }
            for width in [0, 1, width / 2, width.saturating_sub(1)] {
                with(&|made| made.kind = Kind::Unnamed(*of, width));
            }
        }
        Kind::Anonymous(record) => {
            let mut simpler = Vec::new();
            steps(record, &mut simpler);
            for record in simpler {
                with(&|made| made.kind = Kind::Anonymous(record.clone()));
            }
        }
    }
    all
}

fn types(of: &Type) -> Vec<Type> {
    let mut all: Vec<Type> = ints(Int::LongLong).into_iter().map(Type::Int).collect();
    match of {
        Type::Typedef(of, align) => {
            all.extend(ints(*of).into_iter().map(|of| Type::Typedef(of, *align)));
            all.extend([1, 2, 4].map(|align| Type::Typedef(*of, align)));
        }
        Type::Record(record) => {
            let mut simpler = Vec::new();
            steps(record, &mut simpler);
            all.extend(simpler.into_iter().map(|made| Type::Record(Box::new(made))));
        }
        Type::Array(of, length) => {
            all.push((**of).clone());
            all.push(Type::Array(of.clone(), 1));
            all.extend(
                types(of)
                    .into_iter()
                    .map(|of| Type::Array(Box::new(of), *length)),
            );
        }
        Type::Enum(made) => {
            all.push(Type::Enum(super::model::Enum {
                counted: false,
                ..*made
            }));
            for bits in [1, 8, 16, 32, 33] {
                all.push(Type::Enum(super::model::Enum { bits, ..*made }));
            }
        }
        _ => {}
    }
    all
}

/// Simpler integer types, of which some keep what makes a difference: their size.
fn ints(of: Int) -> Vec<Int> {
    [
        Int::UnsignedChar,
        Int::UnsignedInt,
        Int::UnsignedShort,
        Int::UnsignedLongLong,
    ]
    .into_iter()
    .filter(|simpler| *simpler != of)
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout_diff::generate;

    #[test]
    fn what_matters_stays_and_nothing_else() {
        let is_culprit = |member: &Member| matches!(member.kind, Kind::Bits(_, 3..));
        let mut seen = 0;
        for number in 0..200 {
            let made = generate::record(1, number);
            let fails = |made: &Record| made.packed && made.members.iter().any(is_culprit);
            if !fails(&made) {
                continue;
            }
            seen += 1;
            let small = shrink(&made, |all| Ok::<_, ()>(all.iter().map(fails).collect()));
            let expected = Record {
                packed: true,
                members: vec![Member {
                    kind: Kind::Bits(Int::UnsignedChar, 3),
                    packed: false,
                    aligned: None,
                }],
                ..Record::default()
            };
            assert_eq!(small, Ok(expected));
        }
        assert!(seen > 10, "{seen}");
    }

    #[test]
    fn steps_are_smaller_and_still_types() {
        for number in 0..100 {
            let made = generate::record(1, number);
            for smaller in smaller(&made) {
                assert!(weight(&smaller) < weight(&made) && is_agreed(&smaller));
            }
        }
    }
}
