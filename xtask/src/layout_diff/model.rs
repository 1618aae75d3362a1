// SPDX-License-Identifier: MIT OR Apache-2.0

//! A C type, as a tree that can be written in C and in Rust, and made smaller.

/// A struct or union.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub(super) struct Record {
    pub(super) is_union: bool,
    /// `__attribute__((packed))`.
    pub(super) packed: bool,
    /// `#pragma pack(N)`. What stands inside without a name of its own is under the pragma as well.
    pub(super) pack: Option<u64>,
    /// `__attribute__((aligned(N)))`.
    pub(super) aligned: Option<u64>,
    pub(super) members: Vec<Member>,
}

/// A member; its number is its name: `f0`, `f1`...
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Member {
    pub(super) kind: Kind,
    pub(super) packed: bool,
    pub(super) aligned: Option<u64>,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    Field(Type),
    /// A bit-field with a name.
    Bits(Int, u64),
    /// A bit-field without.
    Unnamed(Int, u64),
    /// A struct or union without a name and without a type of its own, whose members are its parent's.
    Anonymous(Record),
    /// `T name[];`, the last member of a struct.
    Flexible(Type),
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Type {
    Int(Int),
    /// `typedef int T __attribute__((aligned(N)))`.
    Typedef(Int, u64),
    Int128,
    Float,
    Double,
    Pointer,
    Enum(Enum),
    /// A type with a name, declared before.
    Record(Box<Record>),
    Array(Box<Type>, u64),
}

/// The integer types, as C calls them; how large they are depends on the target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(
    clippy::enum_variant_names,
    reason = "`int` is the name of a type and the end of another's"
)]
pub(super) enum Int {
    Bool,
    UnsignedChar,
    SignedChar,
    UnsignedShort,
    Short,
    UnsignedInt,
    Int,
    UnsignedLong,
    Long,
    UnsignedLongLong,
    LongLong,
    /// An `enum` with such enumerators.
    Enum(Enum),
}

/// Which enumerators an `enum` has, which decides how large it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Enum {
    /// `__attribute__((packed))`: as small as can be.
    pub(super) packed: bool,
    /// Whether one is negative.
    pub(super) negative: bool,
    /// How many bits the largest needs.
    pub(super) bits: u64,
    /// Whether the largest has no value of its own, but comes after one of a bit less.
    pub(super) counted: bool,
}

impl Int {
    /// Those that are not enums.
    pub(super) const ALL: [Int; 11] = [
        Int::Bool,
        Int::UnsignedChar,
        Int::SignedChar,
        Int::UnsignedShort,
        Int::Short,
        Int::UnsignedInt,
        Int::Int,
        Int::UnsignedLong,
        Int::Long,
        Int::UnsignedLongLong,
        Int::LongLong,
    ];

    /// Its size in bytes, where a `long` has that many.
    pub(super) fn size(self, long: u64) -> u64 {
        match self {
            Int::Bool | Int::UnsignedChar | Int::SignedChar => 1,
            Int::UnsignedShort | Int::Short => 2,
            Int::UnsignedInt | Int::Int => 4,
            Int::UnsignedLong | Int::Long => long,
            Int::UnsignedLongLong | Int::LongLong => 8,
            Int::Enum(made) => made.size(),
        }
    }

    /// How wide a bit-field of it can be on every target.
    pub(super) fn width(self) -> u64 {
        match self {
            Int::Bool => 1,
            _ => self.size(4) * 8,
        }
    }

    pub(super) fn is_signed(self) -> bool {
        match self {
            Int::SignedChar | Int::Short | Int::Int | Int::Long | Int::LongLong => true,
            Int::Enum(made) => made.negative,
            _ => false,
        }
    }
}

impl Enum {
    /// Its size in bytes.
    pub(super) fn size(self) -> u64 {
        match self.bits + u64::from(self.negative) {
            0..=8 if self.packed => 1,
            0..=16 if self.packed => 2,
            0..=32 => 4,
            _ => 8,
        }
    }

    /// Its enumerators: the least and the largest.
    pub(super) fn values(self) -> (i128, i128) {
        let end = 1_i128 << self.bits;
        let least = if self.negative { -end } else { 0 };
        (least, if self.counted { end / 2 } else { end - 1 })
    }

    /// Whether the largest comes after the largest `int` or `unsigned int`, which C has had since C23.
    pub(super) fn counts_past_int(self) -> bool {
        self.counted && matches!(self.bits, 32 | 33)
    }
}

impl Record {
    /// Every record with a name in it, itself last; each stands after those it contains.
    pub(super) fn named(&self) -> Vec<&Record> {
        let mut all = Vec::new();
        self.collect(&mut all);
        all.push(self);
        all
    }

    fn collect<'a>(&'a self, all: &mut Vec<&'a Record>) {
        for member in &self.members {
            match &member.kind {
                Kind::Anonymous(record) => record.collect(all),
                Kind::Field(of) | Kind::Flexible(of) => {
                    if let Type::Record(record) = of.element() {
                        all.extend(record.named());
                    }
                }
                Kind::Bits(..) | Kind::Unnamed(..) => {}
            }
        }
    }
}

