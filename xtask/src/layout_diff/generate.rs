// SPDX-License-Identifier: MIT OR Apache-2.0

//! Random types.
//!
//! Not made is what GCC and Clang do not agree on, and `#[kelson::c_layout]` refuses: a bit-field whose type is a typedef
//! with an alignment of its own, and a bit-field that is itself aligned to more than `#pragma pack` allows or, where
//! nothing is packed, to less than its type. On i386 packing does not help if the type has 64 bits.

use super::model::{Enum, Int, Kind, Member, Record, Type};
use crate::random::Random;

/// How deep records with names stand in each other.
const DEPTH: usize = 2;

/// The type with a number. It depends on nothing but that and the seed, so that one can be had without the others.
pub(super) fn record(seed: u64, number: u64) -> Record {
    let mut random = Random::new(seed ^ Random::new(number).bits());
    loop {
        let made = one(&mut random, 0, None);
        if is_agreed(&made) {
            return made;
        }
    }
}

/// Whether a type is one that C compilers take, and agree on.
pub(super) fn is_agreed(record: &Record) -> bool {
    is_agreed_under(record, record.pack)
}

fn is_agreed_under(record: &Record, pack: Option<u64>) -> bool {
    let last = record.members.len().saturating_sub(1);
    // A type that is nothing but padding is no type of standard C, and has no size in one and one byte in another.
    has_name(record)
        && record
            .members
            .iter()
            .enumerate()
            .all(|(number, member)| match &member.kind {
                Kind::Field(of) => is_agreed_type(of),
                Kind::Bits(of, width) => {
                    is_agreed_int(*of)
                        && *width > 0
                        && *width <= of.width()
                        && member.aligned.is_none_or(|align| match pack {
                            _ if of.size(8) == 8 && align < 8 => false,
                            Some(pack) => align <= pack,
                            None => align >= of.size(8) || record.packed || member.packed,
                        })
                }
                Kind::Unnamed(of, width) => {
                    is_agreed_int(*of)
                        && *width <= of.width()
                        && member.aligned.is_none()
                        && !member.packed
                }
                Kind::Anonymous(inner) => {
                    inner.pack.is_none()
                        && !member.packed
                        && member.aligned.is_none()
                        && is_agreed_under(inner, pack)
                }
                Kind::Flexible(of) => {
                    !record.is_union
                        && number == last
                        && record.members[..number].iter().any(has_value)
                        && is_agreed_type(of)
                        && !is_larger_aligned(of)
                }
            })
}

fn has_name(record: &Record) -> bool {
    record.members.iter().any(has_value)
}

fn has_value(member: &Member) -> bool {
    match &member.kind {
        Kind::Field(of) => of.element_count() > 0,
        Kind::Bits(..) => true,
        Kind::Unnamed(..) | Kind::Flexible(_) => false,
        Kind::Anonymous(record) => has_name(record),
    }
}

fn is_agreed_type(of: &Type) -> bool {
    match of {
        Type::Record(record) => {
            // A struct with a flexible array in another one is an extension of some compilers only.
            !record
                .members
                .iter()
                .any(|member| matches!(member.kind, Kind::Flexible(_)))
                && is_agreed(record)
        }
        Type::Array(of, _) => is_agreed_type(of) && !is_larger_aligned(of),
        Type::Enum(made) => is_agreed_int(Int::Enum(*made)),
        _ => true,
    }
}

/// Where an enumerator comes after the largest value of 64 bits, C compilers do not agree what it is.
fn is_agreed_int(of: Int) -> bool {
    match of {
        Int::Enum(made) => {
            made.bits > 0
                && made.bits + u64::from(made.negative) <= 64
                && !(made.counted && made.bits == 64)
        }
        _ => true,
    }
}

/// Whether a type is aligned to more than its size, as no element of an array can be.
fn is_larger_aligned(of: &Type) -> bool {
    matches!(of, Type::Typedef(of, align) if *align > of.size(4))
}

