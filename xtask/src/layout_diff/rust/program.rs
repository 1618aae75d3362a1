// SPDX-License-Identifier: MIT OR Apache-2.0

//! The program that compares values: for each type functions that write, read and make it, and a table of them.

use std::fmt::Write;

use super::{Writer, enum_declaration, enums, records, step};
use crate::layout_diff::c::{self, direct, direct_count, enumeration, name_of};
use crate::layout_diff::model::{
    ELEMENTS, Enum, Int, Kind, Leaf, Part, Place, Record, Step, Type, Value, ends, leaves, places,
};
use crate::layout_diff::target::HOST;

/// What stands before the types in a program.
const HARNESS: &str = include_str!("../harness.rs");

/// A program that compares types, as they are in Rust, with tables of C; and the lines at which the types begin.
pub(crate) fn program(types: &[(String, Record)], compilers: &[&str]) -> (String, Vec<usize>) {
    let mut text = HARNESS.to_owned();
    for of in enums(types.iter().map(|(_, record)| record)) {
        text.push_str(&enum_declaration(of));
        let (name, base) = (enumeration(of), enum_base(of));
        let _ = writeln!(text, "leaf_of_enum!({name} {base});");
    }
    let mut table = String::new();
    let mut lines = Vec::new();
    let mut line = 1 + text.lines().count();
    for (name, record) in types {
        let begin = text.len();
        lines.push(line);
        let named = record.named();
        // What stands inside is made as itself by other types.
        text.push_str(&records(name, record, |number| number + 1 < named.len()));
        for (number, of) in named.iter().enumerate() {
            Functions {
                name,
                next: {
                    let mut next = direct(of, number);
                    next.reverse();
                    next
                },
                number,
                count: named.len(),
            }
            .write(&mut text, of);
        }
        if !record.is_union {
            new(&mut text, name, record);
        }
        line += text[begin..].lines().count();
        row(&mut table, name, record);
    }
    let count = types.len();
    let _ = writeln!(text, "static RUST: [Rust; {count}] = [\n{table}];");
    let mut sides = String::new();
    for compiler in compilers {
        let _ = writeln!(
            text,
            "extern \"C\" {{ static {compiler}_table: [C; {count}]; }}"
        );
        let _ = write!(
            sides,
            "(\"{compiler}\", unsafe {{ &{compiler}_table[number] }}), "
        );
    }
    let _ = writeln!(
        text,
        "fn main() {{\n    let mut leaves = 0;\n    for (number, rust) in RUST.iter().enumerate() {{\n\
         \x20       leaves += compare(number, rust, &[{sides}]);\n    }}\n    println!(\"end {count} {{leaves}}\");\n}}"
    );
    (text, lines)
}

/// What Rust has to say of a type, for the table.
fn row(table: &mut String, name: &str, record: &Record) {
    let count = record.named().len();
    let spell = |number: usize| name_of(name, number, count);
    let mut numbers = String::new();
    for place in places(record) {
        let _ = match place {
            Place::Size(of) => write!(numbers, "size_of::<{}>(), ", spell(of)),
            Place::Align(of) => write!(numbers, "align_of::<{}>(), ", spell(of)),
            Place::Offset(of, path) => {
                write!(numbers, "offset_of!({}, {}), ", spell(of), fields(&path))
            }
            // Those of anonymous records are told from where these begin.
            Place::Bits(_, path, ..) if path.len() > 1 => Ok(()),
            Place::Bits(of, path, ..) => {
                let constant = c::member(&path).to_uppercase();
                write!(numbers, "{}::{constant}_BIT, ", spell(of))
            }
        };
    }
    let leaves = leaves(record);
    let mut shapes = String::new();
    for leaf in &leaves {
        let (bits, signed, width) = shape(leaf);
        let hows = match leaf.value {
            Value::Bits(..) if !leaf.in_union => "Set, With, TrySet",
            _ => "Set",
        };
        let _ = write!(
            shapes,
            "Shape {{ bits: {bits}, signed: {signed}, width: {width}, hows: &[{hows}] }}, "
        );
    }
    let (with_elements, in_elements) = match record.flexible() {
        Some((number, _)) => {
            let part = Part::Member(step(number, &record.members[number]));
            let inside = leaves.iter().filter(|leaf| leaf.path[0] == part).count();
            (
                format!("{name}::f{number}_size({ELEMENTS}).unwrap()"),
                inside,
            )
        }
        None => ("0".to_owned(), 0),
    };
    let own = leaves.len() - in_elements;
    // Bytes of 255 are no `bool`.
    let ones = if leaves
        .iter()
        .any(|leaf| leaf.value == Value::Int(Int::Bool))
    {
        1
    } else {
        255
    };
    let new = match record.is_union {
        true => "None".to_owned(),
        false => format!("Some(new_{name})"),
    };
    let _ = writeln!(
        table,
        "    Rust {{ size: size_of::<{name}>(), with_elements: {with_elements}, numbers: &[{numbers}], leaves: &[{shapes}], own: {own}, backgrounds: &[0, {ones}], set: set_{name}, get: get_{name}, new: {new} }},"
    );
}

