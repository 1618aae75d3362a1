// SPDX-License-Identifier: MIT OR Apache-2.0

//! Compares random packed types with C compilers: layouts, and calls that pass such types by value, both ways.
//!
//! The C half is a library, made once by each compiler. The Rust half is a program that loads either. Half of the types
//! come from a fixed seed, half from a new one, which is printed with a failure; `KELSON_LAYOUT_SEED` repeats it.
//!
//! Of types in another crate, the stock compiler has to see the same layout, or none.

mod random;

use std::fmt::Write;
use std::path::Path;
use std::process::Command;

use self::random::Generated;
use super::test::{Bench, Outcome, fresh};
use crate::random::Random;
use crate::shell::{Failure, capture, on_path, workspace_root};
use crate::toolchains::Reason;

/// How many types of each seed.
const TYPES: usize = 200;
/// The seed whose types are always compared.
const FIXED: u64 = 1;

/// Packed types have C's layout, and go to C functions and back.
pub(super) fn run(bench: &Bench<'_>) -> Result<Outcome, Reason> {
    let scratch = fresh("layout")?;
    stock(&bench.dev.rustc, bench.kelsonc, &scratch)?;
    let without = compare(bench.kelsonc, &scratch)?;
    Ok(match without.is_empty() {
        true => Outcome::Passed,
        false => Outcome::Without(without),
    })
}

/// Compares with each compiler that is there; the answer names those that are not.
fn compare(kelsonc: &Path, scratch: &Path) -> Result<Vec<String>, Reason> {
    let mut compilers = Vec::new();
    let mut skipped = Vec::new();
    for names in [&["gcc"][..], &["clang-22", "clang"]] {
        match names.iter().find(|name| on_path(name)) {
            Some(name) => compilers.push(*name),
            None => skipped.push(format!("`{}` is not on the path", names.join("` or `"))),
        }
    }
    let seed = match std::env::var("KELSON_LAYOUT_SEED") {
        Ok(seed) => seed
            .parse()
            .map_err(|_| Reason::new("`KELSON_LAYOUT_SEED` is not a number"))?,
        Err(_) => crate::random::seed(),
    };
    for (seed, optimize) in [(FIXED, "0"), (seed, "1")] {
        let types = random::types(&mut Random::new(seed), TYPES);
        write(&scratch.join("types.c"), &c_side(&types))?;
        write(&scratch.join("types.rs"), &rust_side(&types))?;
        let program = Program {
            scratch,
            kelsonc,
            types: &types,
            seed,
        };
        for (number, compiler) in compilers.iter().enumerate() {
            program.library(compiler)?;
            if number == 0 {
                program.rust(compiler, optimize)?;
            }
            program.run(compiler)?;
        }
    }
    Ok(skipped)
}

/// A crate with such types serves the stock compiler as well, or is refused by it; never is a layout another one there.
fn stock(stock: &Path, kelsonc: &Path, scratch: &Path) -> Result<(), Reason> {
    let tests = workspace_root().join("compiler/tests");
    let types = tests.join("ui/packed_align/auxiliary/types.rs");
    let mut command = Command::new(kelsonc);
    command
        .current_dir(scratch)
        .arg("--crate-type=lib")
        .arg(types);
    capture(command.args(["--edition=2021", "-K", "asm-syntax=intel"]))?;

    let compile = |name: &str| {
        let mut command = Command::new(stock);
        command
            .current_dir(scratch)
            .args(["--edition=2021", "-L", "."])
            .arg(tests.join("layout").join(name));
        command
    };
    capture(&mut compile("stock.rs"))?;
    let said = capture(&mut Command::new(scratch.join("stock")))?;
    if said != "true\n" {
        return Err(Reason::new(
            "the stock compiler sees another layout of types with `kelsonc::align` in a crate that kelsonc compiled",
        ));
    }
    match capture(&mut compile("stock_fields.rs")) {
        Err(failure) if failure.to_string().contains("are too big") => Ok(()),
        Err(failure) => Err(failure.into()),
        Ok(_) => Err(Reason::new(
            "the stock compiler took a type whose fields have an alignment of their own",
        )),
    }
}

fn write(path: &Path, text: &str) -> Result<(), Failure> {
    std::fs::write(path, text).map_err(|error| Failure::io("write", path, &error))
}

/// The two halves of one seed.
struct Program<'a> {
    scratch: &'a Path,
    kelsonc: &'a Path,
    types: &'a [Generated],
    seed: u64,
}

