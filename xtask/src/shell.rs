// SPDX-License-Identifier: MIT OR Apache-2.0

//! Small helpers around child processes, shared by the chores.
//!
//! Every child started here gets no standard input, so none can stop and wait for an answer in CI.

use std::env;
use std::fmt;
use std::fs::{self, File};
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

/// How many of a program's last error lines a [`Failure`] quotes.
const QUOTED_LINES: usize = 4;

/// How every message about a full disk starts.
const DISK_FULL: &str = "the disk is full";

/// Why a child process or a file operation did not work, in words for a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure(String);

impl Failure {
    /// Wraps a message, and says it plainly when the cause is a full disk.
    ///
    /// Tar, dpkg, apt and rustc each bury that cause in a different sentence; a user should read one.
    pub fn new(message: impl Into<String>) -> Self {
        let message = message.into();
        if message.contains("No space left on device") || message.contains("os error 28") {
            return Failure::disk_full(message.lines().next().unwrap_or_default());
        }
        Failure(message)
    }

    /// Says that the disk is full, with what was found out in brackets.
    pub fn disk_full(detail: &str) -> Self {
        Failure(format!(
            "{DISK_FULL}; free some space and run again ({detail})"
        ))
    }

    /// Describes a failed operation on a file.
    pub fn io(what: &str, path: &Path, error: &io::Error) -> Self {
        Failure::new(format!("cannot {what} `{}`: {error}", path.display()))
    }

    /// Whether a full disk is the cause; then nothing that exists may be thought damaged.
    pub fn is_disk_full(&self) -> bool {
        self.0.starts_with(DISK_FULL)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Failure {}

/// Writes a command down as one would type it, for messages.
pub fn spell(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let name = program.file_name().unwrap_or(program.as_os_str());
    let mut text = name.to_string_lossy().into_owned();
    for argument in command.get_args() {
        text.push(' ');
        text.push_str(&argument.to_string_lossy());
    }
    text
}

/// Runs a command in the C locale and returns what it wrote to standard output.
pub fn capture(command: &mut Command) -> Result<String, Failure> {
    capture_as(&spell(command), command)
}

/// Like [`capture`], with a shorter name for messages than the whole command line.
pub fn capture_as(name: &str, command: &mut Command) -> Result<String, Failure> {
    let output = command
        .env("LC_ALL", "C")
        .stdin(Stdio::null())
        .output()
        .map_err(|error| Failure::new(format!("cannot start `{name}`: {error}")))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    // Some programs report on standard output; look there when the other stream is silent.
    let mut said = String::from_utf8_lossy(&output.stderr).into_owned();
    if said.trim().is_empty() {
        said = String::from_utf8_lossy(&output.stdout).into_owned();
    }
    Err(Failure::new(match telling_lines(&said) {
        quoted if quoted.is_empty() => format!("`{name}` failed ({})", output.status),
        quoted => format!("`{name}` failed ({}): {quoted}", output.status),
    }))
}

/// The part of a program's complaint worth quoting in a line.
fn telling_lines(said: &str) -> String {
    // The sentence about a full disk is the cause of all others and may stand above them. Then rustc's and cargo's
    // first error counts, because the later ones follow from it, and of anything else what it said last.
    let one = said
        .lines()
        .find(|line| line.contains("No space left"))
        .or_else(|| said.lines().find(|line| line.starts_with("error")));
    match one {
        Some(line) => line.to_owned(),
        None => last_lines(said, QUOTED_LINES).join("; "),
    }
}

/// Runs a command with both its streams in a log file; returns how it ended and how long it took.
pub fn run_logged(command: &mut Command, log: &Path) -> Result<(ExitStatus, Duration), Failure> {
    if let Some(folder) = log.parent() {
        fs::create_dir_all(folder).map_err(|error| Failure::io("create", folder, &error))?;
    }
    let file = File::create(log).map_err(|error| Failure::io("create", log, &error))?;
    let both = file
        .try_clone()
        .map_err(|error| Failure::io("share", log, &error))?;
    let start = Instant::now();
    let status = command
        .stdin(Stdio::null())
        .stdout(file)
        .stderr(both)
        .status()
        .map_err(|error| Failure::new(format!("cannot start `{}`: {error}", spell(command))))?;
    Ok((status, start.elapsed()))
}

/// The last lines of a text that say something.
pub fn last_lines(text: &str, count: usize) -> Vec<&str> {
    let mut lines: Vec<&str> = text
        .lines()
        .rev()
        .filter(|line| !line.trim().is_empty())
        .take(count)
        .collect();
    lines.reverse();
    lines
}

/// Whether a program can be found through `PATH`.
pub fn on_path(program: &str) -> bool {
    env::var_os("PATH")
        .is_some_and(|path| env::split_paths(&path).any(|folder| folder.join(program).is_file()))
}

/// The top of the checkout.
pub fn workspace_root() -> PathBuf {
    // Cargo states the package's folder when it runs us; the folder we were built in is the fallback.
    let package = env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    package
        .ancestors()
        .find(|folder| folder.join("Cargo.lock").is_file())
        .unwrap_or(&package)
        .to_owned()
}

/// The folder cargo builds into: `CARGO_TARGET_DIR`, or `target` in the checkout.
pub fn target_dir() -> PathBuf {
    // A relative `CARGO_TARGET_DIR` counts from the folder the person stands in, as for cargo.
    env::var_os("CARGO_TARGET_DIR")
        .filter(|folder| !folder.is_empty())
        .map(PathBuf::from)
        .and_then(|folder| std::path::absolute(folder).ok())
        .unwrap_or_else(|| workspace_root().join("target"))
}

/// A short name for a text: FNV-1a in 64 bits, which is the same on every machine and in every release.
pub fn key(text: &str) -> String {
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{hash:016x}")
}

/// Whether a person looks on, so that moving progress makes sense.
pub fn is_watched() -> bool {
    io::stderr().is_terminal() && env::var_os("CI").is_none()
}

/// Shows that something is under way: a spinner on a terminal, nothing elsewhere.
pub struct Spinner(Option<ProgressBar>);

impl Spinner {
    /// Starts one with a message; it goes away when dropped.
    pub fn start(message: impl Into<String>) -> Self {
        if !is_watched() {
            return Spinner(None);
        }
        let bar = ProgressBar::new_spinner();
        if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} ({elapsed})") {
            bar.set_style(style);
        }
        bar.set_message(message.into());
        bar.enable_steady_tick(Duration::from_millis(120));
        Spinner(Some(bar))
    }
}

