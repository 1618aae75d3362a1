// SPDX-License-Identifier: MIT OR Apache-2.0

//! The scaffold is whole, compiles, claims nothing and overwrites nothing.

use kelson_register::{Register, Status, check};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use xtask::new_feature::{Error, create};

const SPDX: &str = "// SPDX-License-Identifier: MIT OR Apache-2.0\n\n";

/// A workspace with the two crates and the real register, and the theme `check` with one feature.
fn tree(name: &str) -> PathBuf {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("new_feature")
        .join(name);
    let _ = fs::remove_dir_all(&root);
    let write = |path: &str, text: &str| {
        let path = root.join(path);
        fs::create_dir_all(path.parent().expect("a file in a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    };
    let package = |name: &str, rest: &str| {
        format!("[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2021\"\n{rest}")
    };
    write(
        "Cargo.toml",
        "[workspace]\nresolver = \"2\"\nmembers = [\"crates/*\"]\n",
    );
    write(
        "crates/kelson/Cargo.toml",
        &package(
            "kelson",
            "[dependencies]\nkelson-macros = { path = \"../kelson-macros\" }\n",
        ),
    );
    write(
        "crates/kelson/src/lib.rs",
        "//! Library.\n#![no_std]\n\nmod check;\n\n/// Public.\npub fn f() {}\n",
    );
    write(
        "crates/kelson/src/check/mod.rs",
        "//! Checks.\n\npub(crate) mod static_assert;\n",
    );
    write(
        "crates/kelson/src/check/static_assert.rs",
        "//! There already.\n",
    );
    write(
        "crates/kelson-macros/Cargo.toml",
        &package("kelson-macros", "[lib]\nproc-macro = true\n"),
    );
    write("crates/kelson-macros/src/lib.rs", "//! Macros.\n");
    let register = Path::new(env!("CARGO_MANIFEST_DIR")).join("../wanted.toml");
    write(
        "wanted.toml",
        &fs::read_to_string(register).expect("the register"),
    );
    root
}

fn read(root: &Path, path: &str) -> String {
    fs::read_to_string(root.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn register(root: &Path) -> Register {
    Register::parse(&read(root, "wanted.toml")).unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn the_scaffold_compiles_and_passes() {
    let root = tree("compiles");
    create(&root, "check", "overflow", None).expect("a feature in a theme that is there");
    create(&root, "borrow", "views", None).expect("a feature in a theme that is not there");
    let output = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .current_dir(&root)
        .args([
            "test",
            "--offline",
            "--package",
            "kelson",
            "--target-dir",
            "target",
        ])
        .env("RUSTFLAGS", "--deny warnings")
        .output()
        .expect("cargo runs");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

#[test]
fn every_part_has_the_one_name() {
    let root = tree("parts");
    let report = create(&root, "check", "overflow", None).expect("a feature");
    for path in [
        "crates/kelson/src/check/overflow.rs",
        "crates/kelson-macros/src/check/overflow.rs",
        "crates/kelson/tests/check/overflow.rs",
        "crates/kelson/tests/ui/overflow/accepted.rs",
        "book/src/check/overflow.md",
    ] {
        assert!(!read(&root, path).is_empty());
        assert!(report.contains(&format!("   made {path}\n")), "{report}");
    }
    assert_eq!(
        read(&root, "crates/kelson/src/check/mod.rs"),
        "//! Checks.\n\npub(crate) mod overflow;\npub(crate) mod static_assert;\n"
    );
    assert_eq!(
        read(&root, "crates/kelson/src/lib.rs"),
        "//! Library.\n#![no_std]\n\nmod check;\n\n/// Public.\npub fn f() {}\n",
        "the theme is declared already"
    );
    assert_eq!(
        read(&root, "crates/kelson-macros/src/lib.rs"),
        "//! Macros.\n\nmod check;\n"
    );
    assert!(read(&root, "crates/kelson-macros/src/check/mod.rs").starts_with(SPDX));
    assert!(
        read(&root, "crates/kelson-macros/src/check/mod.rs")
            .ends_with("\n\npub(crate) mod overflow;\n")
    );
    assert!(read(&root, "crates/kelson/tests/check/main.rs").ends_with("\n\nmod overflow;\n"));
    assert!(
        report.contains("next:\n1. `wanted.toml`, row R11: "),
        "{report}"
    );
    assert!(report.contains("cargo xtask docs"), "{report}");
}

#[test]
fn module_lines_stay_in_order() {
    let root = tree("order");
    for name in ["ub_checks", "build_assert", "overflow"] {
        create(&root, "check", name, None).expect("a feature");
    }
    assert!(read(&root, "crates/kelson/src/check/mod.rs").ends_with(
        "\n\npub(crate) mod build_assert;\npub(crate) mod overflow;\n\
         pub(crate) mod static_assert;\npub(crate) mod ub_checks;\n"
    ));
    assert!(
        read(&root, "crates/kelson/tests/check/main.rs")
            .ends_with("\n\nmod build_assert;\nmod overflow;\nmod ub_checks;\n")
    );
}

#[test]
fn a_row_that_is_there_is_kept() {
    let root = tree("row_kept");
    let before = read(&root, "wanted.toml");
    create(&root, "check", "overflow", None).expect("found by theme and name");
    create(&root, "borrow", "views", Some("D02")).expect("found by id");
    create(&root, "check", "contract", Some("R16")).expect("found by its second name");
    assert_eq!(read(&root, "wanted.toml"), before);
}

#[test]
fn a_new_row_goes_to_the_end_of_its_section() {
    let root = tree("row_new");
    create(&root, "check", "deadlock", None).expect("a feature of a new row");
    create(&root, "check", "recursion", Some("N12")).expect("a feature of a new row with an id");
    create(&root, "check", "last", Some("X11")).expect("a feature at the end of the file");
    let ids: Vec<String> = register(&root).features.into_iter().map(|f| f.id).collect();
    let after = |id: &str| {
        ids.iter()
            .position(|i| i == id)
            .map(|at| ids[at + 1].as_str())
    };
    assert_eq!((after("D19"), after("D20")), (Some("D20"), Some("L01")));
    assert_eq!((after("N11"), after("N12")), (Some("N12"), Some("D01")));
    assert_eq!(ids.last().map(String::as_str), Some("X11"));
    let text = read(&root, "wanted.toml");
    assert!(
        text.contains("\n\n# ---- L: low priority"),
        "the next section's heading follows the new row"
    );
}

#[test]
fn a_new_row_claims_nothing_and_says_what_it_lacks() {
    let root = tree("claims");
    create(&root, "check", "deadlock", None).expect("a feature");
    let register = register(&root);
    let row = register.find("deadlock").expect("the new row");
    assert_eq!(row.best(), Status::Absent);
    assert!(!read(&root, "crates/kelson/tests/check/deadlock.rs").contains("#[test]"));
    let problems: Vec<String> = check(&register, &root)
        .iter()
        .filter(|p| p.id.as_deref() == Some("D20"))
        .map(ToString::to_string)
        .collect();
    assert_eq!(
        problems,
        [
            "D20: the title is empty; say in one line what is wanted",
            "D20: there is no link; name the upstream issue, pull request or RFC",
            "D20: library: something is to come, yet `offers` is empty; \
             say what, or let `missing` start with `not planned:`",
        ],
        "the page has its headings, and only what a person knows is missing"
    );
}

#[test]
fn nothing_is_overwritten() {
    let root = tree("overwrite");
    let before = read(&root, "wanted.toml");
    let error = create(&root, "check", "static_assert", None).expect_err("it exists");
    assert_eq!(
        error.to_string(),
        "nothing is written, because there is already `crates/kelson/src/check/static_assert.rs`"
    );
    assert_eq!(read(&root, "wanted.toml"), before);
    assert!(
        !root.join("book").exists(),
        "the parts that are not in the way are not made either"
    );
    assert!(!root.join("crates/kelson/tests").exists());
}

#[test]
fn wrong_arguments() {
    let root = tree("arguments");
    let message = |theme, name, row| {
        create(&root, theme, name, row)
            .expect_err("wrong")
            .to_string()
    };
    assert_eq!(
        message("chekc", "overflow", None),
        "there is no theme `chekc` with library sources; did you mean `check`?"
    );
    let all = message("status", "overflow", None);
    assert!(
        all.contains("; there are `init`, `pin`, ") && !all.contains("`tools`"),
        "{all}"
    );
    for name in [
        "",
        "Overflow",
        "over-flow",
        "9overflow",
        "mod",
        "../overflow",
        "überlauf",
    ] {
        assert!(matches!(create(&root, "check", name, None), Err(Error::Name(n)) if n == name));
    }
    assert_eq!(
        message("check", "match", None),
        "`match` cannot be a feature's name; use lowercase letters, digits and `_`, and no keyword of Rust"
    );
    for row in ["Q01", "D", "D200", "d20", "Dé"] {
        assert!(
            matches!(create(&root, "check", "deadlock", Some(row)), Err(Error::Row(r)) if r == row)
        );
    }
    assert_eq!(
        message("check", "deadlock", Some("R08")),
        "the row `R08` is `check/static_assert`; use that theme and name, or correct the row first"
    );
    assert!(!root.join("book").exists(), "nothing was written");
}
