// SPDX-License-Identifier: MIT OR Apache-2.0

//! `cargo kelson report`: one page over what earlier runs saved.

use crate::exit::{Exit, Failure};
use kelson_report::{Saved, page};
use std::{fs, path::PathBuf};

const EXAMPLES: &str = "\
Examples:
  cargo kelson prove --lib --format json --output prove.json
  cargo kelson status --json > status.json
  cargo kelson report prove.json status.json --output report.html";

/// Options of `report`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// Saved output: of a subcommand's `--format json`, of `status --json`, or plain text
    #[arg(required = true, value_name = "SAVED")]
    saved: Vec<PathBuf>,

    /// The page to write
    #[arg(long, short, value_name = "FILE", default_value = "report.html")]
    output: PathBuf,

    /// The page's title
    #[arg(long, default_value = "Kelson report")]
    title: String,
}

pub(crate) fn run(args: &Args) -> Result<Exit, Failure> {
    let mut saved = Vec::new();
    for path in &args.saved {
        let unusable = |why: &dyn std::fmt::Display| {
            Failure::new(Exit::Input, format!("`{}` {why}", path.display()))
        };
        let bytes =
            fs::read(path).map_err(|error| unusable(&format!("cannot be read: {error}")))?;
        saved.push(Saved::read(&bytes).map_err(|error| unusable(&error))?);
    }
    let mut text = Vec::new();
    page(&args.title, &saved, &mut text).map_err(|error| Failure::new(Exit::Internal, error))?;
    fs::write(&args.output, text).map_err(|error| {
        Failure::usage(format!("cannot write `{}`: {error}", args.output.display()))
    })?;
    Ok(Exit::Clean)
}
