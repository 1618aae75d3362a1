// SPDX-License-Identifier: MIT OR Apache-2.0

//! Which rows the user means.

use crate::{exit::Failure, suggest::nearest};
use kelson_register::{Feature, Register, Section};

/// The rows that any of `wanted` names, in the order of the register; all where nothing is named.
pub(crate) fn select<'a>(
    register: &'a Register,
    wanted: &[String],
) -> Result<Vec<&'a Feature>, Failure> {
    for word in wanted {
        if !register.features.iter().any(|feature| means(word, feature)) {
            return Err(unknown(register, word));
        }
    }
    let meant =
        |feature: &&Feature| wanted.is_empty() || wanted.iter().any(|word| means(word, feature));
    Ok(register.features.iter().filter(meant).collect())
}

/// Whether `word` is the id, a name, a path of theme and name, the theme, or the section of
/// `feature`.
fn means(word: &str, feature: &Feature) -> bool {
    let section = feature.section;
    word.eq_ignore_ascii_case(&feature.id)
        || word.eq_ignore_ascii_case(section.key())
        || word.eq_ignore_ascii_case(&section.letter().to_string())
        || word == feature.theme
        || feature.names().any(|name| {
            word == name
                || word
                    .split_once('/')
                    .is_some_and(|path| path == (&feature.theme, name))
        })
}

fn unknown(register: &Register, word: &str) -> Failure {
    let features = &register.features;
    let known = features
        .iter()
        .flat_map(|feature| {
            [feature.id.as_str(), feature.theme.as_str()]
                .into_iter()
                .chain(feature.names())
        })
        .chain(Section::ALL.map(Section::key));
    let help = nearest(word, known).map_or_else(
        || "`cargo kelson status` lists all rows".to_owned(),
        |near| format!("did you mean `{near}`?"),
    );
    Failure::usage(format!("no row, theme or section `{word}`")).help(Some(help))
}
