// SPDX-License-Identifier: MIT OR Apache-2.0

//! `cargo kelson kelsonc`: cargo, with kelsonc as the compiler.

mod find;
mod place;

use crate::{
    exit::{Exit, Failure},
    output::{print, tell},
};
use clap::CommandFactory;
use find::Kelsonc;
use std::{
    ffi::{OsStr, OsString},
    process::Command,
};

/// What `--help` says; the subcommand's line in the list of all is shorter.
pub(crate) const LONG: &str = "\
Run cargo with kelsonc, the compiler that has wanted features as language features

Everything after the options below is for cargo, as are its exit codes. `-K` may stand among cargo's \
options too. It is for every package of the build; an attribute of a crate, like `#![kelsonc::prelude(..)]`, \
is for one.

kelsonc is the program that the variable KELSONC names, else the one beside this program, else the one in PATH, \
else the one that `cargo xtask kelsonc` built in the checkout this program comes from.

What is built goes to `by-kelsonc/` in the target directory, a folder for each set of `-K` options: kelsonc calls itself \
by rustc's version, so cargo could not tell from the version what it has built by which. `--target-dir` overrides that. \
Documentation tests are compiled by the stock rustdoc of the same version. A compiler cache (RUSTC_WRAPPER) is not used: \
it does not know of `-K`.";

const EXAMPLES: &str = "\
Examples:
  cargo kelson kelsonc build
  cargo kelson kelsonc run -K overflow-checks=report --release
  cargo kelson kelsonc test -K edition=kernel -K overflow-checks=report:once --lib -- --nocapture
  cargo kelson kelsonc -K help              the language features there are";

/// Options of `kelsonc`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES, arg_required_else_help = true)]
pub(crate) struct Args {
    /// Turn on a language feature; may be repeated, `-K help` lists them
    #[arg(short = 'K', value_name = "NAME=VALUE")]
    options: Vec<String>,

    /// A subcommand of cargo, and its arguments
    #[arg(
        trailing_var_arg = true,
        allow_hyphen_values = true,
        value_name = "CARGO ARGUMENTS"
    )]
    cargo: Vec<OsString>,
}

/// The variable by which kelsonc gets options, and what separates them when they have blanks in them.
const FLAGS: &str = "KELSONFLAGS";
const SEPARATOR: &str = "\u{1f}";

/// What cargo does without a subcommand.
const QUESTIONS: [&str; 4] = ["--version", "-V", "--list", "--explain"];

/// Runs cargo. What it returns is cargo's, so it is a number and not one of our own exits.
pub(crate) fn run(args: &Args) -> Result<u8, Failure> {
    let mut options = options_of_variable()?;
    options.extend(args.options.iter().cloned());
    let cargo = take_options(&args.cargo, &mut options)?;
    options.retain(|option| !option.is_empty());
    // Cargo's own help is for its subcommands, as `help build`.
    if matches!(&cargo[..], [only] if only == "help") {
        let mut command = crate::cli::Cli::command();
        command.build();
        let ours = command.find_subcommand_mut("kelsonc");
        let help = ours.map(|ours| ours.render_long_help().ansi().to_string());
        print(help.unwrap_or_default().as_bytes())?;
        return Ok(Exit::Clean.number());
    }
    let kelsonc = Kelsonc::find()?;
    if let Some(answer) = kelsonc.accepts(&options)? {
        print(&answer)?;
        return Ok(Exit::Clean.number());
    }
    let subcommand = cargo.first().map(|first| first.to_string_lossy());
    let subcommand = subcommand.as_deref();
    check(subcommand)?;
    let target_dir = match subcommand {
        Some(question) if QUESTIONS.contains(&question) => Vec::new(),
        _ => place::target_dir(&cargo, &options, &kelsonc)?,
    };
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command
        .args(&cargo[..1])
        .args(target_dir)
        .args(&cargo[1..])
        .env("RUSTC", &kelsonc.path)
        // A cache of compilers tells them apart by their version, and ours has the stock compiler's.
        .env("RUSTC_WRAPPER", "")
        .env_remove(FLAGS);
    if !options.is_empty() {
        // With a separator at the end even a single option may have blanks in it.
        command.env(FLAGS, options.join(SEPARATOR) + SEPARATOR);
    }
    if std::env::var_os("RUSTDOC").is_none() {
        match kelsonc.rustdoc() {
            Some(rustdoc) => {
                command.env("RUSTDOC", rustdoc);
            }
            None if matches!(subcommand, Some("test" | "t" | "doc" | "d" | "rustdoc")) => {
                tell(format_args!(
                    "warning: there is no rustdoc of {} beside its standard library; another one cannot read what kelsonc \
                     builds",
                    kelsonc.version
                ));
            }
            None => {}
        }
    }
    become_it(command)
}

/// Makes sure that a subcommand of cargo is one that kelsonc can take part in. Whether there is such a one, cargo knows.
fn check(subcommand: Option<&str>) -> Result<(), Failure> {
    let (message, help) = match subcommand {
        None => (
            "no subcommand of cargo is given".to_owned(),
            "name one, as in `cargo kelson kelsonc build`".to_owned(),
        ),
        Some(question) if QUESTIONS.contains(&question) => return Ok(()),
        Some(toolchain) if toolchain.starts_with('+') => (
            format!("`{toolchain}` chooses a toolchain, and kelsonc is a compiler of its own"),
            "leave it out; the variable KELSONC names another kelsonc".to_owned(),
        ),
        Some(first) if first.starts_with('-') => (
            format!("`{first}` stands where a subcommand of cargo should"),
            "put it after the subcommand, as in `cargo kelson kelsonc build --release`".to_owned(),
        ),
        Some(name @ ("clippy" | "miri")) => (
            format!("`cargo {name}` brings a compiler of its own, which knows nothing of `-K`"),
            format!(
                "run `cargo {name}` by itself; what needs kelsonc can be left out there by `#[cfg(kelsonc)]`"
            ),
        ),
        Some(_) => return Ok(()),
    };
    Err(Failure::usage(message).help(Some(help)))
}

