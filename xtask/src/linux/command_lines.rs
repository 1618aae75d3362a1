// SPDX-License-Identifier: MIT OR Apache-2.0

//! What Kbuild recorded about the modules' build: which unstable features Rust code may use, and warnings.
//!
//! The kernel lets code outside its `rust` folder use four unstable features, and states them in every command
//! line. A module that needs a fifth would not build in anybody else's tree, so its command line must be as the
//! kernel made it.

use std::fs;
use std::path::{Path, PathBuf};

use super::stop::Stop;
use crate::shell::Failure;

/// The unstable features the kernel allows, as its command lines have them.
const ALLOWED: &str = "arbitrary_self_types,asm_goto,generic_arg_infer,used_with_arg";

/// Compares every recorded command line below a folder; returns how many Rust objects there are.
pub(super) fn check(folder: &Path) -> Result<usize, Stop> {
    let mut files = Vec::new();
    find_records(folder, &mut files)?;
    files.sort();
    let mut objects = 0;
    let mut wrong = Vec::new();
    for file in &files {
        let text = fs::read(file).map_err(|error| Failure::io("read", file, &error))?;
        let text = String::from_utf8_lossy(&text);
        match judge(&text) {
            Judged::Other => {}
            Judged::Host => {}
            Judged::Object => objects += 1,
            Judged::Wrong(why) => wrong.push(format!("\n  {}: {why}", file.display())),
        }
    }
    if !wrong.is_empty() {
        return Err(Stop::new(format!(
            "{} command lines do not keep to the unstable features a kernel allows:{}",
            wrong.len(),
            wrong.concat()
        )));
    }
    if objects == 0 {
        return Err(Stop::new(format!(
            "no Rust object was built in `{}`",
            folder.display()
        )));
    }
    Ok(objects)
}

/// The Rust objects that a build made for the kernel.
pub(super) fn rust_objects(folder: &Path) -> Result<Vec<PathBuf>, Stop> {
    let mut files = Vec::new();
    find_records(folder, &mut files)?;
    files.sort();
    let mut objects = Vec::new();
    for file in &files {
        let text = fs::read(file).map_err(|error| Failure::io("read", file, &error))?;
        // The kernel's own crates may use more features than others, which is no matter here.
        if matches!(
            judge(&String::from_utf8_lossy(&text)),
            Judged::Object | Judged::Wrong(_)
        ) {
            objects.extend(object_of(file));
        }
    }
    Ok(objects)
}

/// `a/b.o`, for the record `a/.b.o.cmd`, if it is there.
fn object_of(record: &Path) -> Option<PathBuf> {
    let name = record.file_name()?.to_str()?;
    let object = record.with_file_name(name.strip_prefix('.')?.strip_suffix(".cmd")?);
    (object.extension()? == "o" && object.is_file()).then_some(object)
}

/// The warnings in the output of a build that must have none: objtool's about code, modpost's about modules.
pub(super) fn warnings(log: &str) -> Vec<&str> {
    log.lines()
        .filter(|line| {
            let said = line.to_ascii_lowercase();
            said.contains("objtool:") || said.contains("warning: modpost:")
        })
        .collect()
}

/// What a record is.
#[derive(Debug, PartialEq, Eq)]
enum Judged {
    /// Of something else than a Rust compiler.
    Other,
    /// Of a proc macro, which runs in the compiler and not in the kernel.
    Host,
    /// Of an object for the kernel, as it should be.
    Object,
    /// Of something else than the kernel makes.
    Wrong(String),
}

/// Judges the text of a `.cmd` file.
fn judge(text: &str) -> Judged {
    // Below the command line are the file's dependencies.
    let Some(command) = text.lines().find(|line| line.starts_with("savedcmd_")) else {
        return Judged::Other;
    };
    let words: Vec<&str> = command
        .split_whitespace()
        .map(|word| word.trim_matches(['\'', '"']))
        .collect();
    if !words.iter().any(|word| word.starts_with("--edition=")) {
        return Judged::Other;
    }
    let is_host = words.contains(&"--crate-type=proc-macro")
        || words
            .windows(2)
            .any(|pair| pair == ["--crate-type", "proc-macro"]);
    let lists: Vec<&str> = words
        .iter()
        .filter_map(|word| word.strip_prefix("-Zallow-features="))
        .collect();
    if is_host {
        // The kernel allows none here. Without the option the list of the crate's own attributes counts, which
        // `cargo test` on a stable compiler proves to be empty.
        return match lists.iter().find(|list| !list.is_empty()) {
            Some(list) => Judged::Wrong(format!("a proc macro with `-Zallow-features={list}`")),
            None => Judged::Host,
        };
    }
    match lists[..] {
        [ALLOWED] => {}
        [] => return Judged::Wrong("`-Zallow-features` is missing".to_owned()),
        _ => {
            return Judged::Wrong(format!(
                "`-Zallow-features={}`",
                lists.join(" -Zallow-features=")
            ));
        }
    }
    let features = format!("feature({ALLOWED})");
    let attributes = words
        .iter()
        .filter_map(|word| word.strip_prefix("-Zcrate-attr="))
        .map(|attribute| attribute.trim_matches(['\'', '"']));
    for attribute in attributes {
        if attribute.contains("feature") && attribute != features {
            return Judged::Wrong(format!("`-Zcrate-attr={attribute}`"));
        }
    }
    Judged::Object
}

/// Collects the records below a folder.
fn find_records(folder: &Path, found: &mut Vec<PathBuf>) -> Result<(), Stop> {
    let entries = fs::read_dir(folder).map_err(|error| Failure::io("read", folder, &error))?;
    for entry in entries.flatten() {
        let path = entry.path();
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            find_records(&path, found)?;
        } else if path.extension().is_some_and(|extension| extension == "cmd") {
            found.push(path);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(options: &str) -> String {
        format!(
            "savedcmd_lib.o := OBJTREE=/x rustc --edition=2021 {options} lib.rs\n\ndeps_lib.o := \\\n  -Zallow-features=x \\\n"
        )
    }

    #[test]
    fn kernels_own_lines_pass() {
        let line = record(&format!(
            "-Zallow-features={ALLOWED} -Zcrate-attr=no_std -Zcrate-attr='feature({ALLOWED})'"
        ));
        assert_eq!(judge(&line), Judged::Object);
        let host = record("-Zallow-features= --crate-type proc-macro");
        assert_eq!(judge(&host), Judged::Host);
        assert_eq!(
            judge("savedcmd_a.o := clang -c a.c\n\nsource_a.o := a.c\n"),
            Judged::Other
        );
        assert_eq!(judge(""), Judged::Other);
    }

    #[test]
    fn any_other_feature_is_found() {
        for options in [
            "",
            "-Zallow-features=",
            &format!("-Zallow-features={ALLOWED},never_type"),
            &format!("-Zallow-features={ALLOWED} -Zallow-features=never_type"),
            &format!("-Zallow-features={ALLOWED} -Zcrate-attr='feature(never_type)'"),
            "--crate-type=proc-macro -Zallow-features=never_type",
        ] {
            assert!(
                matches!(judge(&record(options)), Judged::Wrong(_)),
                "{options}"
            );
        }
    }

    #[test]
    fn warnings_are_found() {
        let log = "  RUSTC [M] a.o\na.o: warning: objtool: f+0x1: unreachable instruction\n\
                   WARNING: modpost: missing MODULE_LICENSE() in a.o\nwarning: unused variable\n";
        assert_eq!(warnings(log).len(), 2);
        assert!(warnings("  OBJTOOL a.o\n  CC tools/objtool/check.o\n").is_empty());
    }
}
