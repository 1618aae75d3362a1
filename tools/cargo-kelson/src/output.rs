// SPDX-License-Identifier: MIT OR Apache-2.0

//! Where output goes, and in which colours.

use crate::exit::{Exit, Failure};
use kelson_report::{Format, Level, Run, Style, render};
use std::{
    env, fmt, fs,
    io::{self, Write},
    path::PathBuf,
};

/// How to show findings.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Output")]
pub(crate) struct Findings {
    /// Format of the findings
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    format: FormatName,

    /// Write to FILE rather than to standard output
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, Default, clap::ValueEnum)]
enum FormatName {
    /// For a person, as rustc prints diagnostics
    #[default]
    Text,
    /// One object for programs
    Json,
    /// SARIF 2.1.0 for code hosts and editors
    Sarif,
    /// One page without external assets
    Html,
}

/// When to use colours.
#[derive(Debug, Clone, Copy, Default, clap::ValueEnum)]
pub(crate) enum Color {
    /// On a terminal; `NO_COLOR` and `CLICOLOR_FORCE` are honoured
    #[default]
    Auto,
    Always,
    Never,
}

impl Color {
    /// Makes this the choice of the whole process.
    pub(crate) fn apply(self) {
        match self {
            Self::Auto => anstream::ColorChoice::Auto,
            Self::Always => anstream::ColorChoice::AlwaysAnsi,
            Self::Never => anstream::ColorChoice::Never,
        }
        .write_global();
    }
}

/// Prints what a subcommand found; the exit code says whether it found anything.
pub(crate) fn findings(run: &Run, options: &Findings) -> Result<Exit, Failure> {
    let format = match options.format {
        FormatName::Text => Format::Text,
        FormatName::Json => Format::Json,
        FormatName::Sarif => Format::Sarif,
        FormatName::Html => Format::Html,
    };
    let on_terminal = options.output.is_none()
        && anstream::AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never;
    let style = Style {
        color: on_terminal,
        width: None,
        root: env::current_dir().ok(),
    };
    let mut text = Vec::new();
    render(run, format, &style, &mut text).map_err(|error| Failure::new(Exit::Internal, error))?;

    if let Some(path) = &options.output {
        fs::write(path, text).map_err(|error| {
            Failure::usage(format!("cannot write `{}`: {error}", path.display()))
        })?;
    } else {
        print(&text)?;
    }
    let worth_an_exit_code = run
        .findings
        .iter()
        .any(|finding| finding.level != Level::Note);
    Ok(if worth_an_exit_code {
        Exit::Findings
    } else {
        Exit::Clean
    })
}

/// Writes a line to standard error. Where nothing can be written, as on a full disk, the exit code has to do.
pub(crate) fn tell(line: fmt::Arguments<'_>) {
    let _ = writeln!(anstream::stderr().lock(), "{line}");
}

/// Writes to standard output, without colours where they are not wanted.
///
/// A reader that has seen enough, as `head` has, is no error.
pub(crate) fn print(text: &[u8]) -> Result<(), Failure> {
    let mut out = anstream::stdout().lock();
    match out.write_all(text).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Failure::new(
            Exit::Internal,
            format!("cannot write to standard output: {error}"),
        )),
        _ => Ok(()),
    }
}
