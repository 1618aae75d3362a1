// SPDX-License-Identifier: MIT OR Apache-2.0

//! Random packed types, each in C and in Rust.

use crate::random::Random;

/// A type that fields can have.
#[derive(Clone)]
struct Known {
    c: String,
    rust: String,
    size: u64,
    align: u64,
    /// What it is made of, itself included.
    parts: Vec<Part>,
    /// The places in it that hold a value and no padding, as they are named in C.
    leaves: Vec<String>,
    /// How deep types stand in each other.
    depth: usize,
}

/// Something within a type.
#[derive(Clone, Copy)]
struct Part {
    offset: u64,
    align: u64,
    is_scalar: bool,
}

/// A generated type.
pub(super) struct Generated {
    /// Its name in both languages.
    pub(super) name: String,
    /// Its definition in C.
    pub(super) c: String,
    /// Its definition in Rust.
    pub(super) rust: String,
    /// How many fields it has, which are called `f0` and so on.
    pub(super) fields: usize,
    /// The places in it that hold a value and no padding, as they are named in C.
    pub(super) leaves: Vec<String>,
    /// Whether compilers agree how to pass it.
    pub(super) by_value: bool,
}

/// What the fields' types are made of, in C.
pub(super) const C_TYPES: &str = "\
typedef struct __attribute__((aligned(2))) { unsigned char x; } A2;
typedef struct __attribute__((aligned(8))) { int x; } A8;
typedef struct __attribute__((aligned(16))) { int x; } A16;
typedef struct __attribute__((aligned(64))) { unsigned char x; } A64;
typedef struct { unsigned char x; long y; } Plain;
typedef union { short x; int y; } Either;
";

/// The same in Rust.
pub(super) const RUST_TYPES: &str = "\
#[repr(C, align(2))] #[derive(Clone, Copy)] pub struct A2 { x: u8 }
#[repr(C, align(8))] #[derive(Clone, Copy)] pub struct A8 { x: i32 }
#[repr(C, align(16))] #[derive(Clone, Copy)] pub struct A16 { x: i32 }
#[repr(C, align(64))] #[derive(Clone, Copy)] pub struct A64 { x: u8 }
#[repr(C)] #[derive(Clone, Copy)] pub struct Plain { x: u8, y: i64 }
#[repr(C)] #[derive(Clone, Copy)] pub union Either { x: i16, y: i32 }
";

/// Makes that many types; later ones contain earlier ones.
pub(super) fn types(random: &mut Random, count: usize) -> Vec<Generated> {
    let mut known = basic();
    let basics = known.len();
    (0..count)
        .map(|number| {
            let made = one(random, &known, basics, format!("S{number}"));
            if made.0.depth < 3 {
                known.push(made.0);
            }
            made.1
        })
        .collect()
}

fn basic() -> Vec<Known> {
    let scalars = [
        ("unsigned char", "u8", 1),
        ("short", "i16", 2),
        ("unsigned int", "u32", 4),
        ("long", "i64", 8),
        ("__int128", "i128", 16),
        ("float", "f32", 4),
        ("double", "f64", 8),
        ("void *", "*mut u8", 8),
    ];
    let scalars = scalars.map(|(c, rust, size)| (c, rust, size, size, &[][..], &[""][..]));
    // With the offset and alignment of each scalar in it.
    let others = [
        ("A2", "A2", 2, 2, &[(0, 1)][..], &[".x"][..]),
        ("A8", "A8", 8, 8, &[(0, 4)], &[".x"]),
        ("A16", "A16", 16, 16, &[(0, 4)], &[".x"]),
        ("A64", "A64", 64, 64, &[(0, 1)], &[".x"]),
        ("Plain", "Plain", 16, 8, &[(0, 1), (8, 8)], &[".x", ".y"]),
        ("Either", "Either", 4, 4, &[(0, 2), (0, 4)], &[".y"]),
    ];
    let all = scalars.into_iter().chain(others);
    all.map(|(c, rust, size, align, scalars, leaves)| {
        let itself = Part {
            offset: 0,
            align,
            is_scalar: scalars.is_empty(),
        };
        let scalars = scalars.iter().map(|&(offset, align)| Part {
            offset,
            align,
            is_scalar: true,
        });
        Known {
            c: c.to_owned(),
            rust: rust.to_owned(),
            size,
            align,
            parts: [itself].into_iter().chain(scalars).collect(),
            leaves: leaves.iter().map(|leaf| (*leaf).to_owned()).collect(),
            depth: 0,
        }
    })
    .collect()
}

