// SPDX-License-Identifier: MIT OR Apache-2.0

//! `-K name[=value]`: which features are on.

use std::fmt::Write;

use rustc_session::EarlyDiagCtxt;

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
        match text.trim_start().split_once('=') {
            Some((name, value)) => Choice {
                name: name.to_owned(),
                value: Some(value.to_owned()),
            },
            None => Choice {
                name: text.to_owned(),
                value: None,
            },
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

    /// Ends the compilation.
    pub(crate) fn report(self, early: &EarlyDiagCtxt) {
        let mut error = early.early_struct_fatal(self.message);
        error.help(self.help);
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
            let help = match nearest(&choice.name, declared().map(|option| option.name)) {
                Some(name) => format!("there is an option with a similar name: `-K {name}`"),
                None => "`-K help` lists the options".to_owned(),
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

/// The name that is nearly the one that was meant.
pub(crate) fn nearest<'a>(meant: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let (steps, name) = names.map(|name| (distance(name, meant), name)).min()?;
    (steps * 3 <= name.len()).then_some(name)
}

/// How many letters have to change to make one word of the other.
fn distance(left: &str, right: &str) -> usize {
    let right: Vec<char> = right.chars().collect();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (i, a) in left.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, b) in right.iter().enumerate() {
            let changed = diagonal + usize::from(a != *b);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[right.len()]
}
