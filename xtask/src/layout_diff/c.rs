// SPDX-License-Identifier: MIT OR Apache-2.0

//! A type in C: its declaration, constants that show where everything is, and functions that read and write it.

use std::collections::BTreeSet;
use std::fmt::Write;

use super::model::{
    ELEMENTS, Enum, Int, Kind, Leaf, Part, Place, Record, Step, Type, Value, leaves, places,
};

/// The name of an integer type.
pub(super) fn int(of: Int) -> String {
    match of {
        Int::Bool => "_Bool".to_owned(),
        Int::UnsignedChar => "unsigned char".to_owned(),
        Int::SignedChar => "signed char".to_owned(),
        Int::UnsignedShort => "unsigned short".to_owned(),
        Int::Short => "short".to_owned(),
        Int::UnsignedInt => "unsigned int".to_owned(),
        Int::Int => "int".to_owned(),
        Int::UnsignedLong => "unsigned long".to_owned(),
        Int::Long => "long".to_owned(),
        Int::UnsignedLongLong => "unsigned long long".to_owned(),
        Int::LongLong => "long long".to_owned(),
        Int::Enum(made) => format!("enum {}", enumeration(made)),
    }
}

/// The name of an enum, in both languages.
pub(super) fn enumeration(of: Enum) -> String {
    let packed = if of.packed { "Packed" } else { "" };
    let sign = if of.negative { "Signed" } else { "" };
    let counted = if of.counted { "Counted" } else { "" };
    format!("{packed}{sign}{counted}Enum{}", of.bits)
}

/// The name of an integer type with an alignment of its own.
pub(super) fn typedef(of: Int, align: u64) -> String {
    format!("{}_aligned_{align}", int(of).replace(' ', "_"))
}

/// The name of a named record in the type `name`, by its number in [`Record::named`].
pub(super) fn name_of(name: &str, number: usize, all: usize) -> String {
    if number + 1 == all {
        name.to_owned()
    } else {
        format!("{name}_{number}")
    }
}

/// The name of a member: its number, behind those of the anonymous records it is in, as they are all in one name space.
pub(super) fn member(path: &[Step]) -> String {
    let numbers: Vec<String> = path.iter().map(|step| step.member.to_string()).collect();
    format!("f{}", numbers.join("_"))
}

/// What stands behind a value of the type to get at a leaf.
pub(super) fn designator(path: &[Part]) -> String {
    let mut text = String::new();
    let mut anonymous = Vec::new();
    for part in path {
        match part {
            Part::Member(step) if step.anonymous => anonymous.push(*step),
            Part::Member(step) => {
                anonymous.push(*step);
                text.push('.');
                text.push_str(&member(&anonymous));
                anonymous.clear();
            }
            Part::Index(index) => {
                let _ = write!(text, "[{index}]");
            }
        }
    }
    text
}

/// The enums and typedefs that types use, which are declared once.
#[derive(Debug, Default)]
pub(super) struct Basics {
    /// In C before C23, and in C23.
    enums: BTreeSet<(String, String)>,
    typedefs: BTreeSet<String>,
}

impl Basics {
    /// Notes what a type uses.
    pub(super) fn note(&mut self, record: &Record) {
        for record in record.named() {
            self.note_members(record);
        }
    }

    fn note_members(&mut self, record: &Record) {
        for member in &record.members {
            match &member.kind {
                Kind::Field(of) | Kind::Flexible(of) => match of.element() {
                    Type::Enum(made) => self.note_int(Int::Enum(*made)),
                    Type::Typedef(of, align) => {
                        self.typedefs.insert(format!(
                            "typedef {} {} __attribute__((aligned({align})));\n",
                            int(*of),
                            typedef(*of, *align)
                        ));
                    }
                    _ => {}
                },
                Kind::Bits(of, _) | Kind::Unnamed(of, _) => self.note_int(*of),
                Kind::Anonymous(record) => self.note_members(record),
            }
        }
    }

    fn note_int(&mut self, of: Int) {
        if let Int::Enum(made) = of {
            let (least, largest) = made.values();
            let name = enumeration(made);
            let packed = if made.packed {
                "__attribute__((packed)) "
            } else {
                ""
            };
            let before = match made.counted {
                true => format!("{name}_before = {}, ", literal(largest - 1)),
                false => String::new(),
            };
            let declared = |value: &str| {
                format!(
                    "enum {packed}{name} {{ {name}_least = {}, {before}{name}_largest{value} }};\n",
                    literal(least)
                )
            };
            let valued = declared(&format!(" = {}", literal(largest)));
            let counted = match made.counted {
                true => declared(""),
                false => valued.clone(),
            };
            self.enums.insert(match made.counts_past_int() {
                true => (valued, counted),
                false => (counted.clone(), counted),
            });
        }
    }