impl Record {
    /// The flexible array at its end: its number, and what it is of.
    pub(super) fn flexible(&self) -> Option<(usize, &Type)> {
        match self.members.last() {
            Some(Member {
                kind: Kind::Flexible(of),
                ..
            }) => Some((self.members.len() - 1, of)),
            _ => None,
        }
    }
}

impl Type {
    /// What an array is of, or the type itself.
    pub(super) fn element(&self) -> &Type {
        match self {
            Type::Array(of, _) => of.element(),
            other => other,
        }
    }

    /// How many of those there are.
    pub(super) fn element_count(&self) -> u64 {
        match self {
            Type::Array(of, length) => length * of.element_count(),
            _ => 1,
        }
    }
}

/// A place in a type of which both languages can say where it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Place {
    /// The size of a record, by its number in [`Record::named`].
    Size(usize),
    /// Its alignment.
    Align(usize),
    /// Where in a record a member begins, in bytes.
    Offset(usize, Path),
    /// Where in a record a bit-field begins, in bits: from the least significant one of each byte on, where the target
    /// has the least significant byte first, else from the most significant one.
    Bits(usize, Path, Int, u64),
}

/// How one gets to a member: the names of members without those of anonymous records, where C has none.
pub(super) type Path = Vec<Step>;

/// A member on the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Step {
    /// The number that names it.
    pub(super) member: usize,
    /// Whether it is anonymous, which C does not write.
    pub(super) anonymous: bool,
}

/// All places, in an order that everybody goes by.
pub(super) fn places(record: &Record) -> Vec<Place> {
    let mut all = Vec::new();
    for (number, record) in record.named().into_iter().enumerate() {
        all.extend([Place::Size(number), Place::Align(number)]);
        members(
            record,
            &mut Vec::new(),
            &mut |path, member| match &member.kind {
                Kind::Field(_) | Kind::Flexible(_) => {
                    all.push(Place::Offset(number, path.to_vec()));
                }
                Kind::Bits(of, width) => all.push(Place::Bits(number, path.to_vec(), *of, *width)),
                Kind::Unnamed(..) | Kind::Anonymous(_) => {}
            },
        );
    }
    all
}

/// Shows the members of a record, and those of anonymous records in it.
pub(super) fn members(
    record: &Record,
    path: &mut Vec<Step>,
    see: &mut impl FnMut(&[Step], &Member),
) {
    for (number, member) in record.members.iter().enumerate() {
        let anonymous = matches!(member.kind, Kind::Anonymous(_));
        path.push(Step {
            member: number,
            anonymous,
        });
        see(path, member);
        if let Kind::Anonymous(inner) = &member.kind {
            members(inner, path, see);
        }
        path.pop();
    }
}

/// Something in a type that has a value: an integer, a bit-field, or another scalar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Leaf {
    pub(super) path: Vec<Part>,
    pub(super) value: Value,
    /// Whether it is a member of a union itself.
    pub(super) in_union: bool,
}

/// A part of the way to a leaf.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Member(Step),
    Index(u64),
}

/// What a leaf holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Value {
    Int(Int),
    Bits(Int, u64),
    Int128,
    Float,
    Double,
    Pointer,
}

/// How many elements of a flexible array are written and read.
pub(super) const ELEMENTS: u64 = 2;

/// All that have a value, in their order. Those of a flexible array come last, as it does.
pub(super) fn leaves(record: &Record) -> Vec<Leaf> {
    let mut all = Vec::new();
    in_record(record, &mut Vec::new(), &mut all);
    all
}

fn in_record(record: &Record, path: &mut Vec<Part>, all: &mut Vec<Leaf>) {
    for (number, member) in record.members.iter().enumerate() {
        path.push(Part::Member(Step {
            member: number,
            anonymous: matches!(member.kind, Kind::Anonymous(_)),
        }));
        match &member.kind {
            Kind::Field(of) => in_type(of, record.is_union, path, all),
            Kind::Bits(of, width) => all.push(Leaf {
                path: path.clone(),
                value: Value::Bits(*of, *width),
                in_union: record.is_union,
            }),
            Kind::Anonymous(record) => in_record(record, path, all),
            Kind::Flexible(of) => {
                for index in 0..ELEMENTS {
                    path.push(Part::Index(index));
                    in_type(of, false, path, all);
                    path.pop();
                }
            }
            Kind::Unnamed(..) => {}
        }
        path.pop();
    }
}

/// The indices of an array's first element and its last.
pub(super) fn ends(length: u64) -> impl Iterator<Item = u64> {
    let all = [0, length.saturating_sub(1)];
    all.into_iter().take(length as usize)
}

fn in_type(of: &Type, in_union: bool, path: &mut Vec<Part>, all: &mut Vec<Leaf>) {
    let value = match of {
        Type::Int(int) | Type::Typedef(int, _) => Value::Int(*int),
        Type::Enum(made) => Value::Int(Int::Enum(*made)),
        Type::Int128 => Value::Int128,
        Type::Float => Value::Float,
        Type::Double => Value::Double,
        Type::Pointer => Value::Pointer,
        Type::Record(record) => return in_record(record, path, all),
        Type::Array(of, length) => {
            // What holds for the first holds for the others, if it holds for the last.
            for index in ends(*length) {
                path.push(Part::Index(index));
                in_type(of, in_union, path, all);
                path.pop();
            }
            return;
        }
    };
    all.push(Leaf {
        path: path.clone(),
        value,
        in_union,
    });
}