/// A function that makes a value by `new` of the members of another.
fn new(text: &mut String, name: &str, record: &Record) {
    let mut next = direct(record, record.named().len() - 1);
    next.reverse();
    let mut writer = Writer {
        name,
        text: String::new(),
        next,
    };
    let mut arguments = String::new();
    for (number, of) in record.members.iter().enumerate() {
        let member = c::member(&[step(number, of)]);
        let of = match &of.kind {
            Kind::Unnamed(..) | Kind::Flexible(_) => continue,
            Kind::Bits(..) => {
                let _ = write!(arguments, "(*from).{member}(), ");
                continue;
            }
            Kind::Anonymous(inner) => {
                // The records in it are not of this one's members.
                writer
                    .next
                    .truncate(writer.next.len() - direct_count(inner));
                format!("{name}_{member}")
            }
            Kind::Field(of) => writer.of_type(of),
        };
        let _ = write!(arguments, "take::<_, {of}>(&raw const (*from).{member}), ");
    }
    let _ = writeln!(
        text,
        "unsafe fn new_{name}(from: *const u8, to: *mut u8) {{ let from = from.cast::<{name}>(); to.cast::<{name}>().write({name}::new({arguments})); }}"
    );
}

/// How one gets to a member in Rust, where an anonymous record is a field like others.
fn fields(path: &[Step]) -> String {
    let all: Vec<String> = (1..=path.len())
        .map(|end| c::member(&path[..end]))
        .collect();
    all.join(".")
}

/// How many bits a leaf has, whether they have a sign, and how many its type has.
fn shape(leaf: &Leaf) -> (u64, bool, u64) {
    let (bits, signed, width) = match leaf.value {
        Value::Int(Int::Bool) | Value::Bits(Int::Bool, _) => (1, false, 1),
        Value::Int(of) => (HOST.size(of) * 8, of.is_signed(), 0),
        Value::Bits(of, width) => (width, of.is_signed(), HOST.size(of) * 8),
        Value::Float => (32, false, 0),
        Value::Int128 | Value::Double | Value::Pointer => (64, false, 0),
    };
    (bits, signed, width.max(bits))
}

/// The integer that stands for an enum.
fn enum_base(of: Enum) -> String {
    let sign = if of.negative { "i" } else { "u" };
    format!("{sign}{}", of.size() * 8)
}

/// The type of an array, whose elements have a name.
fn array(of: &Type, element: &str) -> String {
    match of {
        Type::Array(of, length) => format!("[{}; {length}]", array(of, element)),
        _ => element.to_owned(),
    }
}

/// The functions of one record, which leave the records in it to theirs.
struct Functions<'a> {
    name: &'a str,
    /// The numbers of the records that the next members are of, last first.
    next: Vec<usize>,
    number: usize,
    count: usize,
}