    /// Their declarations, as a compiler wants them that has this of C23 or has it not.
    pub(super) fn declared(&self, counts_past_int: bool) -> String {
        let enums = self
            .enums
            .iter()
            .map(|(before, since)| match counts_past_int {
                true => since,
                false => before,
            });
        enums.chain(&self.typedefs).cloned().collect()
    }
}

/// A number; without a sign it is of the first type that holds it, signed or not, as hexadecimal ones are.
fn literal(of: i128) -> String {
    const LEAST: i128 = i64::MIN as i128;
    match of {
        // The minus is none of the number's.
        LEAST => format!("({} - 1)", of + 1),
        0.. => format!("{of:#x}"),
        _ => of.to_string(),
    }
}

/// The declaration of a type and of those in it.
pub(super) fn declaration(name: &str, record: &Record) -> String {
    let named = record.named();
    let count = named.len();
    let mut text = String::new();
    for (number, record) in named.into_iter().enumerate() {
        let mut next = direct(record, number);
        next.reverse();
        let mut writer = Writer {
            name,
            text: String::new(),
            next,
        };
        if let Some(pack) = record.pack {
            let _ = writeln!(writer.text, "#pragma pack(push, {pack})");
        }
        writer.record(record, Some(&name_of(name, number, count)), &mut Vec::new());
        writer.text.push_str(";\n");
        if record.pack.is_some() {
            writer.text.push_str("#pragma pack(pop)\n");
        }
        text.push_str(&writer.text);
    }
    text
}

/// The numbers of the named records that a record's members are of, where the record itself has the number `own`.
pub(super) fn direct(record: &Record, own: usize) -> Vec<usize> {
    let mut members = Vec::new();
    direct_members(record, &mut members);
    // They stand before their container, the last one directly.
    let mut end = own;
    let mut numbers = Vec::new();
    for member in members.iter().rev() {
        numbers.push(end - 1);
        end -= member.named().len();
    }
    numbers.reverse();
    numbers
}

/// How many of them there are.
pub(super) fn direct_count(record: &Record) -> usize {
    let mut members = Vec::new();
    direct_members(record, &mut members);
    members.len()
}

fn direct_members<'a>(record: &'a Record, all: &mut Vec<&'a Record>) {
    for member in &record.members {
        match &member.kind {
            Kind::Anonymous(record) => direct_members(record, all),
            Kind::Field(of) | Kind::Flexible(of) => {
                if let Type::Record(record) = of.element() {
                    all.push(record);
                }
            }
            Kind::Bits(..) | Kind::Unnamed(..) => {}
        }
    }
}

struct Writer<'a> {
    name: &'a str,
    text: String,
    /// The numbers of the records that the next members are of, last first.
    next: Vec<usize>,
}

impl Writer<'_> {
    /// A record from its keyword to its attributes.
    fn record(&mut self, record: &Record, name: Option<&str>, path: &mut Vec<Step>) {
        let keyword = if record.is_union { "union" } else { "struct" };
        let indent = "    ".repeat(path.len() + 1);
        self.text.push_str(keyword);
        self.text.push(' ');
        if let Some(name) = name {
            self.text.push_str(name);
            self.text.push(' ');
        }
        self.text.push_str("{\n");
        for (number, of) in record.members.iter().enumerate() {
            path.push(Step {
                member: number,
                anonymous: matches!(of.kind, Kind::Anonymous(_)),
            });
            self.text.push_str(&indent);
            let named = member(path);
            match &of.kind {
                Kind::Field(of) => {
                    let declared = self.declarator(of, &named);
                    self.text.push_str(&declared);
                }
                Kind::Flexible(of) => {
                    let declared = self.declarator(of, &format!("{named}[]"));
                    self.text.push_str(&declared);
                }
                Kind::Bits(of, width) => {
                    let _ = write!(self.text, "{} {named} : {width}", int(*of));
                }
                Kind::Unnamed(of, width) => {
                    let _ = write!(self.text, "{} : {width}", int(*of));
                }
                Kind::Anonymous(inner) => self.record(inner, None, path),
            }
            self.text.push_str(&attributes(of.packed, of.aligned));
            self.text.push_str(";\n");
            path.pop();
        }
        self.text.push_str(&indent[4..]);
        self.text.push('}');
        self.text
            .push_str(&attributes(record.packed, record.aligned));
    }

    fn declarator(&mut self, of: &Type, named: &str) -> String {
        match of {
            Type::Int(of) => format!("{} {named}", int(*of)),
            Type::Typedef(of, align) => format!("{} {named}", typedef(*of, *align)),
            Type::Int128 => format!("__int128 {named}"),
            Type::Float => format!("float {named}"),
            Type::Double => format!("double {named}"),
            Type::Pointer => format!("void *{named}"),
            Type::Enum(made) => format!("enum {} {named}", enumeration(*made)),
            Type::Record(record) => {
                let number = self.next.pop().expect("each member's record is listed");
                let keyword = if record.is_union { "union" } else { "struct" };
                format!("{keyword} {}_{number} {named}", self.name)
            }
            Type::Array(of, length) => self.declarator(of, &format!("{named}[{length}]")),
        }
    }
}