impl Drop for Spinner {
    fn drop(&mut self) {
        if let Some(bar) = &self.0 {
            bar.finish_and_clear();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_disk_is_said_first() {
        let failure = Failure::new("dpkg-deb: error: write: No space left on device\nmore");
        assert!(failure.is_disk_full());
        assert!(failure.to_string().starts_with("the disk is full; free"));
        assert!(!failure.to_string().contains("more"));
        assert!(!Failure::new("not found").is_disk_full());
    }

    #[test]
    fn key_is_stable() {
        assert_eq!(key(""), "cbf29ce484222325");
        assert_eq!(key("a"), "af63dc4c8601ec8c");
    }

    #[test]
    fn last_lines_leaves_out_blanks() {
        assert_eq!(last_lines("a\n\nb\n  \nc\n", 2), ["b", "c"]);
        assert_eq!(last_lines("", 2), [""; 0]);
    }

    #[test]
    fn failed_command_quotes_its_errors() {
        let failure = capture(Command::new("sh").args(["-c", "echo why >&2; exit 3"]));
        let text = failure.unwrap_err().to_string();
        assert!(text.contains("`sh -c") && text.contains("why"), "{text}");
    }

    #[test]
    fn cause_is_quoted_before_its_consequences() {
        let said = "   Compiling hello\nerror[E0463]: can't find crate for `test`\n\nerror: could not compile";
        assert_eq!(
            telling_lines(said),
            "error[E0463]: can't find crate for `test`"
        );
        let said = "error: could not write\ntar: x: Cannot write: No space left on device\n";
        assert!(telling_lines(said).starts_with("tar:"));
        assert_eq!(telling_lines("W: one\nE: two\n"), "W: one; E: two");
        assert_eq!(telling_lines(""), "");
    }

    #[test]
    fn missing_program_is_an_error() {
        let text = capture(&mut Command::new("kelson-no-such-program")).unwrap_err();
        assert!(text.to_string().starts_with("cannot start"), "{text}");
    }
}
