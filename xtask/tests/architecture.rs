// SPDX-License-Identifier: MIT OR Apache-2.0

//! `ARCHITECTURE.md` and the tree agree, in both directions.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The section whose paths must not exist.
const ABSENT: &str = "Not here yet";

/// The feature that stands for all where the map has `THEME` and `NAME`.
const EXAMPLE: (&str, &str) = ("check", "static_assert");

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("xtask is in the root")
        .to_owned()
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The code spans of the map with the section each is in.
fn spans(markdown: &str) -> Vec<(String, String)> {
    let mut section = String::new();
    let mut found = Vec::new();
    for line in markdown.lines() {
        if let Some(title) = line.strip_prefix("## ") {
            section = title.to_owned();
        }
        // Spans do not run over lines here, so every second piece is inside one.
        found.extend(
            line.split('`')
                .skip(1)
                .step_by(2)
                .map(|span| (section.clone(), span.to_owned())),
        );
    }
    found
}

/// Whether a code span names a place in the tree rather than a command or a key.
fn is_path(span: &str) -> bool {
    span.contains('/') && !span.contains(char::is_whitespace)
}

/// The members that the workspace lists, one a line.
fn members() -> Vec<String> {
    let manifest = read("Cargo.toml");
    let (_, rest) = manifest
        .split_once("members = [")
        .expect("the manifest lists its members");
    let (list, _) = rest.split_once(']').expect("the list ends");
    list.split('"')
        .skip(1)
        .step_by(2)
        .map(str::to_owned)
        .collect()
}

/// The folders in the root that belong to the project.
fn folders() -> BTreeSet<String> {
    let git = Command::new("git")
        .current_dir(root())
        .args(["ls-files", "--cached", "--others", "--exclude-standard"])
        .output();
    match git {
        Ok(output) if output.status.success() => String::from_utf8_lossy(&output.stdout)
            .lines()
            .filter_map(|path| path.split_once('/'))
            .map(|(folder, _)| folder.to_owned())
            .filter(|folder| root().join(folder).is_dir())
            .collect(),
        // An exported tree has no history to ask, but no clutter either.
        _ => fs::read_dir(root())
            .expect("the root can be read")
            .flatten()
            .filter(|entry| entry.path().is_dir())
            .filter_map(|entry| entry.file_name().into_string().ok())
            .filter(|name| name != ".git" && name != "target")
            .collect(),
    }
}

#[test]
fn what_the_map_names_exists() {
    let map = read("ARCHITECTURE.md");
    let (theme, name) = EXAMPLE;
    let mut checked = 0;
    let mut wrong = Vec::new();
    for (section, span) in spans(&map).into_iter().filter(|(_, span)| is_path(span)) {
        let path = span.replace("THEME", theme).replace("NAME", name);
        checked += 1;
        match (section == ABSENT, root().join(&path).exists()) {
            (false, false) => wrong.push(format!("`{path}` does not exist; correct the map")),
            (true, true) => wrong.push(format!("`{path}` is here; move it out of \"{ABSENT}\"")),
            _ => {}
        }
    }
    assert!(
        checked > 20,
        "only {checked} paths were found, so the map is not read as it is written"
    );
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_exists_is_on_the_map() {
    let map = read("ARCHITECTURE.md");
    let named: BTreeSet<String> = spans(&map)
        .into_iter()
        .map(|(_, span)| span.trim_end_matches('/').to_owned())
        .collect();
    let (members, folders) = (members(), folders());
    assert!(
        members.len() > 5 && folders.contains("crates"),
        "{members:?}, {folders:?}"
    );
    let missing: Vec<String> = members
        .into_iter()
        .chain(folders)
        .filter(|path| !named.contains(path))
        .collect();
    assert!(
        missing.is_empty(),
        "not in ARCHITECTURE.md: {}",
        missing.join(", ")
    );
}

#[test]
fn spans_are_found_with_their_section() {
    let text = "intro `a/b`\n## One\n| `c` | `d/e f` |\n## Not here yet\n- `g/`: later\n";
    let found = spans(text);
    let paths: Vec<(&str, &str)> = found
        .iter()
        .filter(|(_, span)| is_path(span))
        .map(|(s, p)| (s.as_str(), p.as_str()))
        .collect();
    assert_eq!(paths, [("", "a/b"), (ABSENT, "g/")]);
}
