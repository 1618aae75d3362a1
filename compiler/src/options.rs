// SPDX-License-Identifier: MIT OR Apache-2.0

//! `-K name[=value]`: which features are on.

use std::fmt::Write;

use rustc_session::EarlyDiagCtxt;
use rustc_span::edit_distance::edit_distance;

use crate::arguments::FLAGS_VARIABLE;
use crate::explain::Code;
use crate::hooks::Feature;

/// An option that a feature declares.
pub(crate) struct Declared {
    /// What stands before the `=`.
    pub(crate) name: &'static str,
    /// What `-K help` shows after the `=`.
    pub(crate) value: &'static str,
    /// One line for `-K help`.
    pub(crate) help: &'static str,
}

/// One `-K` as the user wrote it.
pub(crate) struct Choice {
    /// What stands before the `=`.
    pub(crate) name: String,
    /// What stands after it.
    pub(crate) value: Option<String>,
}

impl Choice {
    /// Splits `name=value`. Only the first `=` counts: attributes have more. A blank before the name is from a line of a
    /// response file, or a word of KELSONFLAGS, that holds the `-K` as well.
    pub(crate) fn parse(text: &str) -> Choice {
        let (name, value) = match text.split_once('=') {
            Some((name, value)) => (name, Some(value.to_owned())),
            None => (text, None),
        };
        Choice {
            name: name.trim().to_owned(),
            value,
        }
    }
}

/// What was given for a feature's options.
pub(crate) struct Values<'a>(Vec<&'a Choice>);

impl Values<'_> {
    /// The last value of an option, as with rustc's own.
    pub(crate) fn last(&self, name: &str) -> Result<Option<&str>, Wrong> {
        Ok(self.all(name)?.pop())
    }

    /// All values of an option that may be repeated.
    pub(crate) fn all(&self, name: &str) -> Result<Vec<&str>, Wrong> {
        let of_name = self.0.iter().filter(|choice| choice.name == name);
        of_name
            .map(|choice| match choice.value.as_deref() {
                None | Some("") => Err(Wrong::new(
                    format!("the option `-K {name}` needs a value"),
                    "`-K help` shows what it takes".to_owned(),
                )),
                Some(value) => Ok(value),
            })
            .collect()
    }
}

/// An option that cannot be used as it was given.
pub(crate) struct Wrong {
    message: String,
    help: String,
}

impl Wrong {
    /// Says what is wrong and what to do.
    pub(crate) fn new(message: String, help: String) -> Wrong {
        Wrong { message, help }
    }

    /// Ends the compilation. The variable is named if it is set, because one sets it and forgets it.
    pub(crate) fn report(self, early: &EarlyDiagCtxt, flags: Option<&str>) {
        let mut error = early.early_struct_fatal(self.message);
        error.help(self.help);
        if let Some(flags) = flags.filter(|flags| !flags.trim().is_empty()) {
            error.note(format!(
                "the variable {FLAGS_VARIABLE} counts as well, each word of it an option; it is {flags:?}"
            ));
        }
        error.note(Code::Option.note());
        error.emit();
    }
}

/// The choices that belong to a feature.
pub(crate) fn values<'a>(feature: &Feature, chosen: &'a [Choice]) -> Values<'a> {
    let declares = |choice: &&Choice| feature.options.iter().any(|o| o.name == choice.name);
    Values(chosen.iter().filter(declares).collect())
}

/// The choices that no feature declares.
pub(crate) fn unknown(features: &[Feature], chosen: &[Choice]) -> Vec<Wrong> {
    let declared = || features.iter().flat_map(|feature| feature.options);
    chosen
        .iter()
        .filter(|choice| !declared().any(|option| option.name == choice.name))
        .map(|choice| {
            if choice.name.is_empty() {
                let message = "`-K` needs the name of an option".to_owned();
                return Wrong::new(message, "`-K help` lists the options".to_owned());
            }
            let names = || declared().map(|option| option.name).chain(["help"]);
            // What does not stop at a `=` may be a name and another sign.
            let stem = choice.name.split([':', ' ']).next().unwrap_or_default();
            let help = if choice.name.contains(['"', '\'']) {
                "leave out the quotation marks, which only a shell takes away".to_owned()
            } else if names().any(|name| name == stem) {
                format!("its value comes after a `=`: `-K {stem}=..`")
            } else {
                match nearest(stem, names()) {
                    Some(name) => format!("there is an option with a similar name: `-K {name}`"),
                    None => "`-K help` lists the options".to_owned(),
                }
            };
            Wrong::new(format!("unknown option `-K {}`", choice.name), help)
        })
        .collect()
}

/// What `-K help` prints.
pub(crate) fn help(features: &[Feature]) -> String {
    let mut text =
        "Options of kelsonc, each given as `-K name=value`, or in KELSONFLAGS:\n".to_owned();
    let options = || features.iter().flat_map(|feature| feature.options);
    let spelled = |option: &Declared| format!("{}={}", option.name, option.value);
    let width = options()
        .map(|option| spelled(option).len())
        .max()
        .unwrap_or(0);
    for option in options() {
        let spelled = spelled(option);
        writeln!(text, "    -K {spelled:<width$}  {}", option.help).expect("a string takes it");
    }
    text
}

/// The name that is nearly the one that was meant. Whether letters are small or not is no difference.
pub(crate) fn nearest<'a>(meant: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let meant = meant.to_lowercase();
    let near = names.filter_map(|name| Some((edit_distance(&meant, name, name.len() / 3)?, name)));
    near.min().map(|(_, name)| name)
}
