// SPDX-License-Identifier: MIT OR Apache-2.0

//! Compares the register with itself and with the tree it speaks of.

use crate::{Feature, Layer, LayerName, Register, Section, Status, Theme, tree};
use std::collections::HashSet;
use std::fmt;
use std::path::Path;

/// One way in which the register and the tree disagree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The row, where one is to blame.
    pub id: Option<String>,
    /// What is wrong and what to do about it.
    pub message: String,
}

impl Problem {
    pub(crate) fn new(feature: &Feature, message: impl Into<String>) -> Self {
        Self {
            id: Some(feature.id.clone()),
            message: message.into(),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}: {}",
            self.id.as_deref().unwrap_or("wanted.toml"),
            self.message
        )
    }
}

/// How many rows each section had when the upstream list was last read. Rows may be added, but a
/// row that is deleted must not go unnoticed.
const ROWS: [(Section, usize); 5] = [
    (Section::Required, 20),
    (Section::NiceToHave, 11),
    (Section::Discussion, 19),
    (Section::LowPriority, 3),
    (Section::Upstream, 10),
];

/// Everything in `register` that is inconsistent, or that the tree at `root` does not bear out.
pub fn check(register: &Register, root: &Path) -> Vec<Problem> {
    let mut problems = ids(register);
    for feature in &register.features {
        problems.extend(row(feature));
        for (name, layer) in feature.layers() {
            problems.extend(self::layer(feature, name, layer));
        }
        problems.extend(tree::row(feature, root));
    }
    problems.extend(tree::strays(register, root));
    problems
}

/// The ids as a set: well formed, unique, in the right section, without gaps.
fn ids(register: &Register) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut seen = HashSet::new();
    for feature in &register.features {
        let Some((letter, _)) = parts(&feature.id) else {
            let id = &feature.id;
            problems.push(Problem::new(
                feature,
                format!(
                    "`{id}` is not an id; write the section's letter and two digits, as in `R08`"
                ),
            ));
            continue;
        };
        if letter != feature.section.letter() {
            let (key, wanted) = (feature.section.key(), feature.section.letter());
            problems.push(Problem::new(
                feature,
                format!("the section is `{key}`, whose ids start with `{wanted}`; correct one of the two"),
            ));
        }
        if !seen.insert(feature.id.as_str()) {
            problems.push(Problem::new(
                feature,
                "the id is used twice; give one of the rows the next free id",
            ));
        }
    }
    for (section, known) in ROWS {
        let letter = section.letter();
        let numbers: HashSet<usize> = seen
            .iter()
            .filter_map(|id| parts(id))
            .filter(|(l, _)| *l == letter)
            .map(|(_, number)| number)
            .collect();
        let last = numbers.iter().copied().max().unwrap_or(0).max(known);
        for number in (1..=last).filter(|number| !numbers.contains(number)) {
            problems.push(Problem {
                id: None,
                message: format!(
                    "the row `{letter}{number:02}` is missing; put it back, or number the rows after it anew"
                ),
            });
        }
    }
    problems
}

/// The letter and the number of an id.
fn parts(id: &str) -> Option<(char, usize)> {
    let mut chars = id.chars();
    let letter = chars.next()?;
    let digits = chars.as_str();
    let well_formed = digits.len() == 2 && digits.bytes().all(|b| b.is_ascii_digit());
    Section::of_letter(letter)?;
    well_formed
        .then(|| digits.parse().ok())
        .flatten()
        .filter(|n| *n > 0)
        .map(|n| (letter, n))
}

/// What can be said of a row by itself.
fn row(feature: &Feature) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut add = |message: String| problems.push(Problem::new(feature, message));

    if feature.title.trim().is_empty() {
        add("the title is empty; say in one line what is wanted".into());
    }
    if feature.links.is_empty() {
        add("there is no link; name the upstream issue, pull request or RFC".into());
    }
    for link in feature
        .links
        .iter()
        .filter(|link| !link.starts_with("https://"))
    {
        add(format!(
            "the link `{link}` is not a URL; write it out from `https://` on"
        ));
    }
    if Theme::find(&feature.theme).is_none() {
        let theme = &feature.theme;
        let hint = match Theme::like(theme) {
            Some(like) => format!("did you mean `{}`?", like.name),
            None => "the themes are in `tools/register/src/theme.rs`".into(),
        };
        add(format!("there is no theme `{theme}`; {hint}"));
    }
    for name in feature.names().filter(|name| !is_snake_case(name)) {
        add(format!(
            "the name `{name}` cannot be a module; use lowercase letters, digits and `_`"
        ));
    }
    problems
}

fn is_snake_case(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}

/// Whether a layer's three fields agree with each other.
fn layer(feature: &Feature, name: LayerName, layer: &Layer) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut add =
        |message: String| problems.push(Problem::new(feature, format!("{name}: {message}")));
    let offers = !layer.offers.trim().is_empty();
    let missing = !layer.missing.trim().is_empty();

    match layer.status {
        Status::Works if missing => {
            add("the status is `works`, yet `missing` is not empty; make it `partial`, or clear `missing`".into());
        }
        Status::Partial | Status::Absent if !missing => {
            add("the status is not `works`, yet `missing` is empty; say what is to come".into());
        }
        Status::Works | Status::Partial if !offers => {
            add("it can be used, yet `offers` is empty; say what a user writes or runs".into());
        }
        Status::Partial if !layer.is_planned() => {
            add("the status is `partial`, yet `missing` says that nothing is planned; say what is to come".into());
        }
        Status::Absent if layer.is_planned() && !offers => add(format!(
            "something is to come, yet `offers` is empty; say what, or let `missing` start with `{}`",
            Layer::NOT_PLANNED
        )),
        Status::Absent if !layer.is_planned() && offers => {
            add("nothing is planned, yet `offers` names something; clear one of the two".into());
        }
        Status::Works | Status::Partial | Status::Absent => {}
    }
    problems
}
