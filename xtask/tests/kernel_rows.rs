// SPDX-License-Identifier: MIT OR Apache-2.0

//! What is wanted in kernels and works is tested in one: each such row has its file in
//! `linux/modules/kelson_kunit`, the file has test cases, and their suite is one that is run.

use kelson_register::{Feature, Register, Status};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

const KUNIT: &str = "linux/modules/kelson_kunit";
const SUITES: &str = "linux/modules/suites";
const KELSONC_SUITES: &str = "linux/modules/kelsonc/suites";

/// A row that the library serves in every way, as the register would have it.
const MADE_UP: &str = r#"
[[feature]]
id = "R99"
title = "A feature that nobody wants"
section = "required"
theme = "check"
name = "made_up"
also = ["static_assert"]
links = []
kernel = true
library = { status = "works", offers = "`made_up!`" }
kelsonc = { status = "absent", missing = "not planned: made up" }
tool = { status = "absent", missing = "not planned: made up" }
"#;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("xtask is in the root")
        .to_owned()
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_default()
}

/// The rows that have to be proven inside a kernel.
fn in_kernels(register: &Register) -> impl Iterator<Item = &Feature> {
    register
        .features
        .iter()
        .filter(|row| row.kernel && row.library.status == Status::Works)
}

/// What a row lacks: a file, cases in it, or the way to them from the module.
fn missing(row: &Feature, suites: &BTreeSet<String>) -> Vec<String> {
    let mut missing = Vec::new();
    let Feature { id, theme, .. } = row;
    let suite = format!("kelson_{theme}");
    if !suites.contains(&suite) {
        missing.push(format!(
            "{id}: `{SUITES}` does not name the suite `{suite}`"
        ));
    }
    if !read(&format!("{KUNIT}/main.rs")).contains(&format!("\nmod {theme};\n")) {
        missing.push(format!("{id}: `{KUNIT}/main.rs` has no `mod {theme};`"));
    }
    for name in row.names() {
        let file = format!("{KUNIT}/{theme}/{name}.rs");
        if !read(&file).contains(&format!("\ncases! {{ {name}:\n    fn ")) {
            missing.push(format!(
                "{id}: `{file}` with `cases! {{ {name}: ..` does not exist"
            ));
        }
        let folder = format!("{KUNIT}/{theme}/mod.rs");
        let registered = read(&folder)
            .split_once(&format!("suite!({suite}: "))
            .and_then(|(_, rest)| rest.split_once(')'))
            .is_some_and(|(list, _)| list.split(',').any(|listed| listed.trim() == name));
        if !registered {
            missing.push(format!(
                "{id}: `{folder}` does not have `{name}` in `suite!({suite}: ..)`"
            ));
        }
    }
    missing
}

fn suites() -> BTreeSet<String> {
    lines(SUITES)
}

/// The lines of a list that say something.
fn lines(path: &str) -> BTreeSet<String> {
    read(path)
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(str::to_owned)
        .collect()
}

#[test]
fn what_works_in_kernels_is_tested_in_one() {
    let register = Register::parse(&read("wanted.toml")).unwrap_or_else(|error| panic!("{error}"));
    let suites = suites();
    assert!(!suites.is_empty(), "`{SUITES}` is missing or empty");
    let missing: Vec<String> = in_kernels(&register)
        .flat_map(|row| missing(row, &suites))
        .collect();
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

#[test]
fn a_row_without_a_test_is_caught() {
    let register = Register::parse(MADE_UP).unwrap_or_else(|error| panic!("{error}"));
    let rows: Vec<&Feature> = in_kernels(&register).collect();
    assert_eq!(rows.len(), 1, "the made-up row is one for kernels");
    let missing = missing(rows[0], &suites());
    // Its second name is that of a feature that is tested, so only the first is amiss.
    assert_eq!(missing.len(), 2, "{missing:?}");
    assert!(missing.iter().all(|what| what.contains("made_up")));
}

#[test]
fn every_suite_that_is_registered_is_run() {
    let mut registered = BTreeSet::new();
    let mut folders = vec![root().join("linux/modules")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder of modules").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            for line in fs::read_to_string(path).unwrap_or_default().lines() {
                let name = line
                    .strip_prefix("suite!(")
                    .and_then(|rest| rest.split_once(':'))
                    .or_else(|| {
                        line.strip_prefix("#[kunit_tests(")
                            .and_then(|rest| rest.split_once(')'))
                    });
                registered.extend(name.map(|(name, _)| name.to_owned()));
            }
        }
    }
    let mut declared = suites();
    // Those that only kelsonc builds.
    declared.extend(lines(KELSONC_SUITES));
    assert_eq!(
        registered, declared,
        "`{SUITES}`, `{KELSONC_SUITES}` and the sources differ"
    );
}
