// SPDX-License-Identifier: MIT OR Apache-2.0

//! What each option changes, and how verdicts read.

mod support;

use kelson_prove::{Error, ErrorKind, ExternC, Options, Outcome, Reason, Verdict, prove};
use std::path::{Path, PathBuf};
use support::{compile, corpus, instrument, sysroot};

const OPTIMIZED: [&str; 4] = [
    "--crate-type=lib",
    "--emit=obj",
    "-Copt-level=3",
    "-Ccodegen-units=1",
];

fn object(folder: &Path, file: &str, debug: &str) -> PathBuf {
    let (source, _) = instrument(&corpus(file), file, file.trim_end_matches(".rs"));
    std::fs::write(folder.join(file), source).expect("the folder can be written");
    let flags = [&OPTIMIZED[..], &[debug]].concat();
    compile(folder, file, "out.o", &flags)
}

fn verdict(outcome: &Outcome, name: &str) -> Verdict {
    let judged = outcome.judged.iter().find(|j| j.name == name);
    judged
        .unwrap_or_else(|| panic!("{name} was judged"))
        .verdict
}

fn judge(object: &Path, change: impl FnOnce(&mut Options)) -> Result<Outcome, Error> {
    let mut options = Options {
        files: vec![object.to_owned()],
        sysroot: Some(sysroot()),
        ..Options::default()
    };
    change(&mut options);
    prove(&options, &mut ())
}

#[test]
fn line_tables_prove_nothing() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for debug in ["-Cdebuginfo=0", "-Cdebuginfo=line-tables-only"] {
        let object = object(folder.path(), "bounds.rs", debug);
        let outcome = judge(&object, |_| {}).expect("the object is readable");
        assert!(outcome.judged.len() > 20);
        for judged in outcome.judged {
            let expected = Verdict::Unproven(Reason::NoDebugInfo);
            assert_eq!(judged.verdict, expected, "{debug}: {}", judged.name);
        }
    }
}

#[test]
fn trusting_c_is_told() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let object = object(folder.path(), "calls.rs", "-Cdebuginfo=1");
    let outcome = judge(&object, |o| o.extern_c = ExternC::Trust).expect("readable");
    assert_eq!(verdict(&outcome, "calls::foreign"), Verdict::Proven);
    assert!(outcome.assumptions.contains(&"c_function".to_owned()));
    let run = outcome.into_run();
    assert!(run.summary.contains("c_function"), "{}", run.summary);
}

#[test]
fn a_cut_is_told() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let object = object(folder.path(), "calls.rs", "-Cdebuginfo=1");
    let outcome = judge(&object, |o| o.cuts = vec!["calls::helper".to_owned()]).expect("readable");
    assert_eq!(verdict(&outcome, "calls::calls_helper"), Verdict::Proven);
    assert_eq!(outcome.assumptions, ["calls::helper"]);
}

#[test]
fn without_the_library_its_functions_are_missing() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let object = object(folder.path(), "values.rs", "-Cdebuginfo=1");
    let outcome = judge(&object, |o| o.sysroot = None).expect("readable");
    // A panic is one by its name alone, and what calls nothing needs no library.
    assert_eq!(verdict(&outcome, "values::unwrap"), Verdict::Panics);
    assert_eq!(verdict(&outcome, "values::add_wrapping"), Verdict::Proven);
}

#[test]
fn roots_are_paths_without_arguments() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let object = object(folder.path(), "calls.rs", "-Cdebuginfo=1");
    let root =
        |name: &str| judge(&object, |o| o.roots = vec![name.to_owned()]).map(|o| verdict(&o, name));
    assert_eq!(root("calls::helper"), Ok(Verdict::Panics));
    assert_eq!(root("calls::harmless"), Ok(Verdict::Proven));
    assert_eq!(root("calls::generic"), Ok(Verdict::Panics));
    assert_eq!(root("calls::Square::area"), Ok(Verdict::Proven));
    let error = root("calls::helpers").expect_err("there is none");
    assert_eq!(error.kind(), ErrorKind::Input);
    assert!(
        error.to_string().contains("did you mean `calls::helper`?"),
        "{error}"
    );
}

#[test]
fn no_files_is_wrong_usage() {
    let error = prove(&Options::default(), &mut ()).expect_err("there is nothing to read");
    assert_eq!(error.kind(), ErrorKind::Usage);
}

