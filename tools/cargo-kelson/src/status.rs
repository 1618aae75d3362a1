// SPDX-License-Identifier: MIT OR Apache-2.0

//! `cargo kelson status`: which wanted features the toolchain at hand has.

mod document;
mod markdown;
mod row;
mod select;
mod table;

use crate::{
    exit::{Exit, Failure},
    interrupt::Grace,
    output::print,
    progress::Progress,
};
use kelson_register::{Feature, Register};
use kelson_status::{Error, RowStatus, Select, Toolchain, sweep};
use std::path::PathBuf;

/// The register of this build.
const REGISTER: &str = include_str!("../../../wanted.toml");

const LONG: &str = "\
Show which wanted features a toolchain has, and what kelson gives instead

Every row is a feature on the Rust-for-Linux list `Rust wanted features`. What the toolchain has \
is found out by compiling a small probe for each row: `stable`, `gate NAME` for a feature behind \
a feature gate, or `absent`. A `-` stands for rows that no compiler can answer.

The next three columns say how far kelson's own answer is: in the library on a stable compiler, \
in the compiler driver kelsonc, and in this tool.";

const EXAMPLES: &str = "\
Examples:
  cargo kelson status                        all rows, for the toolchain in use
  cargo kelson status R08                    one row in full
  cargo kelson status layout required        every row of a theme and of a section
  cargo kelson status --toolchain 1.85.0     for a toolchain that rustup has installed
  cargo kelson status --json > status.json   for a program";

/// Options of `status`.
#[derive(Debug, clap::Args)]
#[command(long_about = LONG, after_help = EXAMPLES)]
pub(crate) struct Args {
    /// Only these rows: an id (R08), a name (static_assert), a theme (layout) or a section
    /// (required, nice-to-have, discussion, low-priority, upstream, or its letter)
    #[arg(value_name = "ROW")]
    rows: Vec<String>,

    /// Ask this toolchain of rustup
    #[arg(long, value_name = "NAME", conflicts_with = "rustc")]
    #[arg(value_parser = clap::builder::NonEmptyStringValueParser::new())]
    toolchain: Option<String>,

    /// Ask this compiler
    #[arg(long, value_name = "PATH")]
    rustc: Option<PathBuf>,

    /// Print JSON
    #[arg(long, conflicts_with = "markdown")]
    json: bool,

    /// Print a Markdown table
    #[arg(long)]
    markdown: bool,
}

pub(crate) fn run(args: &Args) -> Result<Exit, Failure> {
    let register =
        Register::parse(REGISTER).map_err(|error| Failure::new(Exit::Internal, error))?;
    let features = select::select(&register, &args.rows)?;

    let grace = Grace::begin();
    let select = match (&args.rustc, &args.toolchain) {
        (Some(path), _) => Select::Path(path),
        (None, Some(name)) => Select::Named(name),
        (None, None) => Select::Default,
    };
    let toolchain = Toolchain::find(select).map_err(failure)?;
    let rows = probe(&toolchain, &features, &grace).map_err(failure)?;
    drop(grace);

    let text = if args.json {
        document::write(&toolchain, &rows)
    } else if args.markdown {
        markdown::write(&toolchain, &rows)
    } else if let ([row], [_, ..]) = (rows.as_slice(), args.rows.as_slice()) {
        row::write(&toolchain, row)
    } else {
        table::write(&toolchain, &rows)
    };
    print(text.as_bytes())?;
    Ok(Exit::Clean)
}

/// Runs the probes, under a progress bar if that takes long.
fn probe<'a>(
    toolchain: &Toolchain,
    features: &[&'a Feature],
    grace: &Grace,
) -> Result<Vec<RowStatus<'a>>, Error> {
    let progress = Progress::new("probes", features.len());
    sweep(toolchain, features, grace.flag(), &|| progress.step())
}

fn failure(error: Error) -> Failure {
    let exit = match error {
        Error::Interrupted => Exit::Interrupted,
        _ => Exit::Input,
    };
    Failure::new(exit, error)
}
