// SPDX-License-Identifier: MIT OR Apache-2.0

//! `cargo kelson`.
//!
//! Each subcommand is a module that turns options into a call of a library and the outcome into
//! output; what is worth testing on its own lives in that library.

mod cli;
mod exit;
mod explain;
mod guard;
mod interrupt;
mod kelsonc;
mod output;
mod progress;
mod prove;
mod report;
mod status;
mod suggest;

use clap::Parser;
use cli::{Cli, Command};
use exit::{Exit, Failure};
use kelson_prove::ErrorKind;
use std::process::ExitCode;

fn main() -> ExitCode {
    guard::run(|| {
        let cli = Cli::parse_from(cli::arguments(std::env::args_os()));
        cli.color.apply();
        interrupt::install();
        let outcome = match &cli.command {
            Command::Status(args) => status::run(args),
            Command::Prove(args) => prove(args),
            Command::Explain(args) => explain::run(args),
            Command::Report(args) => report::run(args),
            Command::Kelsonc(args) => kelsonc::run(args).map(Exit::OfCargo),
        };
        outcome.unwrap_or_else(|failure| failure.tell())
    })
    .code()
}

fn prove(args: &cli::Prove) -> Result<Exit, Failure> {
    let run = prove::run(&args.args).map_err(|error| {
        let exit = match error.kind() {
            ErrorKind::Usage => Exit::Usage,
            ErrorKind::Input => Exit::Input,
        };
        Failure::new(exit, error)
    })?;
    output::findings(&run, &args.findings)
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_well_formed() {
        super::Cli::command().debug_assert();
    }
}
