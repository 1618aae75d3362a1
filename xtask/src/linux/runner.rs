// SPDX-License-Identifier: MIT OR Apache-2.0

//! Runs a command with its output in a log, and reads along.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::Read;
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};
use std::thread;
use std::time::Duration;

use super::stop::Stop;
use crate::shell::{Failure, spell};
use crate::toolchains::cache;

/// How often the log is looked at.
const LOOK_EVERY: Duration = Duration::from_millis(200);

/// Runs a command to its end and shows each whole line of its output to `see`, shortly after it was written.
///
/// The log gets its name in the end. Another run that is at work at the same time has a log of its own until then.
pub(super) fn watch(
    command: &mut Command,
    log: &Path,
    see: impl FnMut(&str),
) -> Result<ExitStatus, Stop> {
    if let Some(folder) = log.parent() {
        fs::create_dir_all(folder).map_err(|error| Failure::io("create", folder, &error))?;
    }
    cache::sweep(log);
    let new = cache::sibling(log, "new");
    let status = watch_into(command, &new, see);
    fs::rename(&new, log).map_err(|error| Failure::io("rename", &new, &error))?;
    status
}

/// Runs a command with its output in a file that is this process's alone.
fn watch_into(
    command: &mut Command,
    log: &Path,
    mut see: impl FnMut(&str),
) -> Result<ExitStatus, Stop> {
    let file = File::create(log).map_err(|error| Failure::io("create", log, &error))?;
    let both = file
        .try_clone()
        .map_err(|error| Failure::io("share", log, &error))?;
    let mut reader = File::open(log).map_err(|error| Failure::io("open", log, &error))?;
    let mut child = command
        .stdin(Stdio::null())
        .stdout(file)
        .stderr(both)
        .spawn()
        .map_err(|error| Failure::new(format!("cannot start `{}`: {error}", spell(command))))?;
    let mut pending = Vec::new();
    loop {
        // Asked first, so that what it wrote last is read after it has ended.
        let ended = child
            .try_wait()
            .map_err(|error| Failure::new(format!("cannot wait for a command: {error}")))?;
        reader
            .read_to_end(&mut pending)
            .map_err(|error| Failure::io("read", log, &error))?;
        let end = pending.iter().rposition(|byte| *byte == b'\n');
        // A line may still be in the making, unless nobody is left to go on with it.
        let whole = match end {
            _ if ended.is_some() => pending.len(),
            Some(end) => end + 1,
            None => 0,
        };
        for line in String::from_utf8_lossy(&pending[..whole]).lines() {
            see(line);
        }
        pending.drain(..whole);
        if let Some(status) = ended {
            return Ok(status);
        }
        // An empty batch lets the progress go on in time where nothing is written for long.
        see("");
        thread::sleep(LOOK_EVERY);
    }
}

/// Starts the command line of a program that is told to end when this process ends, even if that is killed.
pub(super) fn mortal(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new("setpriv");
    command.args(["--pdeathsig", "TERM"]).arg(program);
    command
}

/// Runs a command that changes a folder, with a lock that it and everything it starts holds.
///
/// When a run is killed, what it started needs a moment to end. The lock ends with the last of those, so no two
/// builds are ever at work in one folder.
pub(super) fn watch_locked(
    lock: &Path,
    command: &Command,
    log: &Path,
    see: impl FnMut(&str),
) -> Result<ExitStatus, Stop> {
    if let Some(folder) = lock.parent() {
        fs::create_dir_all(folder).map_err(|error| Failure::io("create", folder, &error))?;
    }
    let is_free = Command::new("flock")
        .arg("-n")
        .arg(lock)
        .arg("true")
        .stdin(Stdio::null())
        .status()
        .map_err(|error| Failure::new(format!("cannot start `flock`: {error}")))?
        .success();
    if !is_free {
        eprintln!("waiting for another build that holds `{}`", lock.display());
    }
    let mut locked = mortal("flock");
    // Without a process of its own in between, which would not pass the signal on.
    locked.arg("--no-fork").arg(lock).arg(command.get_program());
    locked.args(command.get_args());
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => locked.env(name, value),
            None => locked.env_remove(name),
        };
    }
    watch(&mut locked, log, see)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_seen_once() {
        let log = std::env::temp_dir().join(format!("kelson-runner-test-{}", std::process::id()));
        let mut seen = Vec::new();
        let script = "echo one; printf two; sleep 0.3; echo .; printf three >&2; exit 3";
        let status = watch(Command::new("sh").args(["-c", script]), &log, |line| {
            if !line.is_empty() {
                seen.push(line.to_owned());
            }
        })
        .unwrap();
        fs::remove_file(log).unwrap();
        assert_eq!(status.code(), Some(3));
        assert_eq!(seen, ["one", "two.", "three"]);
    }
}