/// A record; `outer` is the pragma it stands under if it is anonymous.
fn one(random: &mut Random, depth: usize, outer: Option<Option<u64>>) -> Record {
    let is_union = random.percent(if outer.is_some() { 50 } else { 15 });
    let pack = match outer {
        Some(_) => None,
        None => random.percent(25).then(|| random.of(&[1_u64, 2, 4, 8, 16])),
    };
    let mut record = Record {
        is_union,
        packed: random.percent(if pack.is_some() { 10 } else { 30 }),
        pack,
        aligned: random
            .percent(25)
            .then(|| random.of(&[1_u64, 2, 4, 8, 16, 32, 64])),
        members: Vec::new(),
    };
    let count = 1 + random.below(if depth == 0 && outer.is_none() { 8 } else { 4 });
    // Types are mostly of one sort: runs of bit-fields are where compilers are clever.
    let bits = random.of(&[10, 40, 80]);
    let limit = outer.unwrap_or(pack);
    for _ in 0..count {
        let made = member(random, bits, depth, limit);
        record.members.push(made);
    }
    if !is_union && outer.is_none() && depth == 0 && random.percent(6) {
        let of = field(random, depth);
        record.members.push(Member {
            kind: Kind::Flexible(of),
            packed: false,
            aligned: None,
        });
    }
    record
}

fn member(random: &mut Random, bits: usize, depth: usize, pack: Option<u64>) -> Member {
    if random.percent(bits) {
        let of = if random.percent(10) {
            Int::Enum(enumeration(random))
        } else {
            random.of(&Int::ALL)
        };
        let width = if random.percent(15) {
            of.width()
        } else {
            1 + random.below(of.width() as usize) as u64
        };
        if random.percent(7) {
            return plain(Kind::Unnamed(of, 0));
        }
        if random.percent(7) {
            return plain(Kind::Unnamed(of, width));
        }
        return Member {
            kind: Kind::Bits(of, width),
            packed: random.percent(4),
            aligned: random
                .percent(5)
                .then(|| random.of(&[1_u64, 2, 4, 8, 16]))
                .filter(|align| pack.is_none_or(|pack| *align <= pack)),
        };
    }
    if depth < DEPTH && random.percent(12) {
        return plain(Kind::Anonymous(one(random, depth + 1, Some(pack))));
    }
    Member {
        kind: Kind::Field(field(random, depth)),
        packed: random.percent(6),
        aligned: random
            .percent(12)
            .then(|| random.of(&[1_u64, 2, 4, 8, 16, 32])),
    }
}

fn plain(kind: Kind) -> Member {
    Member {
        kind,
        packed: false,
        aligned: None,
    }
}

fn field(random: &mut Random, depth: usize) -> Type {
    let of = match random.below(20) {
        0..=10 => Type::Int(random.of(&Int::ALL)),
        11 => Type::Pointer,
        12 => match random.below(3) {
            0 => Type::Float,
            1 => Type::Double,
            _ => Type::Int128,
        },
        13 => Type::Enum(enumeration(random)),
        14 => Type::Typedef(random.of(&Int::ALL), random.of(&[1_u64, 2, 4, 8, 16])),
        _ if depth < DEPTH => Type::Record(Box::new(one(random, depth + 1, None))),
        _ => Type::Int(random.of(&Int::ALL)),
    };
    if !random.percent(15) || is_larger_aligned(&of) {
        return of;
    }
    let inner = match random.percent(25) {
        true => array(random, of),
        false => of,
    };
    array(random, inner)
}

fn array(random: &mut Random, of: Type) -> Type {
    // GNU C has arrays without elements, which still align what they stand in.
    let length = match random.percent(8) {
        true => 0,
        false => 1 + random.below(4) as u64,
    };
    Type::Array(Box::new(of), length)
}

fn enumeration(random: &mut Random) -> Enum {
    loop {
        let made = Enum {
            packed: random.percent(50),
            negative: random.percent(40),
            bits: random.of(&[1, 2, 5, 7, 8, 9, 12, 15, 16, 24, 31, 32, 33, 40, 63, 64]),
            counted: random.percent(25),
        };
        if is_agreed_int(Int::Enum(made)) {
            return made;
        }
    }
}