impl Functions<'_> {
    fn write(mut self, text: &mut String, record: &Record) {
        let (mut set, mut get) = (String::new(), String::new());
        let mut leaf = 0;
        self.members(record, &mut Vec::new(), &mut leaf, &mut set, &mut get);
        let own = name_of(self.name, self.number, self.count);
        let _ = write!(
            text,
            "unsafe fn set_{own}(at: *mut u8, leaf: u32, how: How, value: u64) -> bool {{\n    let at = at.cast::<{own}>();\n    match leaf {{\n{set}        _ => unreachable!(),\n    }}\n    true\n}}\n\
             unsafe fn get_{own}(at: *const u8, leaf: u32) -> u64 {{\n    let at = at.cast::<{own}>();\n    match leaf {{\n{get}        _ => unreachable!(),\n    }}\n}}\n"
        );
    }

    fn members(
        &mut self,
        record: &Record,
        path: &mut Vec<Step>,
        leaf: &mut usize,
        set: &mut String,
        get: &mut String,
    ) {
        for (number, of) in record.members.iter().enumerate() {
            path.push(step(number, of));
            match &of.kind {
                Kind::Unnamed(..) => {}
                Kind::Flexible(of) => self.flexible(of, &c::member(path), leaf, set, get),
                Kind::Anonymous(inner) => self.members(inner, path, leaf, set, get),
                Kind::Bits(..) => {
                    // A member of an anonymous record is there by its name alone as well.
                    let name = c::member(path);
                    let through = fields(&path[..path.len() - 1]);
                    let (through, within) = match through.is_empty() {
                        true => (String::new(), String::new()),
                        false => (format!("{through}."), format!(".{through}")),
                    };
                    let set_it = format!("(*at).set_{name}(Leaf::of(value))");
                    let _ = match record.is_union {
                        true => writeln!(set, "        {leaf} => {set_it},"),
                        // `with_` takes the record by value, and not every one can be copied.
                        false => writeln!(
                            set,
                            "        {leaf} => match how {{ \
                             Set => {set_it}, \
                             With => {{ let at = &raw mut (*at){within}; at.write_unaligned(at.read_unaligned().with_{name}(Leaf::of(value))) }} \
                             TrySet => return (*at).{through}try_set_{name}(Leaf::of(value)).is_ok() }},"
                        ),
                    };
                    let _ = writeln!(get, "        {leaf} => (*at).{through}{name}().to(),");
                    *leaf += 1;
                }
                Kind::Field(of) => {
                    let name = c::member(path);
                    // What is in an anonymous record has functions.
                    let (to, from) = match path.len() {
                        1 => (format!("(*at).{name}"), format!("(*at).{name}")),
                        _ => (
                            format!("(*(*at).{name}_mut())"),
                            format!("(*(*at).{name}())"),
                        ),
                    };
                    self.field(of, (&to, &from), leaf, set, get);
                }
            }
            path.pop();
        }
    }

    fn field(
        &mut self,
        of: &Type,
        (to, from): (&str, &str),
        leaf: &mut usize,
        set: &mut String,
        get: &mut String,
    ) {
        match of {
            Type::Array(..) => {
                let mut at = vec![String::new()];
                let mut element = of;
                while let Type::Array(inner, length) = element {
                    let longer = at
                        .iter()
                        .flat_map(|at| ends(*length).map(move |index| format!("{at}[{index}]")));
                    at = longer.collect();
                    element = inner;
                }
                let inner = match element {
                    Type::Record(record) => Some((
                        record,
                        self.next.pop().expect("each member's record is listed"),
                    )),
                    _ => None,
                };
                let element = match inner {
                    Some((_, number)) => format!("{}_{number}", self.name),
                    None => self.scalar(element),
                };
                let of = array(of, &element);
                for index in at {
                    match inner {
                        Some((record, number)) => {
                            self.record(record, number, (to, from), &of, &index, leaf, set, get);
                        }
                        None => {
                            let _ = writeln!(
                                set,
                                "        {leaf} => {{ let mut all: {of} = take(&raw const {to}); all{index} = Leaf::of(value); put(&raw mut {to}, all); }}"
                            );
                            let _ = writeln!(
                                get,
                                "        {leaf} => {{ let all: {of} = take(&raw const {from}); all{index}.to() }}"
                            );
                            *leaf += 1;
                        }
                    }
                }
            }
            Type::Record(record) => {
                let number = self.next.pop().expect("each member's record is listed");
                let of = format!("{}_{number}", self.name);
                self.record(record, number, (to, from), &of, "", leaf, set, get);
            }
            _ => {
                let _ = writeln!(set, "        {leaf} => {to}.store(value),");
                let _ = writeln!(get, "        {leaf} => {from}.load(),");
                *leaf += 1;
            }
        }
    }

    /// Whole records are taken out and put back, because they need not be aligned where they are.
    #[expect(clippy::too_many_arguments, reason = "all of them describe one place")]
    fn record(
        &self,
        record: &Record,
        number: usize,
        (to, from): (&str, &str),
        of: &str,
        index: &str,
        leaf: &mut usize,
        set: &mut String,
        get: &mut String,
    ) {
        let count = leaves(record).len();
        if count == 0 {
            return;
        }
        let (first, last) = (*leaf, *leaf + count - 1);
        let inner = format!("{}_{number}", self.name);
        let _ = writeln!(
            set,
            "        {first}..={last} => {{ let mut all: {of} = take(&raw const {to}); let taken = set_{inner}((&raw mut all{index}).cast(), leaf - {first}, how, value); put(&raw mut {to}, all); return taken; }}"
        );
        let _ = writeln!(
            get,
            "        {first}..={last} => {{ let all: {of} = take(&raw const {from}); get_{inner}((&raw const all{index}).cast(), leaf - {first}) }}"
        );
        *leaf += count;
    }

    /// Elements of a flexible array: the first by its pointer, the others in a slice.
    fn flexible(
        &mut self,
        of: &Type,
        member: &str,
        leaf: &mut usize,
        set: &mut String,
        get: &mut String,
    ) {
        let own = name_of(self.name, self.number, self.count);
        let next = self.next.clone();
        for index in 0..ELEMENTS {
            let (to, from) = match index {
                0 => (
                    format!("(*{own}::{member}_mut_ptr(at))"),
                    format!("(*{own}::{member}_ptr(at))"),
                ),
                _ => (
                    format!("{own}::{member}_slice_mut(at, {ELEMENTS})[{index}]"),
                    format!("{own}::{member}_slice(at, {ELEMENTS})[{index}]"),
                ),
            };
            // Each of them is of the same record.
            self.next.clone_from(&next);
            self.field(of, (&to, &from), leaf, set, get);
        }
    }

    fn scalar(&self, of: &Type) -> String {
        Writer {
            name: self.name,
            text: String::new(),
            next: Vec::new(),
        }
        .of_type(of)
    }
}
