// SPDX-License-Identifier: MIT OR Apache-2.0

//! Checks the claims of cost: compiles `crates/kelson/tests/cost/*.rs` and reads the assembly, or
//! the LLVM IR.
//!
//! A file states its claims in comments; each is checked at `-Copt-level=2`, `3` and `s`, and one
//! that starts `//@[03]` only at these. One with `>=1.95`, `<1.95` or `nightly` in front is checked
//! only of such compilers; the file is compiled with `--cfg nightly` on a nightly.
//!
//! | comment | claim |
//! |---|---|
//! | `//@ same: a b` | the functions `a` and `b` have the same instructions |
//! | `//@ lacks: f TEXT` | the instructions of `f` do not mention `TEXT` |
//! | `//@ order: f X Y` | in the instructions of `f`, the first `X` comes before the first `Y` |
//! | `//@ has: TEXT` | `TEXT` is somewhere in the assembly, `\n` being a line feed's escape |
//! | `//@ absent: TEXT` | `TEXT` is nowhere in it |
//! | `//@ leaves: a b` | a static library of it, made with `--cfg library`, has the undefined symbols `a` and `b`, and none of Rust's allocator |
//! | `//@ link-error: TEXT` | compiled with `--cfg broken`, the program does not link, and the linker's message has `TEXT` |
//! | `//@ links` | compiled without, it links |
//! | `//@ ir-has: f TEXT` | the parameters of `f` in LLVM IR, with their attributes, mention `TEXT` |
//! | `//@ ir-lacks: f TEXT` | they do not |
//! | `//@ ir-same: a b` | the parameters of `a` and `b` are the same, with the same attributes |
//!
//! A file with the line `//# features: none` is compiled with the library as it is by default.
//!
//! Functions under test are `#[no_mangle] extern "C"`, so that their names are their labels.

use object::read::archive::ArchiveFile;
use object::{Object, ObjectSymbol};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use xtask::shell::workspace_root as root;
use xtask::testbed::Testbed;

#[test]
fn claims_of_cost_hold() {
    let whole = Testbed::new("release");
    let bare = Testbed::with_features("release", &[]);
    let mut failures = Vec::new();
    let mut checked = 0;
    for file in sources() {
        let text = std::fs::read_to_string(root().join(&file)).expect("a source file is readable");
        let claims: Vec<(&str, &str)> = text.lines().filter_map(claim).collect();
        assert!(!claims.is_empty(), "{} claims nothing", file.display());
        let is_bare = text.lines().any(|line| line == "//# features: none");
        let testbed = if is_bare { &bare } else { &whole };
        for level in ["0", "2", "3", "s"] {
            let claims: Vec<&str> = claims
                .iter()
                .filter(|(levels, _)| levels.contains(level))
                .filter_map(|(_, claim)| for_compiler(claim, &testbed.version))
                .collect();
            if claims.is_empty() {
                continue;
            }
            let asm = emitted(testbed, &file, level, "asm");
            let ir = match claims.iter().any(|claim| claim.starts_with("ir-")) {
                true => emitted(testbed, &file, level, "llvm-ir"),
                false => String::new(),
            };
            for claim in claims {
                checked += 1;
                if let Err(why) = check(testbed, &file, level, &asm, &ir, claim) {
                    failures.push(format!(
                        "{} at opt-level {level}: `{claim}`: {why}",
                        file.display()
                    ));
                }
            }
        }
    }
    println!("rustc {}: {checked} claims checked", whole.version);
    assert!(checked > 0, "no claims were found");
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}

/// The levels and the text of a claim, if the line is one.
fn claim(line: &str) -> Option<(&str, &str)> {
    let rest = line.trim().strip_prefix("//@")?;
    match rest.strip_prefix('[') {
        Some(rest) => rest.split_once("] "),
        None => Some(("23s", rest.strip_prefix(' ')?)),
    }
}

/// The claim without its condition, if it is one about the compiler of this version.
fn for_compiler<'a>(claim: &'a str, version: &str) -> Option<&'a str> {
    let (condition, rest) = claim.split_once(' ').unwrap_or((claim, ""));
    if condition == "nightly" {
        return version.contains("nightly").then_some(rest);
    }
    let minor = |text: &str| text.split('.').nth(1).and_then(|minor| minor.parse().ok());
    let of_compiler: Option<u32> = minor(version);
    if let Some(least) = condition.strip_prefix(">=") {
        return (of_compiler >= minor(least)).then_some(rest);
    }
    if let Some(limit) = condition.strip_prefix('<') {
        return (of_compiler < minor(limit)).then_some(rest);
    }
    Some(claim)
}