impl Program<'_> {
    /// Compiles the C half.
    fn library(&self, compiler: &str) -> Result<(), Reason> {
        let folder = self.scratch.join(compiler);
        std::fs::create_dir_all(&folder).map_err(|error| Failure::io("create", &folder, &error))?;
        let mut command = Command::new(compiler);
        command
            .current_dir(self.scratch)
            .args(["-w", "-shared", "-fPIC", "types.c", "-o"])
            .arg(folder.join("libtypes.so"));
        capture(&mut command)?;
        Ok(())
    }

    /// Compiles the Rust half; the library of one compiler to link with is as good as that of another.
    fn rust(&self, compiler: &str, optimize: &str) -> Result<(), Reason> {
        let mut command = Command::new(self.kelsonc);
        command
            .current_dir(self.scratch)
            .args(["--edition=2021", "-K", "asm-syntax=intel", "types.rs", "-L"])
            .arg(self.scratch.join(compiler))
            .arg(format!("-Copt-level={optimize}"));
        capture(&mut command)?;
        Ok(())
    }

    /// Runs it with the library of one compiler, and reads what it found.
    fn run(&self, compiler: &str) -> Result<(), Reason> {
        let said = capture(
            Command::new(self.scratch.join("types"))
                .env("LD_LIBRARY_PATH", self.scratch.join(compiler)),
        )?;
        let fields: usize = self.types.iter().map(|made| made.fields).sum();
        let end = format!("{} types, {fields} fields", self.types.len());
        let mut lines: Vec<&str> = said.lines().collect();
        if lines.pop() != Some(end.as_str()) {
            return Err(Reason::new(format!(
                "the comparison with {compiler} did not get to `{end}` (seed {}):\n{said}",
                self.seed
            )));
        }
        let Some(first) = lines.first() else {
            return Ok(());
        };
        let name = first.split(':').next().unwrap_or_default();
        let made = self.types.iter().find(|made| made.name == name);
        let (c, rust) = made.map_or(("", ""), |made| (made.c.as_str(), made.rust.as_str()));
        Err(Reason::new(format!(
            "{} differences to {compiler}, repeat by KELSON_LAYOUT_SEED={}; the first is\n{first}\n{c}{rust}",
            lines.len(),
            self.seed
        )))
    }
}

/// For every type: its layout as numbers, and functions that take and give it.
fn c_side(types: &[Generated]) -> String {
    let mut text = "#include <stddef.h>\n#include <string.h>\n".to_owned();
    text.push_str(random::C_TYPES);
    text.push_str(
        "static int is(const void *at, unsigned long size, int byte) {\n\
             const unsigned char *bytes = at;\n\
             for (unsigned long i = 0; i < size; i++) if (bytes[i] != byte) return 0;\n\
             return 1;\n}\n",
    );
    let result = (|| {
        for made in types {
            let Generated {
                name: n,
                c,
                fields,
                leaves,
                ..
            } = made;
            write!(
                text,
                "{c}const unsigned long layout_{n}[] = {{ sizeof({n}), _Alignof({n})"
            )?;
            for field in 0..*fields {
                write!(text, ", offsetof({n}, f{field})")?;
            }
            writeln!(text, " }};\nvoid fill_{n}({n} *at) {{")?;
            // Of members that share their bytes the last one written counts, so all are written before any is read.
            for (number, leaf) in leaves.iter().enumerate() {
                let byte = byte(number);
                writeln!(
                    text,
                    "    memset(&(*at){leaf}, {byte}, sizeof (*at){leaf});"
                )?;
            }
            writeln!(text, "}}\nint same_{n}(const {n} *at) {{")?;
            for (number, leaf) in leaves.iter().enumerate() {
                let byte = byte(number);
                writeln!(
                    text,
                    "    if (!is(&(*at){leaf}, sizeof (*at){leaf}, {byte})) return 0;"
                )?;
            }
            // Three values among others: with the registers free, partly used, and used up.
            writeln!(
                text,
                "    return 1;\n}}\n\
                 int take_{n}(long a, {n} x, double b, {n} y, long c, {n} z, long d) {{\n\
                 \x20   return a == 1 && b == 2.0 && c == 3 && d == 4 && same_{n}(&x) && same_{n}(&y) && same_{n}(&z);\n}}\n\
                 {n} give_{n}(void) {{ {n} made; memset(&made, 0, sizeof made); fill_{n}(&made); return made; }}\n\
                 int call_{n}(int (*take)(long, {n}, double, {n}, long, {n}, long), {n} (*give)(void)) {{\n\
                 \x20   {n} made = give();\n\
                 \x20   return same_{n}(&made) && take(1, made, 2.0, made, 3, made, 4);\n}}"
            )?;
        }
        Ok::<_, std::fmt::Error>(())
    })();
    result.expect("a string takes it");
    text
}

/// What a leaf is filled with: not zero, and another number for its neighbours.
fn byte(number: usize) -> usize {
    number * 37 % 251 + 1
}

