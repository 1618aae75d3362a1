// SPDX-License-Identifier: MIT OR Apache-2.0

//! What can be in a type, and that the random ones have it: a comparison that sees nothing of a feature cannot err about it.

use super::model::{Int, Kind, Member, Place, Record, Type};
use super::target::HOST;
use super::{engine, generate, model, rust};

/// How many types are looked at: as many as a run compares by default.
const TYPES: u64 = 2000;

/// Something that has a say in a layout or in what is emitted, how many of the types have it at least, and whether one does.
type Feature = (&'static str, usize, fn(&Record) -> bool);

/// The numbers are about half of what the chances in `generate` lead to.
const FEATURES: &[Feature] = &[
    ("packed struct", 350, |of| {
        any(of, |of| of.packed && !of.is_union)
    }),
    ("pack", 350, |of| any(of, |of| of.pack.is_some())),
    ("pack and packed", 40, |of| {
        any(of, |of| of.pack.is_some() && of.packed)
    }),
    ("align", 450, |of| any(of, |of| of.aligned.is_some())),
    ("packed and align", 150, |of| {
        any(of, |of| of.packed && of.aligned.is_some())
    }),
    ("pack and align", 110, |of| {
        any(of, |of| of.pack.is_some() && of.aligned.is_some())
    }),
    ("union", 350, |of| any(of, |of| of.is_union)),
    ("packed union", 120, |of| {
        any(of, |of| of.packed && of.is_union)
    }),
    ("union of bit-fields", 200, |of| {
        members(of, |outer, of| outer.is_union && is_bits(of))
    }),
    ("align on a field", 300, |of| {
        fields(of, |_, of| of.aligned.is_some())
    }),
    ("align on a field of a packed record", 110, |of| {
        fields(of, |outer, of| outer.packed && of.aligned.is_some())
    }),
    ("packed field", 150, |of| {
        fields(of, |outer, of| of.packed && !outer.packed)
    }),
    ("packed and aligned field", 24, |of| {
        fields(of, |_, of| of.packed && of.aligned.is_some())
    }),
    ("signed bit-field", 600, |of| {
        bits(of, |of, _| of.is_signed())
    }),
    ("unsigned bit-field", 650, |of| {
        bits(of, |of, _| !of.is_signed() && of != Int::Bool)
    }),
    ("bool bit-field", 200, |of| {
        bits(of, |of, _| of == Int::Bool)
    }),
    ("enum bit-field", 200, |of| {
        bits(of, |of, _| matches!(of, Int::Enum(_)))
    }),
    ("bit-field of an enum with a sign", 100, |of| {
        bits(of, |of, _| matches!(of, Int::Enum(made) if made.negative))
    }),
    ("bit-field of more than 32 bits", 250, |of| {
        bits(of, |_, width| width > 32)
    }),
    ("bit-field of 64 bits", 80, |of| {
        bits(of, |_, width| width == 64)
    }),
    ("bit-field as wide as its type", 350, |of| {
        bits(of, |of, width| of != Int::Bool && width == of.width())
    }),
    ("bit-field of width 0", 180, |of| {
        members(of, |_, of| matches!(of.kind, Kind::Unnamed(_, 0)))
    }),
    ("bit-field of width 0 in a packed record", 50, |of| {
        members(of, |outer, of| {
            is_packed(outer, of) && matches!(of.kind, Kind::Unnamed(_, 0))
        })
    }),
    ("unnamed bit-field", 170, |of| {
        members(of, |_, of| matches!(of.kind, Kind::Unnamed(_, 1..)))
    }),
    ("bit-field that straddles units of its type", 170, straddles),
    ("bit-field in a packed record", 300, |of| {
        members(of, |outer, of| outer.packed && is_bits(of))
    }),
    ("bit-field under pack", 250, |of| {
        members(of, |outer, of| outer.pack.is_some() && is_bits(of))
    }),
    ("packed bit-field", 70, |of| {
        members(of, |outer, of| !outer.packed && of.packed && is_bits(of))
    }),
    ("align on a bit-field", 80, |of| {
        members(of, |_, of| of.aligned.is_some() && is_bits(of))
    }),
    ("align on a bit-field of a packed record", 28, |of| {
        members(of, |outer, of| {
            outer.packed && of.aligned.is_some() && is_bits(of)
        })
    }),
    ("record in a record", 400, |of| of.named().len() > 1),
    ("record in a record in a record", 130, |of| {
        of.named()
            .iter()
            .rev()
            .skip(1)
            .any(|of| of.named().len() > 1)
    }),
    ("record in a packed record", 120, |of| {
        fields(of, |outer, of| {
            outer.packed && is_of(of, |of| matches!(of, Type::Record(_)))
        })
    }),
    ("record that is not of `c_layout`", 38, foreign),
    (
        "record that is not of `c_layout`, with an alignment",
        5,
        |of| foreign_such(of, |of| of.aligned.is_some()),
    ),
    ("union that is not of `c_layout`", 9, |of| {
        foreign_such(of, |of| of.is_union)
    }),
    ("anonymous struct", 170, |of| {
        members(
            of,
            |_, of| matches!(&of.kind, Kind::Anonymous(of) if !of.is_union),
        )
    }),
    ("anonymous union", 170, |of| {
        members(
            of,
            |_, of| matches!(&of.kind, Kind::Anonymous(of) if of.is_union),
        )
    }),
    ("anonymous record in an anonymous record", 40, |of| {
        members(
            of,
            |_, of| matches!(&of.kind, Kind::Anonymous(of) if of.members.iter().any(|of| matches!(of.kind, Kind::Anonymous(_)))),
        )
    }),
    ("bit-field in an anonymous record", 200, |of| {
        members(
            of,
            |_, of| matches!(&of.kind, Kind::Anonymous(of) if of.members.iter().any(is_bits)),
        )
    }),
    ("anonymous record under pack", 70, |of| {
        members(of, |outer, of| {
            outer.pack.is_some() && matches!(of.kind, Kind::Anonymous(_))
        })
    }),
    ("anonymous record that is packed or aligned", 170, |of| {
        members(
            of,
            |_, of| matches!(&of.kind, Kind::Anonymous(of) if of.packed || of.aligned.is_some()),
        )
    }),
    ("flexible array", 50, |of| of.flexible().is_some()),
    ("flexible array in a packed record", 13, |of| {
        of.packed && of.flexible().is_some()
    }),
    ("flexible array of records", 12, |of| {
        flexible(of, |of| matches!(of.element(), Type::Record(_)))
    }),
    ("flexible array of arrays", 7, |of| {
        flexible(of, |of| matches!(of, Type::Array(..)))
    }),
    ("flexible array after a bit-field", 19, |of| {
        of.flexible()
            .is_some_and(|(at, _)| is_bits(&of.members[at - 1]))
    }),
    ("enum", 140, |of| {
        types(of, |of| matches!(of, Type::Enum(_)))
    }),
    ("enum of 64 bits", 40, |of| {
        types(of, |of| matches!(of, Type::Enum(made) if made.size() == 8))
    }),
    ("packed enum", 80, |of| {
        types(of, |of| matches!(of, Type::Enum(made) if made.packed))
    }),
    ("enum that counts", 40, |of| {
        types(of, |of| matches!(of, Type::Enum(made) if made.counted))
    }),
    ("enum that counts past `int`", 6, |of| {
        types(
            of,
            |of| matches!(of, Type::Enum(made) if made.counts_past_int()),
        )
    }),
    ("array", 350, |of| {
        types(of, |of| matches!(of, Type::Array(..)))
    }),
    ("array of arrays", 110, |of| {
        types(
            of,
            |of| matches!(of, Type::Array(of, _) if matches!(**of, Type::Array(..))),
        )
    }),
    ("array of records", 100, |of| {
        types(of, |of| {
            matches!(of, Type::Array(..)) && matches!(of.element(), Type::Record(_))
        })
    }),
    ("array of bool", 25, |of| {
        types(of, |of| {
            matches!(of, Type::Array(..)) && *of.element() == Type::Int(Int::Bool)
        })
    }),
    ("array of enums", 27, |of| {
        types(of, |of| {
            matches!(of, Type::Array(..)) && matches!(of.element(), Type::Enum(_))
        })
    }),
    ("array without elements", 40, |of| {
        types(of, |of| of.element_count() == 0)
    }),
    ("bool", 150, |of| {
        types(of, |of| *of == Type::Int(Int::Bool))
    }),
    ("pointer", 170, |of| {
        types(of, |of| *of.element() == Type::Pointer)
    }),
    ("float", 60, |of| {
        types(of, |of| *of.element() == Type::Float)
    }),
    ("double", 60, |of| {
        types(of, |of| *of.element() == Type::Double)
    }),
    ("__int128", 60, |of| {
        types(of, |of| *of.element() == Type::Int128)
    }),
    ("typedef that is aligned to less", 50, |of| {
        types(
            of,
            |of| matches!(of, Type::Typedef(of, align) if *align < HOST.align(*of)),
        )
    }),
    ("typedef that is aligned to more", 90, |of| {
        types(
            of,
            |of| matches!(of, Type::Typedef(of, align) if *align > HOST.align(*of)),
        )
    }),
];

/// Every record in a type, with a name and without.
fn any(of: &Record, found: impl Fn(&Record) -> bool) -> bool {
    members(of, |outer, _| found(outer))
}

/// Every member of each of them.
fn members(of: &Record, found: impl Fn(&Record, &Member) -> bool) -> bool {
    fn within(of: &Record, found: &impl Fn(&Record, &Member) -> bool) -> bool {
        of.members.iter().any(|member| {
            let is_inside = match &member.kind {
                Kind::Anonymous(inner) => within(inner, found),
                _ => false,
            };
            is_inside || found(of, member)
        })
    }
    of.named().into_iter().any(|of| within(of, &found))
}

fn fields(of: &Record, found: impl Fn(&Record, &Member) -> bool) -> bool {
    members(of, |outer, of| {
        matches!(of.kind, Kind::Field(_)) && found(outer, of)
    })
}

fn bits(of: &Record, found: impl Fn(Int, u64) -> bool) -> bool {
    members(
        of,
        |_, of| matches!(of.kind, Kind::Bits(of, width) if found(of, width)),
    )
}

fn types(of: &Record, found: impl Fn(&Type) -> bool) -> bool {
    fields(of, |_, of| is_of(of, &found))
}

fn flexible(of: &Record, found: impl Fn(&Type) -> bool) -> bool {
    rust::can_write(of) && of.flexible().is_some_and(|(_, of)| found(of))
}

fn is_of(member: &Member, found: impl Fn(&Type) -> bool) -> bool {
    matches!(&member.kind, Kind::Field(of) if found(of))
}

fn is_bits(member: &Member) -> bool {
    matches!(member.kind, Kind::Bits(..))
}

fn is_packed(outer: &Record, member: &Member) -> bool {
    outer.packed || member.packed
}

/// Whether one would be read by two loads of its type.
fn straddles(of: &Record) -> bool {
    let answer = engine::answer(of, &HOST).unwrap();
    let places = model::places(of);
    places.iter().zip(answer).any(|(place, at)| match place {
        Place::Bits(_, _, of, width) => {
            let unit = HOST.size(*of) * 8;
            at / unit != (at + width - 1) / unit
        }
        _ => false,
    })
}

fn foreign(of: &Record) -> bool {
    foreign_such(of, |_| true)
}

fn foreign_such(of: &Record, found: impl Fn(&Record) -> bool) -> bool {
    let named = of.named();
    let count = named.len();
    named
        .into_iter()
        .enumerate()
        .any(|(number, of)| rust::is_foreign(of, number, count) && found(of))
}

#[test]
fn the_types_have_every_feature() {
    let records: Vec<Record> = (0..TYPES)
        .map(|number| generate::record(1, number))
        .collect();
    let mut rare = Vec::new();
    for (name, least, has) in FEATURES {
        let count = records.iter().filter(|of| has(of)).count();
        println!("{count:>5} of {TYPES}, at least {least:>4}: {name}");
        if count < *least {
            rare.push(format!("{name}: {count}, not {least}"));
        }
    }
    assert!(rare.is_empty(), "too few types have these: {rare:#?}");
}
