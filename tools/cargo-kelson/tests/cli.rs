// SPDX-License-Identifier: MIT OR Apache-2.0

//! The command line itself: help, mistakes, pipes.

mod support;

use std::{
    io::{BufRead, BufReader},
    process::Stdio,
};
use support::{command, run, said};

#[test]
fn help_is_worth_reading() {
    let help = run(["--help"]);
    assert_eq!(help.code, 0);
    for part in [
        "Usage: cargo kelson",
        "Commands:",
        "status",
        "prove",
        "explain",
        "Examples:",
        "Exit codes:",
    ] {
        assert!(help.out.contains(part), "{part} is missing in {}", help.out);
    }
    for subcommand in ["status", "prove", "explain", "report", "kelsonc"] {
        let help = run([subcommand, "--help"]);
        assert_eq!(help.code, 0);
        assert!(
            help.out
                .contains(&format!("Usage: cargo kelson {subcommand}")),
            "{}",
            help.out
        );
        assert!(
            help.out.lines().all(|line| line.chars().count() <= 100),
            "{}",
            help.out
        );
    }
}

#[test]
fn cargo_puts_the_name_first() {
    assert_eq!(run(["kelson", "--help"]).out, run(["--help"]).out);
    assert_eq!(run(["kelson", "--version"]).out, run(["--version"]).out);
    // Only in the first place.
    assert_eq!(run(["explain", "kelson"]).code, 2);
    assert_eq!(run(["kelson", "kelson"]).code, 2);
}

#[test]
fn nothing_asked_for() {
    let nothing = run(Vec::<&str>::new());
    assert_eq!(nothing.code, 2);
    assert!(nothing.err.contains("Usage:"), "{}", nothing.err);
}

#[test]
fn help_as_cargo_has_it() {
    assert_eq!(run(["help"]).out, run(["--help"]).out);
    let said = run(["help", "status"]);
    assert_eq!((said.code, said.out), (0, run(["status", "--help"]).out));
}

#[test]
fn a_value_that_is_empty() {
    let said = run(["status", "--toolchain", ""]);
    assert_eq!((said.code, said.out.as_str()), (2, ""));
    assert!(said.err.contains("'--toolchain <NAME>'"), "{}", said.err);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk() {
    use std::fs::{File, OpenOptions};
    let full = || -> File {
        let full = OpenOptions::new().write(true).open("/dev/full");
        full.expect("Linux has it")
    };
    // What is found is lost, and that is an error.
    let output = command().arg("explain").stdout(full()).output();
    let output = output.expect("the binary can be started");
    assert_eq!(output.status.code(), Some(4));
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(
        errors.contains("cannot write to standard output"),
        "{errors}"
    );
    // Where the error itself is lost, the exit code still says which it was.
    let status = command().args(["explain", "none"]).stderr(full()).status();
    let status = status.expect("the binary can be started");
    assert_eq!(status.code(), Some(2));
}

#[test]
fn mistyped_subcommand() {
    let said = run(["statsu"]);
    assert_eq!(said.code, 2);
    assert!(said.err.contains("'status'"), "{}", said.err);
    assert_eq!(said.out, "");
}

#[test]
fn mistyped_option() {
    let said = run(["status", "--tolchain", "nightly"]);
    assert_eq!(said.code, 2);
    assert!(said.err.contains("'--toolchain'"), "{}", said.err);
}

#[test]
fn options_that_exclude_each_other() {
    assert_eq!(run(["status", "--json", "--markdown"]).code, 2);
    assert_eq!(run(["status", "--toolchain", "x", "--rustc", "y"]).code, 2);
}

#[test]
fn colours() {
    let plain = run(["--help"]);
    assert!(!plain.out.contains('\u{1b}'));
    let status = |arguments: &[&str], variable: Option<&str>| {
        let mut command = command();
        command.arg("status").arg("X05").args(arguments);
        if let Some(variable) = variable {
            command.env(variable, "1");
        }
        said(&mut command).out.contains('\u{1b}')
    };
    assert!(!status(&[], None));
    assert!(status(&["--color", "always"], None));
    assert!(status(&[], Some("CLICOLOR_FORCE")));
    assert!(!status(&["--color", "never"], Some("CLICOLOR_FORCE")));
    assert!(!status(&["--color", "auto"], Some("NO_COLOR")));
}

#[test]
fn a_reader_that_has_seen_enough() {
    let mut child = command()
        .args(["status", "--json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary can be started");
    let mut line = String::new();
    BufReader::new(child.stdout.take().expect("a pipe"))
        .read_line(&mut line)
        .expect("a line");
    assert_eq!(line, "{\n");
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}
