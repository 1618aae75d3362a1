// SPDX-License-Identifier: MIT OR Apache-2.0

//! A type in Rust: its declaration with `#[kelson::c_layout]`.

use std::collections::BTreeSet;
use std::fmt::Write;

use super::c::{self, direct, enumeration, name_of};
use super::engine;
use super::model::{Enum, Int, Kind, Member, Record, Step, Type};
use super::target::HOST;

mod program;

pub(super) use program::program;

/// Whether a type can be written.
///
/// A typedef with an alignment of its own is no type in Rust: the alignment of one divides its size. As a member it is one
/// with that alignment; as the element of a flexible array it is nothing.
pub(super) fn can_write(record: &Record) -> bool {
    record.named().into_iter().all(|record| {
        record.members.iter().all(|member| {
            !matches!(&member.kind, Kind::Flexible(of) if matches!(of.element(), Type::Typedef(..)))
        })
    })
}

/// The name of an integer type.
fn int(of: Int) -> String {
    match of {
        Int::Bool => "bool",
        Int::UnsignedChar => "u8",
        Int::SignedChar => "i8",
        Int::UnsignedShort => "u16",
        Int::Short => "i16",
        Int::UnsignedInt => "u32",
        Int::Int => "i32",
        // What the program is compiled for has long ones of 64 bits.
        Int::UnsignedLong | Int::UnsignedLongLong => "u64",
        Int::Long | Int::LongLong => "i64",
        Int::Enum(made) => return enumeration(made),
    }
    .to_owned()
}

/// The declaration of a type, of those in it, and of the enums they use.
pub(super) fn declaration(name: &str, record: &Record) -> String {
    let mut text: String = enums([record])
        .iter()
        .map(|of| enum_declaration(*of))
        .collect();
    text.push_str(&records(name, record, |_| false));
    text
}

/// The enums that types use.
fn enums<'a>(records: impl IntoIterator<Item = &'a Record>) -> Vec<Enum> {
    fn note(record: &Record, seen: &mut BTreeSet<String>, all: &mut Vec<Enum>) {
        for member in &record.members {
            let of = match &member.kind {
                Kind::Field(of) | Kind::Flexible(of) => match of.element() {
                    Type::Enum(made) => *made,
                    _ => continue,
                },
                Kind::Bits(Int::Enum(made), _) | Kind::Unnamed(Int::Enum(made), _) => *made,
                Kind::Anonymous(record) => {
                    note(record, seen, all);
                    continue;
                }
                _ => continue,
            };
            if seen.insert(enumeration(of)) {
                all.push(of);
            }
        }
    }
    let (mut seen, mut all) = (BTreeSet::new(), Vec::new());
    for record in records {
        for record in record.named() {
            note(record, &mut seen, &mut all);
        }
    }
    all
}

fn enum_declaration(of: Enum) -> String {
    let (least, largest) = of.values();
    let packed = if of.packed { "(packed)" } else { "" };
    let end = match of.counted {
        true => format!("Before = {}, Largest", largest - 1),
        false => format!("Largest = {largest}"),
    };
    format!(
        "#[kelson::c_layout{packed}]\npub enum {} {{ Least = {least}, {end} }}\n",
        enumeration(of)
    )
}

/// The records, of which some are without `new`.
fn records(name: &str, record: &Record, no_new: impl Fn(usize) -> bool) -> String {
    let named = record.named();
    let count = named.len();
    let mut text = String::new();
    for (number, record) in named.into_iter().enumerate() {
        let mut next = direct(record, number);
        next.reverse();
        let mut writer = Writer { name, text, next };
        let attribute = match is_foreign(record, number, count) {
            true => format!("repr(C{})", align(record.aligned)),
            false => format!(
                "kelson::c_layout{}",
                options(record, !record.is_union && no_new(number))
            ),
        };
        let derive = match is_copy(record) {
            true => "#[derive(Clone, Copy)]\n",
            false => "",
        };
        let _ = write!(writer.text, "#[{attribute}]\n{derive}pub ");
        writer.record(record, Some(&name_of(name, number, count)), &mut Vec::new());
        writer.text.push('\n');
        text = writer.text;
    }
    text
}