fn attributes(packed: bool, aligned: Option<u64>) -> String {
    let mut all = Vec::new();
    if packed {
        all.push("packed".to_owned());
    }
    if let Some(align) = aligned {
        all.push(format!("aligned({align})"));
    }
    if all.is_empty() {
        return String::new();
    }
    format!(" __attribute__(({}))", all.join(", "))
}

/// A type's keyword and name.
fn spelled(record: &Record, name: &str) -> String {
    let keyword = if record.is_union { "union" } else { "struct" };
    format!("{keyword} {name}")
}

/// What the object file of [`probe`] calls its numbers.
pub(super) const NUMBERS: &str = "numbers";

/// What it calls a constant in which one bit-field is all ones.
pub(super) fn ones(name: &str, place: usize) -> String {
    format!("{name}_ones_{place}")
}

/// A file whose constants say where everything is in each type, so that nothing needs to be run.
///
/// Sizes, alignments and offsets follow each other in one array; every bit-field has a constant of its own.
pub(super) fn probe(types: &[(String, Record)], counts_past_int: bool) -> String {
    let mut numbers = String::new();
    let mut declared = String::new();
    let mut basics = Basics::default();
    for (name, record) in types {
        basics.note(record);
        declared.push_str(&declaration(name, record));
        let named = record.named();
        let spell = |number: usize| spelled(named[number], &name_of(name, number, named.len()));
        for (index, place) in places(record).iter().enumerate() {
            let _ = match place {
                Place::Size(of) => writeln!(numbers, "sizeof({}),", spell(*of)),
                Place::Align(of) => writeln!(numbers, "_Alignof({}),", spell(*of)),
                Place::Offset(of, path) => writeln!(
                    numbers,
                    "__builtin_offsetof({}, {}),",
                    spell(*of),
                    member(path)
                ),
                Place::Bits(of, path, _, _) => writeln!(
                    declared,
                    "const {} {} = {{ .{} = -1 }};",
                    spell(*of),
                    ones(name, index),
                    member(path)
                ),
            };
        }
    }
    format!(
        "{}{declared}const unsigned long long {NUMBERS}[] = {{\n{numbers}}};\n",
        basics.declared(counts_past_int)
    )
}

/// A file with a function to write and one to read every leaf of each type, and a table of them.
pub(super) fn functions(types: &[(String, Record)], prefix: &str, counts_past_int: bool) -> String {
    let mut text = String::new();
    let mut table = String::new();
    let mut basics = Basics::default();
    for (name, record) in types {
        basics.note(record);
        text.push_str(&declaration(name, record));
        let of = spelled(record, name);
        let (mut set, mut get) = (String::new(), String::new());
        for (number, leaf) in leaves(record).iter().enumerate() {
            let (writes, reads) = access(leaf);
            let _ = writeln!(set, "    case {number}: {writes} break;");
            let _ = writeln!(get, "    case {number}: {reads}");
        }
        let _ = write!(
            text,
            "static void set_{name}({of} *at, unsigned leaf, unsigned long long value) {{\n    switch (leaf) {{\n{set}    }}\n}}\n\
             static unsigned long long get_{name}(const {of} *at, unsigned leaf) {{\n    switch (leaf) {{\n{get}    }}\n    return 0;\n}}\n"
        );
        let with_elements = match record.flexible() {
            Some((number, _)) => {
                let member = member(&[Step {
                    member: number,
                    anonymous: false,
                }]);
                format!("sizeof({of}) + {ELEMENTS} * sizeof((({of} *)0)->{member}[0])")
            }
            None => "0".to_owned(),
        };
        let _ = writeln!(
            table,
            "    {{ sizeof({of}), {with_elements}, set_{name}, get_{name} }},"
        );
    }
    format!(
        "{}{text}\
         const struct {{ unsigned long size, with_elements; void *set, *get; }} {prefix}_table[] = {{\n{table}}};\n",
        basics.declared(counts_past_int)
    )
}

/// How to write and how to read a leaf.
fn access(leaf: &Leaf) -> (String, String) {
    let path = designator(&leaf.path);
    let through = |of: &str| {
        (
            format!(
                "{{ {of} made = ({of})value; __builtin_memcpy(&(*at){path}, &made, sizeof made); }}"
            ),
            format!(
                "{{ {of} made; __builtin_memcpy(&made, &(*at){path}, sizeof made); return (unsigned long long)made; }}"
            ),
        )
    };
    match leaf.value {
        Value::Int(of) | Value::Bits(of, _) => (
            format!("(*at){path} = ({})value;", int(of)),
            format!("return (unsigned long long)(*at){path};"),
        ),
        Value::Float => through("unsigned int"),
        Value::Double => through("unsigned long long"),
        Value::Pointer => through("unsigned long"),
        Value::Int128 => through("__int128"),
    }
}
