// SPDX-License-Identifier: MIT OR Apache-2.0

//! `cargo kelson explain`: the text behind a rule's id.

use crate::{
    exit::{Exit, Failure},
    output::print,
    suggest::nearest,
};
use anstyle::{AnsiColor, Style};
use kelson_report::Rule;
use std::fmt::Write;

/// Options of `explain`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Id or name of a rule, such as KEL-P001; all rules are listed if absent
    #[arg(value_name = "RULE")]
    rule: Option<String>,
}

/// The rules of every subcommand, by id.
fn rules() -> Vec<&'static Rule> {
    let mut rules = kelson_prove::RULES.to_vec();
    rules.sort_by_key(|rule| rule.id);
    rules
}

pub(crate) fn run(args: &Args) -> Result<Exit, Failure> {
    let rules = rules();
    let bold = Style::new().bold();
    let cyan = AnsiColor::Cyan.on_default().bold();
    let mut text = String::new();
    // Writing to a string does not fail.
    let _ = match &args.rule {
        None => rules.iter().try_for_each(|rule| {
            writeln!(
                text,
                "{cyan}{}{cyan:#}  {:<24}  {}",
                rule.id, rule.name, rule.summary
            )
        }),
        Some(wanted) => {
            let rule = find(&rules, wanted)?;
            writeln!(
                text,
                "{cyan}{}{cyan:#} {bold}{}{bold:#} ({} by default)\n\n{}\n\n{}",
                rule.id,
                rule.name,
                rule.level.name(),
                rule.summary,
                rule.explain.trim()
            )
        }
    };
    print(text.as_bytes())?;
    Ok(Exit::Clean)
}

fn find(rules: &[&'static Rule], wanted: &str) -> Result<&'static Rule, Failure> {
    let found = rules
        .iter()
        .find(|rule| rule.id.eq_ignore_ascii_case(wanted) || rule.name == wanted);
    found.copied().ok_or_else(|| {
        let known = rules.iter().flat_map(|rule| [rule.id, rule.name]);
        let of_kelsonc = |number: &str| number.parse::<u32>().is_ok();
        let help = match nearest(wanted, known) {
            _ if wanted.strip_prefix(['K', 'k']).is_some_and(of_kelsonc) => {
                format!("errors of kelsonc are explained by `kelsonc --explain {wanted}`")
            }
            Some(near) => format!("a rule with a similar name exists: `{near}`"),
            None => "`cargo kelson explain` lists all rules".to_owned(),
        };
        Failure::usage(format!("no rule `{wanted}`")).help(Some(help))
    })
}
