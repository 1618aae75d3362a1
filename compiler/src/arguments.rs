// SPDX-License-Identifier: MIT OR Apache-2.0

//! The command line: what is for kelsonc, what is for rustc, and the few arguments kelsonc adds.

use std::env;
use std::path::Path;

use rustc_errors::ColorConfig;
use rustc_errors::emitter::HumanReadableErrorType;
use rustc_session::EarlyDiagCtxt;
use rustc_session::config::{ErrorOutputType, rustc_optgroups};
use rustc_session::getopts::{Matches, Options};

use crate::explain;
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
    /// Reads the command line of this process. From then on errors look as it asks for.
    pub(crate) fn from_env(early: &mut EarlyDiagCtxt) -> Arguments {
        let mut raw = rustc_driver::args::raw_args(early);
        while raw.get(1).is_some_and(|first| is_compiler(first)) {
            // As RUSTC_WRAPPER or RUSTC_WORKSPACE_WRAPPER, or both: cargo puts the compiler we stand in for first.
            raw.remove(1);
        }
        // Options of ours may stand in a response file. The files are left for rustc to read again unless they hold
        // such options, because an expanded argument that starts with `@` would be taken for a file once more.
        let expanded = rustc_driver::args::arg_expand_all(early, raw.get(1..).unwrap_or_default());
        let (rest, on_command_line) = split(&expanded);
        // Rustc will say what is wrong with its options; what we need of them has its default until then.
        let options = parsed(&rest);
        if let Some(options) = &options {
            early.set_error_format(error_format(options));
        }

        let flags = variable(early);
        let mut chosen: Vec<Choice> = flags
            .iter()
            .flat_map(|flags| words(flags))
            .map(Choice::parse)
            .collect();
        chosen.extend(on_command_line.iter().map(|text| Choice::parse(text)));

        let explain = options
            .as_ref()
            .and_then(|options| options.opt_str("explain"))
            .filter(|code| explain::is_ours(code));
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
        let names_sysroot = options.is_some_and(|options| options.opt_present("sysroot"));
        if !rest.is_empty() && explain.is_none() && !names_sysroot {
            // First, because what comes last may lack its value or stand behind a `--`.
            let sysroot = format!("--sysroot={}", sysroot::find(early).display());
            rustc.insert(1, sysroot);
        }
        Arguments {
            rustc,
            chosen,
            explain,
            flags,
        }
    }
}

/// What the variable says.
fn variable(early: &EarlyDiagCtxt) -> Option<String> {
    let text = env::var_os(FLAGS_VARIABLE)?.into_string();
    Some(text.unwrap_or_else(|bytes| {
        early.early_fatal(format!(
            "the variable {FLAGS_VARIABLE} is not valid Unicode: {bytes:?}"
        ))
    }))
}

/// The options in the variable. `-K name` is how they are spelled elsewhere, so people will write it here as well.
fn words(flags: &str) -> Vec<&str> {
    let all: Vec<&str> = match flags.contains(SEPARATOR) {
        true => flags.split(SEPARATOR).collect(),
        false => flags.split_whitespace().collect(),
    };
    let mut words = Vec::new();
    let mut all = all.into_iter().filter(|word| !word.is_empty()).peekable();
    while let Some(word) = all.next() {
        match word.strip_prefix("-K") {
            // The next word is its value.
            Some("") if all.peek().is_some() => {}
            Some(value) => words.push(value),
            None => words.push(word),
        }
    }
    words
}

/// Whether an argument is the path of a compiler and not of a source file.
fn is_compiler(argument: &str) -> bool {
    let name = Path::new(argument)
        .file_name()
        .and_then(|name| name.to_str());
    let name = name.map(|name| name.strip_suffix(".exe").unwrap_or(name));
    name.is_some_and(|name| name == "rustc" || name == "kelsonc")
}

/// Splits off the values of `-K`, in both spellings that rustc has for options of one letter. After `--` there are none.
fn split(arguments: &[String]) -> (Vec<String>, Vec<String>) {
    let (mut rest, mut ours) = (Vec::new(), Vec::new());
    let mut arguments = arguments.iter();
    while let Some(argument) = arguments.next() {
        if argument == "--" {
            rest.push(argument.clone());
            rest.extend(arguments.cloned());
            break;
        }
        match argument.strip_prefix("-K") {
            Some("") => ours.push(arguments.next().cloned().unwrap_or_default()),
            Some(value) => ours.push(value.to_owned()),
            None => rest.push(argument.clone()),
        }
    }
    (rest, ours)
}

/// The options of rustc, by the parser that it uses itself, or none if they are not well formed.
fn parsed(arguments: &[String]) -> Option<Matches> {
    let mut options = Options::new();
    for group in rustc_optgroups() {
        group.apply(&mut options);
    }
    options.parse(arguments).ok()
}

/// How errors are to look. A value that there is not is for rustc to report.
fn error_format(options: &Matches) -> ErrorOutputType {
    let json = options.opt_strs("json");
    let asks = |part: &str| {
        json.iter()
            .any(|value| value.split(',').any(|it| it == part))
    };
    match options.opt_str("error-format").as_deref() {
        Some(format @ ("json" | "pretty-json")) => ErrorOutputType::Json {
            pretty: format == "pretty-json",
            json_rendered: HumanReadableErrorType {
                short: asks("diagnostic-short"),
                unicode: asks("diagnostic-unicode"),
            },
            color_config: match asks("diagnostic-rendered-ansi") {
                true => ColorConfig::Always,
                false => ColorConfig::Never,
            },
        },
        format => ErrorOutputType::HumanReadable {
            kind: HumanReadableErrorType {
                short: format == Some("short"),
                unicode: format == Some("human-unicode"),
            },
            color_config: match options.opt_str("color").as_deref() {
                Some("always") => ColorConfig::Always,
                Some("never") => ColorConfig::Never,
                _ => ColorConfig::Auto,
            },
        },
    }
}
