// SPDX-License-Identifier: MIT OR Apache-2.0

//! The command line: what is for kelsonc, what is for rustc, and the few arguments kelsonc adds.

use std::env;
use std::path::Path;

use rustc_session::EarlyDiagCtxt;

use crate::options::Choice;
use crate::sysroot;

/// The variable that holds further `-K` options, without the `-K`, separated by blanks.
pub(crate) const FLAGS_VARIABLE: &str = "KELSONFLAGS";

/// What separates the options in the variable when they have blanks in them, as in `CARGO_ENCODED_RUSTFLAGS`.
const SEPARATOR: char = '\u{1f}';

/// A command line, taken apart.
pub(crate) struct Arguments {
    /// What rustc gets, its own name included.
    pub(crate) rustc: Vec<String>,
    /// What was asked for by `-K` and by `KELSONFLAGS`, in that order of precedence from last to first.
    pub(crate) chosen: Vec<Choice>,
    /// The code of one of our own errors, from `--explain`.
    pub(crate) explain: Option<String>,
    /// What `KELSONFLAGS` said, because cargo has to build again when it changes.
    pub(crate) flags: Option<String>,
}

impl Arguments {
    /// Reads the command line of this process.
    pub(crate) fn from_env(early: &EarlyDiagCtxt) -> Arguments {
        let mut raw = rustc_driver::args::raw_args(early);
        if raw.get(1).is_some_and(|first| is_rustc(first)) {
            // As RUSTC_WRAPPER or RUSTC_WORKSPACE_WRAPPER: cargo puts the compiler we stand in for first.
            raw.remove(1);
        }
        // Options of ours may stand in a response file. The files are left for rustc to read again unless they hold
        // such options, because an expanded argument that starts with `@` would be taken for a file once more.
        let expanded = rustc_driver::args::arg_expand_all(early, raw.get(1..).unwrap_or_default());
        let (rest, on_command_line) = split(&expanded);

        let flags = env::var(FLAGS_VARIABLE).ok();
        let mut chosen: Vec<Choice> = flags
            .iter()
            .flat_map(|flags| words(flags))
            // `-K name` is how the option is spelled elsewhere, so people will write it here as well.
            .map(|word| word.strip_prefix("-K").unwrap_or(word))
            .filter(|word| !word.is_empty())
            .map(Choice::parse)
            .collect();
        chosen.extend(on_command_line.iter().map(|text| Choice::parse(text)));

        let explain = explained(&rest);
        let mut rustc = if on_command_line.is_empty() {
            raw
        } else {
            let name = raw.first().cloned().unwrap_or_default();
            [name].into_iter().chain(rest.iter().cloned()).collect()
        };
        if rustc.is_empty() {
            rustc.push("rustc".to_owned());
        }
        // With nothing to do, rustc prints its usage; an added argument would turn that into an error.
        if rustc.len() > 1 && explain.is_none() && !names_sysroot(&rest) {
            rustc.push(format!("--sysroot={}", sysroot::find(early).display()));
        }
        Arguments {
            rustc,
            chosen,
            explain,
            flags,
        }
    }
}

/// The options in the variable.
fn words(flags: &str) -> Vec<&str> {
    match flags.contains(SEPARATOR) {
        true => flags.split(SEPARATOR).collect(),
        false => flags.split_whitespace().collect(),
    }
}

/// Whether an argument is the path of a compiler and not of a source file.
fn is_rustc(argument: &str) -> bool {
    let name = Path::new(argument).file_name();
    name.is_some_and(|name| name == "rustc" || name == "rustc.exe")
}

/// Splits off the values of `-K`, in both spellings that rustc has for options of one letter.
fn split(arguments: &[String]) -> (Vec<String>, Vec<String>) {
    let (mut rest, mut ours) = (Vec::new(), Vec::new());
    let mut arguments = arguments.iter();
    while let Some(argument) = arguments.next() {
        match argument.strip_prefix("-K") {
            Some("") => ours.push(arguments.next().cloned().unwrap_or_default()),
            Some(value) => ours.push(value.to_owned()),
            None => rest.push(argument.clone()),
        }
    }
    (rest, ours)
}

/// Whether the user named a sysroot, which then counts.
fn names_sysroot(arguments: &[String]) -> bool {
    arguments
        .iter()
        .any(|argument| argument == "--sysroot" || argument.starts_with("--sysroot="))
}

/// The code that `--explain` asks for, if it is one of ours.
fn explained(arguments: &[String]) -> Option<String> {
    let mut arguments = arguments.iter();
    let code = loop {
        let argument = arguments.next()?;
        if argument == "--explain" {
            break arguments.next()?.clone();
        }
        if let Some(code) = argument.strip_prefix("--explain=") {
            break code.to_owned();
        }
    };
    code.starts_with('K').then_some(code)
}
