// SPDX-License-Identifier: MIT OR Apache-2.0

//! `cargo kelson prove`: the way from an object to an exit code. What it can prove is tested in
//! `tools/prove`.

mod support;

use serde_json::Value;
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};
use support::{Said, run};

/// One function that panics and one that does not.
const SOURCE: &str = "\
#![no_std]
#[inline(never)]
#[unsafe(no_mangle)]
pub fn first(bytes: &[u8]) -> u8 {
    bytes[0]
}
#[inline(never)]
#[unsafe(no_mangle)]
pub fn one(bytes: &[u8]) -> u8 {
    bytes.len() as u8
}
";

/// Compiles [`SOURCE`] in `folder`.
fn object(folder: &Path) -> PathBuf {
    let source = folder.join("sample.rs");
    fs::write(&source, SOURCE).expect("written");
    let object = folder.join("sample.o");
    let status = Command::new("rustc")
        .args([
            "--crate-type=lib",
            "--edition=2024",
            "--emit=obj",
            "-O",
            "-g",
            "-o",
        ])
        .arg(&object)
        .arg(&source)
        .status();
    assert!(status.expect("a test has rustc").success());
    object
}

fn prove(file: &Path, arguments: &[&str]) -> Said {
    let file = file.to_str().expect("UTF-8");
    run(["prove", file].iter().chain(arguments))
}

fn one_line(said: &Said, code: i32) -> &str {
    assert_eq!((said.code, said.out.as_str()), (code, ""), "{}", said.err);
    assert_eq!(said.err.lines().count(), 1, "{}", said.err);
    said.err.trim_end()
}

#[test]
fn clean_and_findings() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let object = object(folder.path());
    let clean = prove(&object, &["--root", "one"]);
    assert_eq!((clean.code, clean.err.as_str()), (0, ""), "{}", clean.out);
    let found = prove(&object, &["--root", "first"]);
    assert_eq!((found.code, found.err.as_str()), (1, ""), "{}", found.out);
    assert!(found.out.contains("error[KEL-P001]: "), "{}", found.out);
    assert!(
        found.out.contains("bytes[0]"),
        "the user's line is missing in {}",
        found.out
    );
}

#[test]
fn every_format() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let object = object(folder.path());
    let json = prove(&object, &["--root", "first", "--format", "json"]);
    let json: Value = serde_json::from_str(&json.out).expect("valid JSON");
    assert_eq!(json["schema"], "kelson-report/1");
    assert_eq!(json["command"], "prove");
    assert_eq!(json["findings"][0]["rule"], "KEL-P001");
    let sarif = prove(&object, &["--root", "first", "--format", "sarif"]);
    let sarif: Value = serde_json::from_str(&sarif.out).expect("valid JSON");
    assert_eq!(sarif["runs"][0]["results"][0]["ruleId"], "KEL-P001");
    let page = folder.path().join("page.html");
    let html = prove(
        &object,
        &[
            "--root",
            "first",
            "--format",
            "html",
            "--output",
            page.to_str().expect("UTF-8"),
        ],
    );
    assert_eq!(
        (html.code, html.out.as_str(), html.err.as_str()),
        (1, "", "")
    );
    assert!(
        fs::read_to_string(page)
            .expect("the page")
            .contains("KEL-P001")
    );
    let nowhere = prove(
        &object,
        &["--root", "first", "--output", "/no/such/folder/page"],
    );
    assert!(one_line(&nowhere, 2).contains("cannot write `/no/such/folder/page`"));
}

#[test]
fn unusable_input() {
    let missing = prove(Path::new("/no/such/file.o"), &[]);
    assert!(one_line(&missing, 3).contains("/no/such/file.o"));
    let folder = tempfile::tempdir().expect("a temporary folder");
    one_line(&prove(folder.path(), &[]), 3);
    let file = folder.path().join("sample.o");
    for content in ["", "not an object\n", "\u{7f}ELF"] {
        fs::write(&file, content).expect("written");
        let said = prove(&file, &[]);
        assert!(
            one_line(&said, 3).contains("sample.o"),
            "{content:?}: {}",
            said.err
        );
    }
    // An empty archive is fine as a file, but "could not look" is not "clean".
    fs::write(&file, "!<arch>\n").expect("written");
    assert!(one_line(&prove(&file, &[]), 3).contains("nothing to prove"));
}

#[test]
fn truncated_object() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let object = object(folder.path());
    let whole = fs::read(&object).expect("the object");
    // The section headers are at the end, so every shorter file lacks some.
    for length in (1..whole.len()).step_by(whole.len() / 40) {
        fs::write(&object, &whole[..length]).expect("written");
        one_line(&prove(&object, &["--all"]), 3);
    }
}

#[test]
fn wrong_requests() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let object = object(folder.path());
    assert_eq!(prove(&object, &["--format", "xml"]).code, 2);
    assert_eq!(run(["prove"]).code, 2);
    let unknown = prove(&object, &["--root", "no_such_function"]);
    assert!(one_line(&unknown, 3).contains("`no_such_function`"));
}