fn one(random: &mut Random, known: &[Known], basics: usize, name: String) -> (Known, Generated) {
    let is_union = random.percent(20);
    let pack = if random.percent(60) {
        None
    } else {
        Some(random.of(&[1_u64, 2, 4, 8, 16]))
    };
    let align = random.of(&[1_u64, 1, 1, 2, 4, 8, 16, 32, 64, 256]);
    let cap = pack.unwrap_or(1);
    let count = 1 + random.below(7);
    let (mut c, mut rust, mut leaves) = (String::new(), String::new(), Vec::new());
    let (mut largest, mut result, mut depth) = (1, align, 0);
    let (mut parts, mut end, mut size) = (Vec::new(), 0_u64, 0);
    for field in 0..count {
        // Half of them from the basic types, which the many others would crowd out.
        let among = if random.percent(70) {
            basics
        } else {
            known.len()
        };
        let of = &known[random.below(among)];
        let length = random.percent(15).then(|| 1 + random.below(3));
        // `packed` lets a field be aligned to anything; a pragma caps it, and more is an error in Rust.
        let own = (!is_union && random.percent(15))
            .then(|| random.of(&[1_u64, 2, 4, 8, 16, 32]))
            .filter(|own| pack.is_none() || *own <= cap);
        let array = length
            .map(|length| format!("[{length}]"))
            .unwrap_or_default();
        let c_own = own
            .map(|own| format!(" __attribute__((aligned({own})))"))
            .unwrap_or_default();
        c.push_str(&format!("    {} f{field}{array}{c_own};\n", of.c));
        if let Some(own) = own {
            rust.push_str(&format!("    #[kelsonc::align({own})]\n"));
        }
        match length {
            Some(length) => rust.push_str(&format!("    f{field}: [{}; {length}],\n", of.rust)),
            None => rust.push_str(&format!("    f{field}: {},\n", of.rust)),
        }
        // In a union one member holds the value; the last one overwrites the others.
        if is_union {
            leaves.clear();
        }
        for index in 0..length.unwrap_or(1) {
            let index = length.map(|_| format!("[{index}]")).unwrap_or_default();
            leaves.extend(
                of.leaves
                    .iter()
                    .map(|leaf| format!(".f{field}{index}{leaf}")),
            );
        }
        let in_place = of.align.min(cap).max(own.unwrap_or(1));
        let start = if is_union {
            0
        } else {
            end.next_multiple_of(in_place)
        };
        for index in 0..length.unwrap_or(1) as u64 {
            let offset = start + index * of.size;
            parts.extend(of.parts.iter().map(|part| Part {
                offset: offset + part.offset,
                ..*part
            }));
        }
        end = start + of.size * length.unwrap_or(1) as u64;
        size = size.max(end);
        largest = largest.max(of.align);
        result = result.max(in_place);
        depth = depth.max(of.depth + 1);
    }

    let kind = if is_union { "union" } else { "struct" };
    let mut attributes = Vec::new();
    if pack.is_none() {
        attributes.push("packed".to_owned());
    }
    if align > 1 || random.percent(30) {
        attributes.push(format!("aligned({align})"));
    }
    let attributes = attributes.join(", ");
    let mut c = format!("typedef {kind} __attribute__(({attributes})) {{\n{c}}} {name};\n");
    if let Some(pack) = pack {
        c = format!("#pragma pack(push, {pack})\n{c}#pragma pack(pop)\n");
    }
    // A union with a member that is aligned to more is to be written as the error about it says.
    let (pack, align) = match (is_union, align) {
        (true, align) if align > 1 && largest > align => (Some(result), 1),
        _ => (pack, align),
    };
    let packed = pack.map_or("packed".to_owned(), |pack| format!("packed({pack})"));
    let rust = format!(
        "#[repr(C, {packed})]\n#[kelsonc::align({align})]\n#[derive(Clone, Copy)]\npub {kind} {name} {{\n{rust}}}\n"
    );
    parts.push(Part {
        offset: 0,
        align: result,
        is_scalar: false,
    });
    let size = size.next_multiple_of(result);
    // Of a member that is a struct, Clang and rustc ask whether it is aligned as its type would be, and GCC whether the
    // scalars in it are. That decides whether registers are used, which larger types never are. kelsonc refuses them.
    let displaced = |part: &&Part| !part.offset.is_multiple_of(part.align);
    let by_value = size > 16
        || parts.iter().any(|part| part.is_scalar && displaced(&part))
        || !parts.iter().any(|part| displaced(&part));
    let known = Known {
        c: name.clone(),
        rust: name.clone(),
        size,
        align: result,
        parts,
        leaves: leaves.clone(),
        depth,
    };
    let generated = Generated {
        name,
        c,
        rust,
        fields: count,
        leaves,
        by_value,
    };
    (known, generated)
}
