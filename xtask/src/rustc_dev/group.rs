// SPDX-License-Identifier: MIT OR Apache-2.0

//! A child that has children of its own, none of which may outlive us.
//!
//! Cargo starts compilers. When we are stopped, they have to stop as well: they would go on for minutes, and the next
//! run would wait for them without a word. So all of them are one process group, which is ended as a whole: on Ctrl-C,
//! when the time is up, and, if we were killed and could do nothing, by the next run.

use std::fs;
use std::io;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{self, Child, Command, Stdio};
use std::sync::Once;
use std::sync::atomic::{AtomicU32, Ordering};

use crate::shell::Failure;
use crate::toolchains::Reason;

/// The group that Ctrl-C has to end; 0 is none.
static CURRENT: AtomicU32 = AtomicU32::new(0);

/// The exit code of a program that was interrupted, by custom.
const INTERRUPTED: i32 = 130;

/// A running child, with a note in the file system of who it is.
pub(super) struct Group {
    pub(super) child: Child,
    note: PathBuf,
}

impl Group {
    /// Starts a command as the leader of a group. `note` is where the next run looks for it.
    pub(super) fn start(command: &mut Command, note: &Path) -> Result<Group, Reason> {
        stop_leftover(note)?;
        on_interrupt();
        let child = command
            .process_group(0)
            .stdin(Stdio::null())
            .spawn()
            .map_err(|error| Failure::new(format!("cannot start `cargo`: {error}")))?;
        CURRENT.store(child.id(), Ordering::SeqCst);
        let group = Group {
            child,
            note: note.to_owned(),
        };
        fs::write(note, format!("{} {}\n", process::id(), group.child.id()))
            .map_err(|error| Failure::io("write", note, &error))?;
        Ok(group)
    }

    /// The number by which [`stop`] knows it.
    pub(super) fn id(&self) -> u32 {
        self.child.id()
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        CURRENT.store(0, Ordering::SeqCst);
        // Of use only if it is still running, as after an error of ours.
        if !matches!(self.child.try_wait(), Ok(Some(_))) {
            stop(self.id());
            let _ = self.child.wait();
        }
        let _ = fs::remove_file(&self.note);
    }
}

/// Ends a group. Without one there is nothing to do, and no harm.
pub(super) fn stop(group: u32) {
    // The standard library cannot signal a group; every shell can.
    let _ = Command::new("sh")
        .args(["-c", "kill -s TERM -- \"-$0\"", &group.to_string()])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
}

/// Has Ctrl-C, and a polite request to end, end the group before us.
fn on_interrupt() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        // Without the handler we end at once, and the next run ends the group.
        let _ = ctrlc::set_handler(|| {
            let group = CURRENT.swap(0, Ordering::SeqCst);
            if group != 0 {
                stop(group);
            }
            eprintln!("rustc-dev: stopped; the next run goes on where this one was");
            process::exit(INTERRUPTED);
        });
    });
}

/// Ends what a run that was killed left behind; an error if that run is alive and at work.
fn stop_leftover(note: &Path) -> Result<(), Reason> {
    let text = match fs::read_to_string(note) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(Failure::io("read", note, &error).into()),
    };
    let mut numbers = text.split_whitespace().map(str::parse::<u32>);
    let (Some(Ok(owner)), Some(Ok(group))) = (numbers.next(), numbers.next()) else {
        return Ok(());
    };
    if is_running(owner, "xtask") {
        return Err(Reason::new(format!(
            "another `cargo xtask rustc-dev` is at work (process {owner}); wait for it"
        )));
    }
    // Numbers are given again; a stranger is left alone.
    if is_running(group, "cargo") {
        println!("rustc-dev: ending a build that was left running");
        stop(group);
    }
    Ok(())
}

/// Whether a process is there and a program of that name.
fn is_running(process: u32, program: &str) -> bool {
    fs::read_to_string(format!("/proc/{process}/comm")).is_ok_and(|name| name.trim_end() == program)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::thread::sleep;
    use std::time::Duration;

    fn note(name: &str) -> PathBuf {
        std::env::temp_dir().join(format!("kelson-group-{name}-{}", process::id()))
    }

    /// Whether a process runs, and has not only stayed in the table for want of a parent that asks.
    fn runs(process: &str) -> bool {
        fs::read_to_string(format!("/proc/{process}/stat")).is_ok_and(|stat| !stat.contains(") Z "))
    }

    #[test]
    fn grandchildren_end_too() {
        let (note, pid) = (note("end"), note("pid"));
        let script = format!("sleep 60 & echo $! > '{}'; wait", pid.display());
        let group = Group::start(Command::new("sh").args(["-c", &script]), &note).unwrap();
        let mut grandchild = String::new();
        for _ in 0..100 {
            grandchild = fs::read_to_string(&pid).unwrap_or_default();
            if grandchild.ends_with('\n') {
                break;
            }
            sleep(Duration::from_millis(20));
        }
        let grandchild = grandchild.trim();
        assert!(runs(grandchild));
        drop(group);
        for _ in 0..100 {
            if !runs(grandchild) {
                break;
            }
            sleep(Duration::from_millis(20));
        }
        assert!(!runs(grandchild) && !note.exists());
        fs::remove_file(pid).unwrap();
    }

    #[test]
    fn strangers_are_left_alone() {
        let note = note("strange");
        let mut stranger = Command::new("sleep").arg("60").spawn().unwrap();
        // Dead as an owner, and no cargo.
        fs::write(&note, format!("{} {}\n", stranger.id(), stranger.id())).unwrap();
        assert!(stop_leftover(&note).is_ok());
        assert!(runs(&stranger.id().to_string()));
        stranger.kill().unwrap();
        stranger.wait().unwrap();
        fs::write(&note, "nonsense").unwrap();
        assert!(stop_leftover(&note).is_ok());
        fs::remove_file(&note).unwrap();
        assert!(stop_leftover(&note).is_ok());
    }
}
