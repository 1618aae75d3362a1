// SPDX-License-Identifier: MIT OR Apache-2.0

//! The generated documents are up to date, and generation itself does what it says.

use std::fs;
use std::path::{Path, PathBuf};
use xtask::docs::{self, BEGIN, END, Error, generate};

const REGISTER: &str = r#"
[[feature]]
id = "R08"
title = "`static_assert!` | with a bar"
section = "required"
theme = "check"
name = "static_assert"
links = ["https://github.com/rust-lang/rust/issues/149226", "https://example.org/list"]
kernel = true
library = { status = "works", offers = "`static_assert!`" }
kelsonc = { status = "absent", offers = "a gate", missing = "the gate" }
tool = { status = "absent", missing = "not planned: no need" }

[[feature]]
id = "D10"
title = "Numbers in `cfg`"
section = "discussion"
theme = "cfg"
name = "when"
links = ["https://github.com/rust-lang/rust/issues/64796"]
kernel = true
library = { status = "absent", offers = "`#[when]`", missing = "the attribute" }
kelsonc = { status = "absent", missing = "not planned: no need" }
tool = { status = "partial", offers = "`cargo kelson when`", missing = "half of it" }

[[feature]]
id = "D11"
title = "`cfg_select!`"
section = "discussion"
theme = "cfg"
name = "when"
links = ["https://github.com/rust-lang/rust/issues/115585"]
kernel = true
library = { status = "absent", offers = "`cfg_select!`", missing = "the macro" }
kelsonc = { status = "absent", missing = "not planned: no need" }
tool = { status = "absent", missing = "not planned: no need" }
"#;

/// A folder of this test's own with a register and the three documents.
fn tree(name: &str) -> PathBuf {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("docs")
        .join(name);
    let _ = fs::remove_dir_all(&root);
    let document = format!("by hand\n\n{BEGIN}\n\nold\n\n{END}\n\nby hand too\n");
    write(&root, "wanted.toml", REGISTER);
    write(&root, "README.md", &document);
    write(&root, "book/src/wanted.md", &document);
    write(&root, "book/src/SUMMARY.md", &document);
    write(
        &root,
        "book/src/check/static_assert.md",
        "# Static assertions\n",
    );
    write(
        &root,
        "book/src/cfg/when.md",
        "# Configuration with numbers\n",
    );
    root
}

fn write(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().expect("a file in a folder")).expect("a folder");
    fs::write(path, text).expect("a file");
}

/// The generated part of one document.
fn part(root: &Path, path: &str) -> String {
    let documents = generate(root).unwrap_or_else(|error| panic!("{error}"));
    let document = documents
        .into_iter()
        .find(|d| d.path == path)
        .expect("a document of this path");
    let text = document.wanted;
    let inner = text
        .split_once(BEGIN)
        .and_then(|(_, rest)| rest.split_once(END))
        .expect("both markers")
        .0;
    assert!(
        text.starts_with("by hand\n\n") && text.ends_with("\n\nby hand too\n"),
        "{text}"
    );
    inner.trim().to_owned()
}

#[test]
fn the_documents_of_this_tree_are_up_to_date() {
    if let Err(error) = docs::run(true) {
        panic!("{error}");
    }
}

#[test]
fn readme_has_a_line_per_row() {
    let root = tree("readme");
    let text = part(&root, "README.md");
    let lines: Vec<&str> = text.lines().collect();
    assert!(
        lines[0].starts_with(
            "Of 3 wanted features, 1 work in at least one layer, 1 work in part, and 1 are planned."
        ),
        "{text}"
    );
    assert_eq!(
        lines[4..],
        [
            "| R08 | [`static_assert!` \\| with a bar](https://github.com/rust-lang/rust/issues/149226) \
             | [`static_assert!`](book/src/check/static_assert.md) | works | planned | - |",
            // The tool has more than the library, so its answer is the one shown.
            "| D10 | [Numbers in `cfg`](https://github.com/rust-lang/rust/issues/64796) \
             | [`cargo kelson when`](book/src/cfg/when.md) | planned | - | partial |",
            "| D11 | [`cfg_select!`](https://github.com/rust-lang/rust/issues/115585) \
             | [`cfg_select!`](book/src/cfg/when.md) | planned | - | - |",
        ]
    );
}

#[test]
fn readme_links_only_pages_that_exist() {
    let root = tree("no_page");
    fs::remove_file(root.join("book/src/check/static_assert.md")).expect("a page of the fixture");
    assert!(part(&root, "README.md").contains(" | `static_assert!` | works | planned | - |"));
}

#[test]
fn index_has_a_table_per_section() {
    let text = part(&tree("index"), "book/src/wanted.md");
    assert!(
        text.contains("\n## Required\n") && text.contains("\n## Discussion needed\n"),
        "{text}"
    );
    assert!(
        text.contains(
            "| R08 | [`static_assert!` \\| with a bar](check/static_assert.md) \
             ([rust#149226](https://github.com/rust-lang/rust/issues/149226), \
             [https://example.org/list](https://example.org/list)) \
             | works: `static_assert!` | planned: a gate | - |"
        ),
        "{text}"
    );
    assert!(
        text.contains("| partial: `cargo kelson when`; missing: half of it |"),
        "{text}"
    );
}

#[test]
fn summary_lists_each_page_once() {
    let text = part(&tree("summary"), "book/src/SUMMARY.md");
    assert_eq!(
        text,
        "# Checks\n\n- [Static assertions](check/static_assert.md)\n\n\
         # Configuration\n\n- [Configuration with numbers](cfg/when.md)"
    );
}

#[test]
fn generating_again_changes_nothing() {
    let root = tree("again");
    for document in generate(&root).expect("documents") {
        // The feature pages, in folders of their own, quote nothing here.
        let is_feature_page = document.path.matches('/').count() > 2;
        assert_eq!(document.is_stale(), !is_feature_page, "{}", document.path);
        write(&root, &document.path, &document.wanted);
    }
    for document in generate(&root).expect("documents") {
        assert!(!document.is_stale(), "{}", document.path);
    }
}

#[test]
fn document_without_markers() {
    let whole = format!("{BEGIN}\n\n{END}\n");
    let cases = [
        String::new(),
        format!("{BEGIN}\n"),
        format!("{END}\n"),
        format!("{END}\n{BEGIN}\n"),
        format!("{whole}{whole}"),
    ];
    for text in cases {
        let root = tree("markers");
        write(&root, "README.md", &text);
        let error = generate(&root).expect_err(&text);
        assert!(
            matches!(error, Error::Markers("README.md")),
            "{text:?}: {error}"
        );
        assert_eq!(
            error.to_string(),
            "`README.md` has no place for the generated part; put `<!-- kelson:wanted:begin -->` and \
             `<!-- kelson:wanted:end -->` on lines of their own"
        );
    }
}

#[test]
fn document_that_is_missing() {
    let root = tree("missing");
    fs::remove_file(root.join("README.md")).expect("a document of the fixture");
    let error = generate(&root).expect_err("no README");
    assert!(error.to_string().starts_with("cannot access `"), "{error}");
    assert!(error.to_string().contains("README.md"), "{error}");
}

#[test]
fn stale_documents_are_all_named() {
    assert_eq!(
        Error::Stale(vec!["README.md".into(), "book/src/wanted.md".into()]).to_string(),
        "not as `wanted.toml` and the tests have it: `README.md`, `book/src/wanted.md`; run `cargo xtask docs`"
    );
}
