// SPDX-License-Identifier: MIT OR Apache-2.0

//! Holds what a row claims against the files that have to be there for it.

use crate::{Feature, Kind, LayerName, Problem, Register, Status, Theme, page};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Component, Path};

/// What the tree at `root` lacks of what `feature` claims.
pub(crate) fn row(feature: &Feature, root: &Path) -> Vec<Problem> {
    let mut problems = listed_tests(feature, root);
    // An unknown theme has been reported already, and says nothing about where to look.
    let Some(theme) = Theme::find(&feature.theme) else {
        return problems;
    };

    let usable = feature.layers().iter().any(|(_, layer)| layer.is_usable());
    if usable && theme.kind != Kind::Rows {
        for name in feature.names() {
            let path = page_path(theme, name);
            if !root.join(&path).is_file() {
                problems.push(Problem::new(
                    feature,
                    format!("something of it can be used, yet there is no page `{path}`; write it"),
                ));
            }
        }
    }
    for (layer_name, layer) in feature.layers() {
        if !layer.is_usable() {
            continue;
        }
        if layer_name == LayerName::Library && theme.kind == Kind::Sources {
            for name in feature.names() {
                problems.extend(library(feature, theme, name, layer.status, root));
            }
        } else if feature.tests.is_empty() {
            problems.push(Problem::new(
                feature,
                format!(
                    "{layer_name}: it can be used, yet no test is named; list the paths in `tests`"
                ),
            ));
        }
    }
    problems
}

/// The paths in `tests`.
fn listed_tests(feature: &Feature, root: &Path) -> Vec<Problem> {
    let mut problems = Vec::new();
    for test in &feature.tests {
        let inside = Path::new(test)
            .components()
            .all(|part| matches!(part, Component::Normal(_)));
        if !inside {
            problems.push(Problem::new(
                feature,
                format!("the test `{test}` is not inside the tree; give its path from the root"),
            ));
        } else if !root.join(test).exists() {
            problems.push(Problem::new(
                feature,
                format!(
                    "the test `{test}` does not exist; correct the path, or remove it from `tests`"
                ),
            ));
        }
    }
    problems
}

/// The files of a library feature, all of which follow from its theme and name.
fn library(
    feature: &Feature,
    theme: &Theme,
    name: &str,
    status: Status,
    root: &Path,
) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut add =
        |message: String| problems.push(Problem::new(feature, format!("library: {message}")));
    let theme = theme.name;

    let source = format!("crates/kelson/src/{theme}/{name}.rs");
    match fs::read_to_string(root.join(&source)) {
        Err(_) => add(format!(
            "there is no source `{source}`; move the code there, or correct the row's theme and name"
        )),
        // What is said about cost is looked up in the generated code, or not said.
        Ok(text) if text.lines().any(|line| line.trim() == "/// # Cost") => {
            let cost = format!("crates/kelson/tests/cost/{name}.rs");
            if !root.join(&cost).is_file() {
                add(format!(
                    "`{source}` has a section \"Cost\", yet nothing checks it; write `{cost}`"
                ));
            }
        }
        Ok(_) => {}
    }

    let tests = format!("crates/kelson/tests/{theme}/{name}.rs");
    match fs::read_to_string(root.join(&tests)) {
        Err(_) => add(format!("there are no tests `{tests}`; write them")),
        Ok(text) => {
            if status == Status::Works && !text.lines().any(|line| line.trim() == "#[test]") {
                add(format!(
                    "the status is `works`, yet `{tests}` has no `#[test]`; write one, or make it `partial`"
                ));
            }
            if !is_run(theme, name, root) {
                add(format!(
                    "cargo does not run `{tests}`; add `mod {name};` to `crates/kelson/tests/{theme}/main.rs`"
                ));
            }
        }
    }

    let ui = format!("crates/kelson/tests/ui/{name}");
    for (suffix, what) in [(".rs", "misuse"), (".stderr", "expected error")] {
        if !has_file(&root.join(&ui), suffix) {
            add(format!("`{ui}/` has no {what} (`*{suffix}`); add one"));
        }
    }
    problems
}

/// Whether cargo gets to a test file in a folder, which it does not look for by itself.
fn is_run(theme: &str, name: &str, root: &Path) -> bool {
    let tests = root.join("crates/kelson/tests");
    let declared = |path: &Path| {
        let text = fs::read_to_string(path).unwrap_or_default();
        text.lines()
            .any(|line| line.trim() == format!("mod {name};"))
    };
    let manifest = fs::read_to_string(root.join("crates/kelson/Cargo.toml")).unwrap_or_default();
    declared(&tests.join(theme).join("main.rs"))
        || declared(&tests.join(theme).join("mod.rs"))
        || declared(&tests.join(format!("{theme}.rs")))
        || manifest.contains(&format!("\"tests/{theme}/{name}.rs\""))
}

/// Pages that no row names, and pages that lack what a page has to have.
pub(crate) fn strays(register: &Register, root: &Path) -> Vec<Problem> {
    let mut problems = Vec::new();
    for theme in crate::THEMES {
        let folder = root.join("book/src").join(theme.name);
        for file in files(&folder)
            .into_iter()
            .filter(|file| file.ends_with(".md"))
        {
            let name = file.trim_end_matches(".md");
            let path = page_path(theme, name);
            let rows = || {
                register
                    .features
                    .iter()
                    .filter(|f| f.theme == theme.name && f.names().any(|n| n == name))
            };
            let Some(first) = rows().next() else {
                problems.push(Problem {
                    id: None,
                    message: format!(
                        "no row names the page `{path}`; add the row, or remove the page"
                    ),
                });
                continue;
            };
            let usable = rows().any(|f| f.layers().iter().any(|(_, layer)| layer.is_usable()));
            let faults = match fs::read_to_string(root.join(&path)) {
                Ok(text) => page::faults(&text, usable, has_unsafe(theme, name, root)),
                Err(error) => vec![format!("cannot be read: {error}")],
            };
            let faulty = |fault| Problem::new(first, format!("the page `{path}` {fault}"));
            problems.extend(faults.into_iter().map(faulty));
        }
    }
    problems
}

fn page_path(theme: &Theme, name: &str) -> String {
    format!("book/src/{}/{name}.md", theme.name)
}

/// Whether the feature's own sources write or generate unsafe code.
///
/// This looks at lines and not at syntax: a macro's output is not syntax yet. Comments do not
/// count, nor does the `unsafe {}` of a message.
fn has_unsafe(theme: &Theme, name: &str, root: &Path) -> bool {
    ["kelson", "kelson-macros"].iter().any(|package| {
        let path = root.join(format!("crates/{package}/src/{}/{name}.rs", theme.name));
        let text = fs::read_to_string(path).unwrap_or_default();
        text.lines().map(str::trim).any(|line| {
            let is_code = !line.starts_with("//") && !line.contains("unsafe {}");
            is_code && (line.contains("unsafe {") || line.contains("unsafe impl"))
        })
    })
}

/// The names of the files in a folder, sorted; none if there is no such folder.
fn files(folder: &Path) -> BTreeSet<String> {
    let Ok(entries) = fs::read_dir(folder) else {
        return BTreeSet::new();
    };
    entries
        .flatten()
        .filter(|entry| entry.path().is_file())
        .filter_map(|entry| entry.file_name().into_string().ok())
        .collect()
}

fn has_file(folder: &Path, suffix: &str) -> bool {
    files(folder).iter().any(|name| name.ends_with(suffix))
}