fn sources() -> Vec<PathBuf> {
    // Relative to the root, where the compiler runs, for paths are part of some claims.
    let folder = Path::new("crates/kelson/tests/cost");
    let entries = std::fs::read_dir(root().join(folder)).expect("the folder of cost checks exists");
    let mut files: Vec<PathBuf> = entries
        .map(|entry| folder.join(entry.expect("a folder can be listed").file_name()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .collect();
    files.sort();
    files
}

fn compile(testbed: &Testbed, file: &Path, level: &str, extra: &[&str], out: &Path) -> Output {
    Command::new(&testbed.rustc)
        .current_dir(root())
        .arg(file)
        .args([
            "--edition",
            "2021",
            "-Ccodegen-units=1",
            "-Cdebug-assertions=off",
        ])
        .arg(format!("-Copt-level={level}"))
        .args(["--check-cfg", "cfg(broken, nightly)"])
        .args(match testbed.version.contains("nightly") {
            true => &["--cfg", "nightly"][..],
            false => &[],
        })
        .args(testbed.extern_args())
        .args(extra)
        .arg("-o")
        .arg(out)
        .env_remove("RUSTUP_TOOLCHAIN")
        .output()
        .expect("the compiler under test runs")
}

fn output_path(testbed: &Testbed, file: &Path, suffix: &str) -> PathBuf {
    let stem = file
        .file_stem()
        .expect("a source file has a name")
        .to_string_lossy();
    testbed.out_dir.join(format!("{stem}-{suffix}"))
}

/// What the compiler emits: `asm` or `llvm-ir`.
fn emitted(testbed: &Testbed, file: &Path, level: &str, kind: &str) -> String {
    let out = output_path(testbed, file, &format!("{level}.{kind}"));
    let emit = format!("--emit={kind}");
    let output = compile(testbed, file, level, &[&emit, "--crate-type=lib"], &out);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success(),
        "{} does not compile:\n{errors}",
        file.display()
    );
    std::fs::read_to_string(&out).expect("the compiler wrote what it was told to")
}

fn check(
    testbed: &Testbed,
    file: &Path,
    level: &str,
    asm: &str,
    ir: &str,
    claim: &str,
) -> Result<(), String> {
    let (kind, rest) = claim.split_once(':').unwrap_or((claim, ""));
    let rest = rest.trim();
    let words: Vec<&str> = rest.split_whitespace().collect();
    match (kind, words.as_slice()) {
        ("same", [a, b]) => {
            let (a, b) = (instructions(asm, a)?, instructions(asm, b)?);
            if a == b {
                Ok(())
            } else {
                Err(format!("\n{}\n-- and --\n{}", a.join("\n"), b.join("\n")))
            }
        }
        ("lacks", [function, ..]) => {
            let text = rest[function.len()..].trim();
            let body = instructions(asm, function)?;
            match body.iter().find(|line| line.contains(text)) {
                Some(line) => Err(format!("it has `{line}`")),
                None => Ok(()),
            }
        }
        ("order", [function, first, second]) => {
            let body = instructions(asm, function)?;
            let at = |text: &str| body.iter().position(|line| line.contains(text));
            match (at(first), at(second)) {
                (Some(x), Some(y)) if x < y => Ok(()),
                found => Err(format!("found at {found:?} in\n{}", body.join("\n"))),
            }
        }
        ("has", _) if asm.contains(rest) => Ok(()),
        ("has", _) => Err("it does not".into()),
        ("absent", _) => match asm.lines().find(|line| line.contains(rest)) {
            Some(line) => Err(format!("it has `{}`", line.trim())),
            None => Ok(()),
        },
        ("leaves", wanted) => {
            let out = output_path(testbed, file, "library.a");
            let library = [
                "--cfg",
                "library",
                "--crate-type=staticlib",
                "-Cpanic=abort",
            ];
            let output = compile(testbed, file, level, &library, &out);
            if !output.status.success() {
                return Err(String::from_utf8_lossy(&output.stderr).into_owned());
            }
            let left = undefined(&std::fs::read(&out).expect("the compiler wrote the library"))?;
            let allocators = left.iter().find(|name| name.contains("__rust_"));
            let missing = wanted.iter().find(|name| !left.contains(**name));
            match (allocators, missing) {
                (Some(name), _) => Err(format!("`{name}` is left to define")),
                (None, Some(name)) => Err(format!("`{name}` is not among {left:?}")),
                (None, None) => Ok(()),
            }
        }
        ("link-error", _) => {
            let out = output_path(testbed, file, "broken");
            let output = compile(
                testbed,
                file,
                level,
                &["--cfg", "broken", "--crate-type=bin"],
                &out,
            );
            let message = String::from_utf8_lossy(&output.stderr);
            if output.status.success() {
                Err("it links".into())
            } else if message.contains(rest) {
                Ok(())
            } else {
                Err(format!("the message is\n{message}"))
            }
        }
        ("links", _) => {
            let out = output_path(testbed, file, "whole");
            let output = compile(testbed, file, level, &["--crate-type=bin"], &out);
            if output.status.success() {
                Ok(())
            } else {
                Err(String::from_utf8_lossy(&output.stderr).into_owned())
            }
        }
        ("ir-has" | "ir-lacks", [function, text]) => {
            let parameters = parameters(ir, function)?;
            if parameters.contains(text) == (kind == "ir-has") {
                Ok(())
            } else {
                Err(format!("the parameters are `{parameters}`"))
            }
        }
        ("ir-same", [a, b]) => {
            let (a, b) = (parameters(ir, a)?, parameters(ir, b)?);
            if a == b {
                Ok(())
            } else {
                Err(format!("\n{a}\n-- and --\n{b}"))
            }
        }
        _ => Err("no such claim".into()),
    }
}

/// The symbols that an archive uses and does not define.
fn undefined(bytes: &[u8]) -> Result<BTreeSet<String>, String> {
    let archive = ArchiveFile::parse(bytes).map_err(|error| error.to_string())?;
    let (mut defined, mut used) = (BTreeSet::new(), BTreeSet::new());
    for member in archive.members() {
        let member = member.map_err(|error| error.to_string())?;
        let data = member.data(bytes).map_err(|error| error.to_string())?;
        let object = object::File::parse(data).map_err(|error| error.to_string())?;
        for symbol in object.symbols() {
            let name = symbol.name().map_err(|error| error.to_string())?.to_owned();
            let list = if symbol.is_undefined() {
                &mut used
            } else {
                &mut defined
            };
            list.insert(name);
        }
    }
    Ok(&used - &defined)
}

/// The parameters of one function in LLVM IR, each with its attributes.
fn parameters<'a>(ir: &'a str, function: &str) -> Result<&'a str, String> {
    let name = format!(" @{function}(");
    let rest = ir
        .lines()
        .filter(|line| line.starts_with("define "))
        .find_map(|line| line.split_once(&name))
        .map(|(_, rest)| rest)
        .ok_or_else(|| format!("there is no function `{function}` in the LLVM IR"))?;
    // Attributes have parentheses too.
    let mut open = 1;
    let end = rest.find(|c| {
        open += i32::from(c == '(') - i32::from(c == ')');
        open == 0
    });
    end.map(|end| &rest[..end])
        .ok_or_else(|| format!("the declaration of `{function}` has no end"))
}

