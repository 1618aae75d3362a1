// SPDX-License-Identifier: MIT OR Apache-2.0

//! How the program ends.

use crate::output::tell;
use std::{fmt, process::ExitCode};

/// Found, clean and *could not look* are different answers, so they have different exit codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Looked and found nothing.
    Clean,
    /// Looked and found something.
    Findings,
    /// The command line or the configuration makes no sense.
    Usage,
    /// The input cannot be looked at.
    Input,
    /// A fault of this program.
    Internal,
    /// What cargo returned, where we are its stand-in.
    OfCargo(u8),
    /// Ctrl-C: 128 and the number of the signal, as shells have it.
    Interrupted,
}

impl Exit {
    pub(crate) fn number(self) -> u8 {
        match self {
            Self::Clean => 0,
            Self::Findings => 1,
            Self::Usage => 2,
            Self::Input => 3,
            Self::Internal => 4,
            Self::OfCargo(number) => number,
            Self::Interrupted => 130,
        }
    }

    pub(crate) fn code(self) -> ExitCode {
        ExitCode::from(self.number())
    }
}

/// An end before there was anything to show.
#[derive(Debug)]
pub(crate) struct Failure {
    exit: Exit,
    message: String,
    help: Option<String>,
}

impl Failure {
    pub(crate) fn new(exit: Exit, message: impl fmt::Display) -> Self {
        Self {
            exit,
            message: kelson_report::clean(&message.to_string()),
            help: None,
        }
    }

    pub(crate) fn usage(message: impl fmt::Display) -> Self {
        Self::new(Exit::Usage, message)
    }

    pub(crate) fn help(mut self, help: Option<String>) -> Self {
        self.help = help;
        self
    }

    /// Says on standard error what happened, in one line and perhaps one of help.
    pub(crate) fn tell(self) -> Exit {
        // Whoever pressed Ctrl-C knows.
        if self.exit != Exit::Interrupted {
            let bold = anstyle::Style::new().bold();
            let red = bold.fg_color(Some(anstyle::AnsiColor::Red.into()));
            let message = self.message.replace('\n', " ");
            tell(format_args!("{red}error{red:#}: {message}"));
            if let Some(help) = self.help {
                tell(format_args!("  {bold}help{bold:#}: {help}"));
            }
        }
        self.exit
    }
}
