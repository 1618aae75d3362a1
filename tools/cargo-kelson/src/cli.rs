// SPDX-License-Identifier: MIT OR Apache-2.0

//! The command line.

use crate::{
    explain, kelsonc,
    output::{self, Color},
    prove, report, status,
};
use clap::{
    Parser, Subcommand,
    builder::styling::{AnsiColor, Styles},
};
use std::ffi::OsString;

/// The colours of cargo's own help.
const STYLES: Styles = Styles::styled()
    .header(AnsiColor::Green.on_default().bold())
    .usage(AnsiColor::Green.on_default().bold())
    .literal(AnsiColor::Cyan.on_default().bold())
    .placeholder(AnsiColor::Cyan.on_default());

const EXAMPLES: &str = "\
Examples:
  cargo kelson status                       what the toolchain in use has of all 63 features
  cargo kelson status --toolchain nightly   the same for another toolchain
  cargo kelson status R08                   one row in full
  cargo kelson prove driver.o               whether its `#[no_panic]` functions can panic
  cargo kelson kelsonc build                build with kelsonc, the compiler
  cargo kelson explain KEL-P001             why a rule exists and what to do about it

Exit codes:
  0 clean, 1 findings, 2 wrong usage or configuration, 3 unusable input, 4 internal error";

/// What kernel programmers want from Rust, on an unpatched compiler
#[derive(Debug, Parser)]
#[command(name = "cargo kelson", bin_name = "cargo kelson", version, after_help = EXAMPLES)]
#[command(styles = STYLES, arg_required_else_help = true)]
#[command(max_term_width = 100)]
pub(crate) struct Cli {
    /// When to use colours
    #[arg(long, global = true, value_enum, default_value_t, value_name = "WHEN")]
    pub(crate) color: Color,

    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Show which wanted features a toolchain has, and what kelson gives instead
    Status(status::Args),
    /// Prove functions free of panics, on the compiled code
    Prove(Prove),
    /// Explain a rule
    Explain(explain::Args),
    /// Put saved runs on one page of HTML
    Report(report::Args),
    /// Run cargo with kelsonc as the compiler
    #[command(long_about = kelsonc::LONG)]
    Kelsonc(kelsonc::Args),
}

/// Options of `prove`: its own, and those of every subcommand that has findings.
#[derive(Debug, clap::Args)]
pub(crate) struct Prove {
    #[command(flatten)]
    pub(crate) args: prove::Args,
    #[command(flatten)]
    pub(crate) findings: output::Findings,
}

/// The arguments without the `kelson` that cargo puts first when it runs a subcommand.
pub(crate) fn arguments(all: impl Iterator<Item = OsString>) -> impl Iterator<Item = OsString> {
    all.enumerate()
        .filter(|(index, argument)| !(*index == 1 && argument == "kelson"))
        .map(|(_, argument)| argument)
}