#[test]
fn two_runs_say_the_same() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let object = object(folder.path(), "calls.rs", "-Cdebuginfo=1");
    let run = || {
        let run = judge(&object, |o| o.all = true)
            .expect("readable")
            .into_run();
        format!("{run:?}")
    };
    assert_eq!(run(), run());
}

#[test]
fn a_finding_points_at_the_users_line() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let object = object(folder.path(), "bounds.rs", "-Cdebuginfo=1");
    let outcome = judge(&object, |_| {}).expect("the object is readable");
    let judged = outcome.judged.iter().find(|j| j.name == "bounds::index");
    let finding = judged.and_then(|j| j.finding()).expect("it panics");
    let line = corpus("bounds.rs")
        .lines()
        .position(|line| line.trim() == "x[i]")
        .expect("the corpus indexes");
    let place = finding.place.as_ref().expect("a place");
    assert_eq!(
        (place.file.to_str(), place.line),
        (Some("bounds.rs"), line as u32 + 1)
    );
    assert_eq!(place.label, "index out of bounds");
    assert_eq!(
        finding.message,
        "`bounds::index` can panic: index out of bounds"
    );
}

/// The record that `#[no_panic]` leaves, for a function that begins on `line`.
fn record(line: &str, name: &str) -> String {
    format!(
        "mod __kelson_no_panic {{ ::core::arch::global_asm!(\".pushsection .kelson.no_panic,\\\"\\\",%progbits\", \
         concat!(\".asciz \\\"1|\", file!(), \"|\", {line}, \"|\", module_path!(), \"|{name}\\\"\"), \
         \".popsection\", options(raw)); }}"
    )
}

#[test]
fn a_neighbour_of_the_same_name_is_not_taken_for_the_marked_one() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    // The marked one is generic and never instantiated; the other one, two lines below, is sound.
    let source = format!(
        "#![no_std]\npub struct A<T>(T);\npub struct B;\nimpl<T: Copy> A<T> {{\n\
         pub fn get(&self, of: &[T], at: usize) -> T {{ {} of[at] }}\n}}\nimpl B {{\n\
         #[inline(never)] pub fn get(&self, at: u32) -> u32 {{ at / 2 }}\n}}\n",
        record("5", "get")
    );
    std::fs::write(folder.path().join("near.rs"), source).expect("the folder can be written");
    let flags = [&OPTIMIZED[..], &["-Cdebuginfo=1"]].concat();
    let object = compile(folder.path(), "near.rs", "near.o", &flags);
    let outcome = judge(&object, |_| {}).expect("readable");
    assert_eq!(
        verdict(&outcome, "near::get"),
        Verdict::Unproven(Reason::NoInstance)
    );
}

#[test]
fn marks_in_code_built_into_a_kernel_are_read_too() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let record = record("2", "half").replace(".kelson.no_panic", ".discard.kelson.no_panic");
    let source =
        format!("#![no_std]\n#[inline(never)] pub fn half(of: u8) -> u8 {{ {record} of / 2 }}\n");
    std::fs::write(folder.path().join("built_in.rs"), source).expect("the folder can be written");
    let flags = [&OPTIMIZED[..], &["-Cdebuginfo=1"]].concat();
    let object = compile(folder.path(), "built_in.rs", "built_in.o", &flags);
    let outcome = judge(&object, |_| {}).expect("readable");
    assert_eq!(verdict(&outcome, "built_in::half"), Verdict::Proven);
}

#[test]
fn a_function_that_a_macro_wrote_is_found_by_its_path() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    // The record has the line of the call, debug information that of the macro's own text.
    let source = format!(
        "#![no_std]\nmacro_rules! make {{ ($name:ident) => {{\n\
         #[inline(never)] pub fn $name(of: &[u8], at: usize) -> u8 {{ {} of[at] }}\n}} }}\n\n\nmake!(made);\n",
        record("line!()", "made")
    );
    std::fs::write(folder.path().join("macros.rs"), source).expect("the folder can be written");
    let flags = [&OPTIMIZED[..], &["-Cdebuginfo=1"]].concat();
    let object = compile(folder.path(), "macros.rs", "macros.o", &flags);
    let outcome = judge(&object, |_| {}).expect("readable");
    assert_eq!(verdict(&outcome, "macros::made"), Verdict::Panics);
}