/// The instructions of one function, with its local labels renumbered so that two functions with
/// the same code have the same text.
fn instructions(asm: &str, function: &str) -> Result<Vec<String>, String> {
    // Functions with the same code may be merged; then one is another name of the other.
    let function = asm
        .lines()
        .find_map(|line| {
            let line = line.trim();
            let set = line
                .strip_prefix(".set ")
                .and_then(|rest| rest.split_once(", "));
            let (name, target) = set.or_else(|| line.split_once(" = "))?;
            (name == function).then_some(target)
        })
        .unwrap_or(function);
    let start = format!("{function}:");
    let mut lines = asm
        .lines()
        .skip_while(|line| line.trim_end() != start)
        .skip(1)
        .peekable();
    if lines.peek().is_none() {
        return Err(format!("there is no function `{function}` in the assembly"));
    }
    let mut labels: Vec<String> = Vec::new();
    let mut body = Vec::new();
    for line in lines {
        let line = line.split('#').next().unwrap_or_default().trim();
        if line.starts_with(".Lfunc_end") || line.starts_with(".size") {
            break;
        }
        // Directives carry no code; local labels do, by where they stand.
        let is_label = line.starts_with(".L") && line.ends_with(':');
        if line.is_empty() || (line.starts_with('.') && !is_label) {
            continue;
        }
        let renamed: Vec<String> = line
            .split_whitespace()
            .map(|word| match word.find(".L") {
                Some(at) => {
                    let (before, label) = word.split_at(at);
                    let label = label.trim_end_matches([':', ',']);
                    let number = labels
                        .iter()
                        .position(|known| known == label)
                        .unwrap_or_else(|| {
                            labels.push(label.to_owned());
                            labels.len() - 1
                        });
                    format!("{before}L{number}")
                }
                None => word.to_owned(),
            })
            .collect();
        body.push(renamed.join(" "));
    }
    Ok(body)
}