/// Takes `-K` out of cargo's arguments, up to where those of the program start.
fn take_options(all: &[OsString], options: &mut Vec<String>) -> Result<Vec<OsString>, Failure> {
    let mut rest = Vec::new();
    let mut all = all.iter();
    while let Some(argument) = all.next() {
        if argument == "--" {
            rest.push(argument.clone());
            rest.extend(all.cloned());
            break;
        }
        let Some(text) = argument.to_str() else {
            if argument.as_encoded_bytes().starts_with(b"-K") {
                return Err(no_unicode(argument));
            }
            rest.push(argument.clone());
            continue;
        };
        match text.strip_prefix("-K") {
            Some("") => {
                let value = all.next().ok_or_else(|| {
                    Failure::usage("`-K` needs a value").help(Some(
                        "`cargo kelson kelsonc -K help` shows what there is".to_owned(),
                    ))
                })?;
                options.push(value.to_str().ok_or_else(|| no_unicode(value))?.to_owned());
            }
            Some(value) => options.push(value.to_owned()),
            None => rest.push(argument.clone()),
        }
    }
    Ok(rest)
}

fn no_unicode(what: &OsStr) -> Failure {
    Failure::usage(format!("`{}` is not valid Unicode", what.display()))
        .help(Some("options of kelsonc are text".to_owned()))
}

/// The options of the variable, as kelsonc reads it. Those of the command line come after them, and the last counts.
fn options_of_variable() -> Result<Vec<String>, Failure> {
    let Some(text) = std::env::var_os(FLAGS) else {
        return Ok(Vec::new());
    };
    let Some(text) = text.to_str() else {
        return Err(
            Failure::usage(format!("the variable {FLAGS} is not valid Unicode")).help(Some(
                "options of kelsonc are text; unset the variable".to_owned(),
            )),
        );
    };
    let words: Vec<&str> = match text.contains(SEPARATOR) {
        true => text.split(SEPARATOR).collect(),
        false => text.split_whitespace().collect(),
    };
    let words = words.into_iter().filter(|word| !word.is_empty());
    // Most are given without their `-K`, but it may be there.
    let mut options = Vec::new();
    let mut words = words.peekable();
    while let Some(word) = words.next() {
        match word.strip_prefix("-K") {
            Some("") if words.peek().is_some() => {}
            Some("") => {
                return Err(
                    Failure::usage(format!("`-K` needs a value in the variable {FLAGS}")).help(
                        Some("`cargo kelson kelsonc -K help` shows what there is".to_owned()),
                    ),
                );
            }
            value => options.push(value.unwrap_or(word).to_owned()),
        }
    }
    Ok(options)
}

/// Puts a program in our place, so that signals and the terminal are its own.
#[cfg(unix)]
fn become_it(mut command: Command) -> Result<u8, Failure> {
    use std::os::unix::process::CommandExt;
    let error = command.exec();
    Err(unstartable(&command, &error))
}

/// Runs a program to its end. Of one that something else ended, no number is known.
#[cfg(not(unix))]
fn become_it(mut command: Command) -> Result<u8, Failure> {
    let status = command
        .status()
        .map_err(|error| unstartable(&command, &error))?;
    Ok(status.code().map_or(Exit::Internal.number(), |code| {
        u8::try_from(code).unwrap_or(1)
    }))
}

fn unstartable(command: &Command, error: &std::io::Error) -> Failure {
    let program = command.get_program().display();
    Failure::new(Exit::Input, format!("cannot start `{program}`: {error}")).help(Some(
        "it is to be cargo; the variable CARGO names it, else it is looked for in PATH".to_owned(),
    ))
}

/// The value of one of cargo's options, as `--name value` or `--name=value`, up to where the program's arguments start.
fn value_of<'a>(arguments: &'a [OsString], name: &str) -> Option<&'a OsStr> {
    let mut arguments = arguments.iter().take_while(|argument| *argument != "--");
    while let Some(argument) = arguments.next() {
        if argument == name {
            return arguments.next().map(OsString::as_os_str);
        }
        let text = argument.to_str();
        let value = text.and_then(|text| text.strip_prefix(name)?.strip_prefix('='));
        if let Some(value) = value {
            return Some(OsStr::new(value));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<OsString> {
        text.split(' ').map(OsString::from).collect()
    }

    #[test]
    fn options_end_where_the_program_starts() {
        let mut options = Vec::new();
        let rest = take_options(&words("run -K a=b -Kc --release -- -K d"), &mut options);
        assert_eq!(rest.expect("well formed"), words("run --release -- -K d"));
        assert_eq!(options, ["a=b", "c"]);
        assert!(take_options(&words("run -K"), &mut options).is_err());
    }

    #[test]
    fn values_in_both_spellings() {
        let value = |text: &str| value_of(&words(text), "--target-dir").map(OsStr::to_owned);
        assert_eq!(value("build --target-dir x"), Some("x".into()));
        assert_eq!(value("build --target-dir=x"), Some("x".into()));
        assert_eq!(value("build --target-dirs=x"), None);
        assert_eq!(value("run -- --target-dir x"), None);
    }
}