/// Compares each type with what the library says, and calls its functions.
fn rust_side(types: &[Generated]) -> String {
    let mut text = "#![allow(dead_code, improper_ctypes, improper_ctypes_definitions)]\n\
         use std::mem::{align_of, offset_of, size_of, zeroed};\n"
        .to_owned();
    text.push_str(random::RUST_TYPES);
    text.push_str(
        "fn compare(name: &str, ours: &[usize], theirs: &[usize]) {\n\
             if ours != theirs { println!(\"{name}: size, alignment and offsets are {ours:?}, in C {theirs:?}\"); }\n}\n\
         fn must(right: bool, name: &str, what: &str) { if !right { println!(\"{name}: {what}\"); } }\n",
    );
    let mut calls = String::new();
    let result = (|| {
        for made in types {
            one_in_rust(&mut text, made)?;
            let name = &made.name;
            writeln!(calls, "    layout_of_{name}();")?;
            if made.by_value {
                by_value(&mut text, name)?;
                writeln!(calls, "    calls_of_{name}();")?;
            }
        }
        let fields: usize = types.iter().map(|made| made.fields).sum();
        writeln!(
            text,
            "fn main() {{\n{calls}    println!(\"{} types, {fields} fields\");\n}}",
            types.len()
        )
    })();
    result.expect("a string takes it");
    text
}

/// The definition of a type, and its layout.
fn one_in_rust(text: &mut String, made: &Generated) -> std::fmt::Result {
    let Generated {
        name: n,
        rust,
        fields,
        ..
    } = made;
    let count = fields + 2;
    let mut ours = format!("size_of::<{n}>(), align_of::<{n}>()");
    for field in 0..*fields {
        write!(ours, ", offset_of!({n}, f{field})")?;
    }
    writeln!(
        text,
        "{rust}#[link(name = \"types\")]\nextern \"C\" {{\n\
         \x20   static layout_{n}: [usize; {count}];\n\
         \x20   fn fill_{n}(at: *mut {n});\n\
         \x20   fn same_{n}(at: *const {n}) -> i32;\n}}\n\
         fn layout_of_{n}() {{\n\
         \x20   let mut made: {n} = unsafe {{ zeroed() }};\n\
         \x20   compare(\"{n}\", &[{ours}], unsafe {{ &layout_{n} }});\n\
         \x20   if size_of::<{n}>() != unsafe {{ layout_{n}[0] }} {{ return; }}\n\
         \x20   unsafe {{ fill_{n}(&mut made) }};\n\
         \x20   let copy = Box::new([made, made]);\n\
         \x20   must(unsafe {{ same_{n}(&copy[1]) }} == 1, \"{n}\", \"a copy differs\");\n}}"
    )
}

/// Calls that pass and return a type, from Rust to C and from C to Rust.
fn by_value(text: &mut String, n: &str) -> std::fmt::Result {
    writeln!(
        text,
        "type Take{n} = extern \"C\" fn(i64, {n}, f64, {n}, i64, {n}, i64) -> i32;\n\
         extern \"C\" {{\n\
         \x20   fn take_{n}(a: i64, x: {n}, b: f64, y: {n}, c: i64, z: {n}, d: i64) -> i32;\n\
         \x20   fn give_{n}() -> {n};\n\
         \x20   fn call_{n}(take: Take{n}, give: extern \"C\" fn() -> {n}) -> i32;\n}}\n\
         extern \"C\" fn taken_{n}(a: i64, x: {n}, b: f64, y: {n}, c: i64, z: {n}, d: i64) -> i32 {{\n\
         \x20   let values = unsafe {{ same_{n}(&x) + same_{n}(&y) + same_{n}(&z) }};\n\
         \x20   i32::from(values == 3 && (a, b, c, d) == (1, 2.0, 3, 4))\n}}\n\
         extern \"C\" fn given_{n}() -> {n} {{ unsafe {{ let mut made = zeroed(); fill_{n}(&mut made); made }} }}\n\
         fn calls_of_{n}() {{\n\
         \x20   if size_of::<{n}>() != unsafe {{ layout_{n}[0] }} {{ return; }}\n\
         \x20   let made = given_{n}();\n\
         \x20   unsafe {{\n\
         \x20       must(take_{n}(1, made, 2.0, made, 3, made, 4) == 1, \"{n}\", \"C does not get what Rust passes\");\n\
         \x20       must(same_{n}(&give_{n}()) == 1, \"{n}\", \"Rust does not get what C returns\");\n\
         \x20       must(call_{n}(taken_{n}, given_{n}) == 1, \"{n}\", \"Rust does not get what C passes, or C what Rust returns\");\n\
         \x20   }}\n}}"
    )
}
