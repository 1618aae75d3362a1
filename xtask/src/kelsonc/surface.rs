// SPDX-License-Identifier: MIT OR Apache-2.0

//! `surface`: what kelsonc says where it is no stock compiler: its own options, the variable, and its own errors.
//!
//! The ui tests show messages at places in source; here are the mistakes that are made before there is any.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use super::standard_library;
use super::test::{Bench, Outcome, fresh};
use crate::shell::Failure;
use crate::toolchains::Reason;

/// The variable that holds options.
const VARIABLE: &str = "KELSONFLAGS";

/// A command line, and what has to come of it.
struct Case<'a> {
    arguments: &'a [&'a str],
    /// The value of the variable.
    flags: &'a str,
    code: i32,
    /// What it has to print.
    out: &'a [&'a str],
    /// What has to be said on standard error; nothing may be if this is empty.
    errors: &'a [&'a str],
}

/// A command line that is an error of ours.
const fn wrong<'a>(arguments: &'a [&'a str], errors: &'a [&'a str]) -> Case<'a> {
    Case {
        arguments,
        flags: "",
        code: 1,
        out: &[],
        errors,
    }
}

/// A command line that is answered.
const fn answered<'a>(arguments: &'a [&'a str], out: &'a [&'a str]) -> Case<'a> {
    Case {
        code: 0,
        out,
        ..wrong(arguments, &[])
    }
}

impl<'a> Case<'a> {
    const fn with(mut self, flags: &'a str) -> Case<'a> {
        self.flags = flags;
        self
    }
}

const UNKNOWN: &str = "error: unknown option `-K overflow-cheks`\n";
const SIMILAR: &str = "a similar name: `-K overflow-checks`";
const JSON: &str =
    r#"{"$message_type":"diagnostic","message":"unknown option `-K overflow-cheks`""#;
const BLUE: &str = "\u{1b}[1m";
const VERSION: &str = "rustc 1.96.0";

/// The mistakes and questions.
const CASES: &[Case<'_>] = &[
    // How errors look is rustc's to say, in each of its spellings.
    wrong(&["-Koverflow-cheks=panic"], &[UNKNOWN, SIMILAR, "K0001"]),
    wrong(&["--error-format=json", "-Koverflow-cheks"], &[JSON]),
    wrong(&["--error-format", "json", "-Koverflow-cheks"], &[JSON]),
    wrong(
        &[
            "-Koverflow-cheks",
            "--error-format",
            "json",
            "--json",
            "diagnostic-rendered-ansi",
        ],
        &[JSON, "\\u001b[1m"],
    ),
    wrong(&["--color=always", "-Koverflow-cheks"], &[BLUE]),
    wrong(&["--color", "always", "-Koverflow-cheks"], &[BLUE]),
    wrong(&["--color", "never", "-Koverflow-cheks"], &[UNKNOWN]),
    // Options that are nearly right.
    wrong(&["-K"], &["`-K` needs the name of an option"]),
    wrong(&["-K", ""], &["`-K` needs the name of an option"]),
    wrong(&["-KOverflow_Checks=panic"], &[SIMILAR]),
    wrong(&["-K", "Help"], &["a similar name: `-K help`"]),
    wrong(&["-Koverflow-checks:panic"], &["`-K overflow-checks=..`"]),
    wrong(
        &["-Koverflow-checks"],
        &["needs a value", "`-K help` shows"],
    ),
    wrong(&["-Koverflow-checks =log"], &["does not know `log`"]),
    // Values that have to become part of something.
    wrong(&["-Kcoherence-domain=a b"], &["is not a name", "=linux`"]),
    wrong(
        &["-Kcoherence-domain=\u{e9}"],
        &["is not a name", "=linux`"],
    ),
    wrong(
        &["-Kcrate-attr=#![no_std]"],
        &["`#![no_std]` is not only", "`-K crate-attr=no_std`"],
    ),
    wrong(&["-Kprelude=+"], &["`+` is not the path of a module"]),
    // Of two values the last counts.
    wrong(
        &["-Koverflow-checks=panic", "-Koverflow-checks=log"],
        &["does not know `log`"],
    ),
    // The variable, which may have been forgotten.
    answered(&["--version"], &[VERSION]).with(" "),
    answered(&["--version"], &[VERSION]).with("-K overflow-checks=panic -Kattributes=on"),
    wrong(&["--version"], &["needs the name", "KELSONFLAGS"]).with("attributes=on -K"),
    wrong(
        &["--version"],
        &[UNKNOWN, SIMILAR, r#"it is "overflow-cheks""#],
    )
    .with("overflow-cheks"),
    wrong(&["--version"], &["leave out the quotation marks"]).with("'attributes=on'"),
    wrong(&["-Koverflow-checks=log"], &["does not know `log`"]).with("overflow-checks=panic"),
    // Argument files.
    wrong(&["@one-line"], &["does not know `log`"]),
    wrong(&["@two-lines"], &["does not know `log`"]),
    wrong(&["@missing"], &["failed to load argument file", "missing"]),
    // Behind `--` there are files only.
    wrong(&["-Kattributes=on", "--", "-K"], &["couldn't read `-K`"]),
    // What has to be reached behind the compiler that cargo names.
    answered(&["rustc", "--version"], &[VERSION]),
    answered(&["a/kelsonc", "b/rustc", "--version"], &[VERSION]),
    answered(&["-K", "help"], &["-K overflow-checks="]),
    answered(&["-K", "edition=help"], &["unsafe_pinned"]),
    answered(&["--explain", "K0004"], &["Two crates implement"]),
    answered(&["--explain=k0004"], &["Two crates implement"]),
    answered(&["--explain", "K4"], &["Two crates implement"]),
    wrong(&["--explain", "k9999"], &["`k9999` is not", "`K0001`, "]),
    wrong(
        &["--explain", "Kö", "--error-format", "json"],
        &[r#""message":"`Kö` is not an error of kelsonc""#],
    ),
];

/// Puts every case to kelsonc.
pub(super) fn run(bench: &Bench<'_>) -> Result<Outcome, Reason> {
    let scratch = fresh("surface")?;
    let write = |name: &str, text: &str| {
        let path: PathBuf = scratch.join(name);
        fs::write(&path, text)
            .map_err(|error| Failure::new(format!("cannot write `{}`: {error}", path.display())))
    };
    write("one-line", "-K overflow-checks=log\n")?;
    write("two-lines", "-K\noverflow-checks=log\n")?;
    let command = || {
        let mut command = Command::new(bench.kelsonc);
        command
            .current_dir(&scratch)
            .env("LC_ALL", "C")
            .env_remove(VARIABLE)
            .stdin(Stdio::null());
        command
    };
    for case in CASES {
        let mut command = command();
        command.args(case.arguments);
        if !case.flags.is_empty() {
            command.env(VARIABLE, case.flags);
        }
        check(&mut command, case)?;
    }
    // What cannot be written in a table.
    for (arguments, flags, part) in strange() {
        let mut command = command();
        command.args(&arguments).env(VARIABLE, flags);
        check(&mut command, &wrong(&[], &[part]))?;
    }
    full_disk(command)?;
    replaced(bench, &scratch)?;
    Ok(Outcome::Passed)
}

/// Arguments, a value of the variable and what is said about them, where one is no Unicode.
fn strange() -> Vec<(Vec<OsString>, OsString, &'static str)> {
    #[cfg(unix)]
    {
        use std::os::unix::ffi::OsStrExt;
        let none = OsStr::from_bytes(b"\xff").to_owned();
        vec![
            (
                vec!["--version".into()],
                none.clone(),
                "the variable KELSONFLAGS is not valid Unicode",
            ),
            (
                vec!["-K".into(), none],
                "".into(),
                "argument 2 is not valid Unicode",
            ),
        ]
    }
    #[cfg(not(unix))]
    Vec::new()
}

/// Runs a command and compares.
fn check(command: &mut Command, case: &Case<'_>) -> Result<(), Reason> {
    let Output {
        status,
        stdout,
        stderr,
    } = command
        .output()
        .map_err(|error| Failure::new(format!("cannot start {command:?}: {error}")))?;
    let (out, errors) = (
        String::from_utf8_lossy(&stdout),
        String::from_utf8_lossy(&stderr),
    );
    let has = |text: &str, parts: &[&str]| {
        text.is_empty() == parts.is_empty() && parts.iter().all(|part| text.contains(part))
    };
    // A message says one thing once.
    let starts = |line: &&str| {
        line.starts_with('{') || line.starts_with("error: ") && !line.starts_with("error: aborting")
    };
    let once = errors.lines().filter(starts).count() <= 1;
    if status.code() == Some(case.code) && has(&out, case.out) && has(&errors, case.errors) && once
    {
        return Ok(());
    }
    Err(Reason::new(format!(
        "{command:?} with `{}` in {VARIABLE} has to end with {} and to say {:?} and {:?}; it ended with {status} \
         and said\n{out}{errors}",
        case.flags, case.code, case.out, case.errors
    )))
}

/// An answer that cannot be written is an error, and no fault of the compiler.
fn full_disk(command: impl Fn() -> Command) -> Result<(), Reason> {
    let Ok(full) = fs::OpenOptions::new().write(true).open("/dev/full") else {
        return Ok(());
    };
    for arguments in [
        &["-K", "help"][..],
        &["-K", "edition=help"],
        &["--explain", "K0001"],
    ] {
        let full = full
            .try_clone()
            .map_err(|error| Failure::new(error.to_string()))?;
        let mut command = command();
        let output = command.args(arguments).stdout(full).output();
        let output = output.map_err(|error| Failure::new(error.to_string()))?;
        let errors = String::from_utf8_lossy(&output.stderr);
        if output.status.code() != Some(1) || !errors.contains("cannot write to standard output") {
            return Err(Reason::new(format!(
                "{command:?} on a full disk: {}\n{errors}",
                output.status
            )));
        }
    }
    Ok(())
}

/// When another compiler came into the place of the stock one, that is said, and not that `std` should be built again.
fn replaced(bench: &Bench<'_>, scratch: &Path) -> Result<(), Reason> {
    let failure = |error: std::io::Error| Failure::new(error.to_string());
    let library = standard_library(bench.dev)?;
    let library = library.as_os_str().as_encoded_bytes();
    // A kelsonc that was built for a file which is not there, as one is after an update.
    let mut program = fs::read(bench.kelsonc).map_err(failure)?;
    let mut at = 0;
    while let Some(found) = program[at..]
        .windows(library.len())
        .position(|bytes| bytes == library)
    {
        at += found + library.len();
        program[at - 1] = b'_';
    }
    if at == 0 {
        return Err(Reason::new("kelsonc does not know its standard library"));
    }
    let path = scratch.join("kelsonc-before");
    fs::copy(bench.kelsonc, &path).map_err(failure)?;
    fs::write(&path, program).map_err(failure)?;
    let mut command = Command::new(&path);
    command.arg("main.rs").env("PATH", scratch);
    check(
        &mut command,
        &wrong(
            &[],
            &["cannot find the standard library of rustc", "--sysroot"],
        ),
    )
}
