// SPDX-License-Identifier: MIT OR Apache-2.0

//! One run of rustc over one small crate.

use serde::Deserialize;
use std::{
    io::{self, Write},
    path::Path,
    process::{Command, Stdio},
};

/// A crate to compile.
pub(crate) struct Job<'a> {
    /// Unique in the folder; becomes the crate's and the output's name.
    pub(crate) name: String,
    pub(crate) code: &'a str,
    pub(crate) gates: &'a [&'a str],
    pub(crate) edition: &'a str,
    pub(crate) flags: &'a [&'a str],
}

/// What rustc made of it.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    pub(crate) success: bool,
    /// Whether it ended in the two ways in which rustc ends when it has judged a crate; a crash
    /// and a signal are not among them.
    pub(crate) judged: bool,
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// One message of rustc, as `--error-format=json` writes it.
#[derive(Debug, Deserialize)]
pub(crate) struct Diagnostic {
    pub(crate) level: String,
    pub(crate) message: String,
    code: Option<Code>,
    #[serde(default)]
    pub(crate) children: Vec<Child>,
}

#[derive(Debug, Deserialize)]
struct Code {
    code: String,
}

/// A note or a help.
#[derive(Debug, Deserialize)]
pub(crate) struct Child {
    pub(crate) message: String,
}

impl Diagnostic {
    /// `E0635`, or the name of a lint.
    pub(crate) fn code(&self) -> &str {
        self.code.as_ref().map_or("", |code| &code.code)
    }

    pub(crate) fn is_error(&self) -> bool {
        // The count at the end has the level of an error, too, and says nothing.
        self.level.starts_with("error") && !self.message.starts_with("aborting due to")
    }

    /// Code and message in one line.
    pub(crate) fn line(&self) -> String {
        let message = self.message.lines().next().unwrap_or_default();
        match self.code() {
            "" => message.to_owned(),
            code => format!("{code}: {message}"),
        }
    }

    /// Whether the code is `text` or the message contains it.
    pub(crate) fn says(&self, text: &str) -> bool {
        self.code() == text || self.message.contains(text)
    }
}

impl Outcome {
    pub(crate) fn errors(&self) -> impl Iterator<Item = &Diagnostic> {
        self.diagnostics
            .iter()
            .filter(|diagnostic| diagnostic.is_error())
    }

    /// The first error, for a person.
    pub(crate) fn first_error(&self) -> String {
        self.errors().next().map_or_else(
            || "rustc failed without an error message".to_owned(),
            Diagnostic::line,
        )
    }
}

/// Compiles `job` to metadata in `folder`.
///
/// The output goes to a file of its own: rustc replaces what `-o` names, so a device node given
/// there would be gone when the user is root.
pub(crate) fn compile(rustc: &Path, folder: &Path, job: &Job<'_>) -> io::Result<Outcome> {
    let mut command = Command::new(rustc);
    command
        .args([
            "-",
            "--crate-type=lib",
            "--emit=metadata",
            "--error-format=json",
        ])
        .args(["--crate-name", &job.name, "--edition", job.edition])
        .args(job.flags)
        .arg("-o")
        .arg(folder.join(format!("{}.rmeta", job.name)))
        // A compiler that crashes leaves a report in its working directory.
        .current_dir(folder)
        .env_remove("RUSTC_LOG")
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped());
    let source = if job.gates.is_empty() {
        // A gate that the user's own environment opens must not look stable.
        command.env_remove("RUSTC_BOOTSTRAP");
        job.code.to_owned()
    } else {
        command.env("RUSTC_BOOTSTRAP", "1");
        format!("#![feature({})] {}", job.gates.join(", "), job.code)
    };

    let mut child = command.spawn()?;
    if let Some(mut stdin) = child.stdin.take() {
        // rustc does not read its input when it refuses an option; the exit status tells.
        let _ = stdin.write_all(source.as_bytes());
    }
    let output = child.wait_with_output()?;

    Ok(Outcome {
        success: output.status.success(),
        judged: matches!(output.status.code(), Some(0 | 1)),
        diagnostics: String::from_utf8_lossy(&output.stderr)
            .lines()
            .filter_map(read)
            .collect(),
    })
}

/// A line of standard error: JSON, or text where rustc gave up before it read its options.
fn read(line: &str) -> Option<Diagnostic> {
    if line.starts_with('{') {
        return serde_json::from_str(line).ok();
    }
    let message = line.strip_prefix("error: ")?;
    Some(Diagnostic {
        level: "error".to_owned(),
        message: message.to_owned(),
        code: None,
        children: Vec::new(),
    })
}