/// Whether a record that stands in another is written as what Rust has itself, as a type of somebody else's would be: some of
/// those that can be. They are without padding, which rustc may leave out where it copies one, and C's bytes are compared.
pub(super) fn is_foreign(record: &Record, number: usize, count: usize) -> bool {
    let is_native = |member: &Member| {
        let is_typedef = |of: &Type| matches!(of.element(), Type::Typedef(..));
        matches!(&member.kind, Kind::Field(of) if !is_typedef(of))
            && !member.packed
            && member.aligned.is_none()
    };
    number + 1 < count
        && (count - number).is_multiple_of(2)
        && !record.packed
        && record.pack.is_none()
        && record.members.iter().all(is_native)
        && engine::is_full(record, &HOST) == Ok(true)
}

fn align(aligned: Option<u64>) -> String {
    aligned.map_or(String::new(), |align| format!(", align({align})"))
}

/// A flexible array cannot be copied with its record.
fn is_copy(record: &Record) -> bool {
    !record
        .members
        .iter()
        .any(|member| matches!(member.kind, Kind::Flexible(_)))
}

fn options(record: &Record, no_new: bool) -> String {
    let mut all = Vec::new();
    if record.packed {
        all.push("packed".to_owned());
    }
    if let Some(pack) = record.pack {
        all.push(format!("pack({pack})"));
    }
    if let Some(align) = record.aligned {
        all.push(format!("align({align})"));
    }
    if no_new {
        all.push("no_new".to_owned());
    }
    if all.is_empty() {
        String::new()
    } else {
        format!("({})", all.join(", "))
    }
}

struct Writer<'a> {
    name: &'a str,
    text: String,
    /// The numbers of the records that the next members are of, last first.
    next: Vec<usize>,
}

impl Writer<'_> {
    fn record(&mut self, record: &Record, name: Option<&str>, path: &mut Vec<Step>) {
        let indent = "    ".repeat(path.len() + 1);
        self.text
            .push_str(if record.is_union { "union " } else { "struct " });
        if let Some(name) = name {
            self.text.push_str(name);
            self.text.push(' ');
        }
        self.text.push_str("{\n");
        for (number, of) in record.members.iter().enumerate() {
            path.push(step(number, of));
            self.text.push_str(&indent);
            self.attributes(of, record.packed);
            match &of.kind {
                Kind::Field(of) => {
                    let of = self.of_type(of);
                    let _ = write!(self.text, "pub {}: {of}", c::member(path));
                }
                Kind::Flexible(of) => {
                    let of = self.of_type(of);
                    let _ = write!(self.text, "pub {}: [{of}]", c::member(path));
                }
                Kind::Bits(of, width) => {
                    let _ = write!(
                        self.text,
                        "#[bits({width})] pub {}: {}",
                        c::member(path),
                        int(*of)
                    );
                }
                Kind::Unnamed(of, width) => {
                    let _ = write!(self.text, "#[bits({width})] __: {}", int(*of));
                }
                Kind::Anonymous(inner) => {
                    let _ = write!(self.text, "pub {}: anon!(", c::member(path));
                    let options = options(inner, false);
                    if !options.is_empty() {
                        let _ = write!(self.text, "#[c_layout{options}] ");
                    }
                    self.record(inner, None, path);
                    self.text.push(')');
                }
            }
            self.text.push_str(",\n");
            path.pop();
        }
        self.text.push_str(&indent[4..]);
        self.text.push('}');
    }

    /// The attributes of a member.
    fn attributes(&mut self, of: &Member, in_packed: bool) {
        let (mut packed, mut aligned) = (of.packed, of.aligned);
        if let Kind::Field(of) = &of.kind
            && let Type::Typedef(_, align) = of.element()
            && !packed
            && !in_packed
        {
            // Its own alignment in place of the type's.
            packed = true;
            aligned = Some(aligned.unwrap_or(1).max(*align));
        }
        if packed {
            self.text.push_str("#[packed] ");
        }
        if let Some(align) = aligned {
            let _ = write!(self.text, "#[align({align})] ");
        }
    }

    fn of_type(&mut self, of: &Type) -> String {
        match of {
            Type::Int(of) | Type::Typedef(of, _) => int(*of),
            Type::Int128 => "i128".to_owned(),
            Type::Float => "f32".to_owned(),
            Type::Double => "f64".to_owned(),
            Type::Pointer => "*mut u8".to_owned(),
            Type::Enum(made) => enumeration(*made),
            Type::Record(_) => {
                let number = self.next.pop().expect("each member's record is listed");
                format!("{}_{number}", self.name)
            }
            Type::Array(of, length) => format!("[{}; {length}]", self.of_type(of)),
        }
    }
}

fn step(number: usize, of: &Member) -> Step {
    Step {
        member: number,
        anonymous: matches!(of.kind, Kind::Anonymous(_)),
    }
}
