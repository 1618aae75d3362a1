// SPDX-License-Identifier: MIT OR Apache-2.0

//! The stages `configure` and `build`.
//!
//! Each leaves a marker with the setup's whole identity when it is through, so that what a killed run left, or a
//! key that two setups happen to share, is never taken for a finished build. Kbuild itself records a command only
//! after it succeeded, so an interrupted build goes on where it was.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use super::Stage;
use super::progress::Progress;
use super::runner::watch_locked;
use super::setup::Setup;
use super::stop::Stop;
use crate::shell::{Failure, Spinner};
use crate::toolchains::cache::sibling;

/// The file that says a build folder is configured.
const CONFIGURED: &str = "kelson.configured";

/// The file that says a build folder is built.
const BUILT: &str = "kelson.built";

/// Steps that make names in a whole build of our fragment, for the estimate.
const EXPECTED: u64 = 1700;

/// Whether a setup's kernel is built.
pub(super) fn is_built(setup: &Setup) -> bool {
    has_marker(setup, BUILT, &built_identity(setup)) && image(setup).is_file()
}

/// The kernel to boot.
pub(super) fn image(setup: &Setup) -> PathBuf {
    setup.build.join("arch/x86/boot/bzImage")
}

/// Configures the kernel; returns how it went and how many settings took effect.
pub(super) fn configure(setup: &Setup) -> Result<(&'static str, usize), Stop> {
    let dot_config = setup.build.join(".config");
    if has_marker(setup, CONFIGURED, &setup.identity)
        && let Ok(text) = fs::read_to_string(&dot_config)
        && setup.settings.unmet(&text).is_empty()
    {
        return Ok(("cached", setup.settings.len()));
    }
    fs::create_dir_all(&setup.build)
        .map_err(|error| Failure::io("create", &setup.build, &error))?;
    let log = setup.log("configure");
    let _spinner = Spinner::start("configure");
    make(setup, "tinyconfig", &log)?;
    fs::OpenOptions::new()
        .append(true)
        .open(&dot_config)
        .and_then(|mut file| file.write_all(setup.settings.to_string().as_bytes()))
        .map_err(|error| Failure::io("write", &dot_config, &error))?;
    make(setup, "olddefconfig", &log)?;

    let text = fs::read_to_string(&dot_config)
        .map_err(|error| Failure::io("read", &dot_config, &error))?;
    let unmet = setup.settings.unmet(&text);
    if !unmet.is_empty() {
        let list: Vec<String> = unmet.iter().map(|unmet| format!("  {unmet}")).collect();
        return Err(Stop::at(
            &log,
            format!(
                "{} settings did not take effect; what they depend on must be set too:\n{}",
                list.len(),
                list.join("\n")
            ),
        ));
    }
    set_marker(setup, CONFIGURED, &setup.identity)?;
    Ok(("made", setup.settings.len()))
}

/// Runs one of make's targets that say nothing of how far they are.
fn make(setup: &Setup, target: &str, log: &Path) -> Result<(), Stop> {
    let mut command = setup.make();
    command.arg(target);
    let status = watch_locked(&lock(setup), &command, log, |_| ())?;
    if status.success() {
        return Ok(());
    }
    Err(Stop::at(
        log,
        format!("`make {target}` ended with {status}"),
    ))
}

/// Builds the kernel and its own modules; returns how it went and what there is.
pub(super) fn build(setup: &Setup) -> Result<(&'static str, String), Stop> {
    // A tree of the person's own may have changed in any file; only make can tell.
    if !setup.tree.is_users_own && is_built(setup) {
        return Ok(("cached", "kernel and modules are whole".to_owned()));
    }
    renew_for_changed_compiler(setup)?;
    let log = setup.log("build");
    // Of five commands that Kbuild records, make names four.
    let before = count_commands(&setup.build) * 4 / 5;
    let mut progress = Progress::start(Stage::Build, "steps", EXPECTED, before);
    let mut command = setup.make();
    command.args(["bzImage", "modules"]);
    let status = watch_locked(&lock(setup), &command, &log, |line| {
        progress.add(u64::from(is_step(line)));
    })?;
    drop(progress);
    if !status.success() {
        return Err(Stop::at(
            &log,
            format!("building the kernel ended with {status}"),
        ));
    }
    if !image(setup).is_file() {
        return Err(Stop::at(&log, "make succeeded and there is no kernel"));
    }
    set_marker(setup, BUILT, &built_identity(setup))?;
    Ok(("built", format!("{} objects", count_commands(&setup.build))))
}

/// Makes Kbuild build all Rust code anew if the compiler is another one under the same name and version.
///
/// That is what happens while one works on a compiler. Kbuild compares versions only, by the age of one file.
fn renew_for_changed_compiler(setup: &Setup) -> Result<(), Stop> {
    let Ok(marker) = fs::read_to_string(setup.build.join(BUILT)) else {
        return Ok(());
    };
    let stamp = compiler_stamp(setup);
    if marker.starts_with(&setup.identity) && marker != built_identity(setup) && stamp.is_file() {
        fs::write(&stamp, "").map_err(|error| Failure::io("write", &stamp, &error))?;
    }
    Ok(())
}

/// Builds the kernel's Rust crates once more, as if its compiler had changed.
pub(super) fn build_rust_anew(setup: &Setup) -> Result<(), Stop> {
    let stamp = compiler_stamp(setup);
    fs::write(&stamp, "").map_err(|error| Failure::io("write", &stamp, &error))?;
    make(setup, "prepare", &setup.log("rust"))
}

/// The file by whose age Kbuild knows whether its compiler has changed.
fn compiler_stamp(setup: &Setup) -> PathBuf {
    setup.build.join("include/config/RUSTC_VERSION_TEXT")
}

/// What a finished build was made of: the setup, and the state of its compiler's file.
fn built_identity(setup: &Setup) -> String {
    let state = fs::metadata(&setup.rustc.path).map_or_else(
        |_| "unknown".to_owned(),
        |data| {
            let changed = data.modified().ok();
            let since = changed.and_then(|time| time.duration_since(UNIX_EPOCH).ok());
            format!("{} {}", data.len(), since.map_or(0, |time| time.as_secs()))
        },
    );
    format!("{}compiler {state}\n", setup.identity)
}

/// Whether a line of Kbuild's names a step it took.
fn is_step(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let capital = |word: &str| word.starts_with(|c: char| c.is_ascii_uppercase());
    line.starts_with("  ") && words.next().is_some_and(capital) && words.next().is_some()
}

/// How many of Kbuild's records of finished commands are below a folder.
fn count_commands(folder: &Path) -> u64 {
    let Ok(entries) = fs::read_dir(folder) else {
        return 0;
    };
    entries
        .flatten()
        .map(|entry| match entry.file_type() {
            Ok(kind) if kind.is_dir() => count_commands(&entry.path()),
            Ok(_) => u64::from(entry.file_name().to_string_lossy().ends_with(".cmd")),
            Err(_) => 0,
        })
        .sum()
}

/// The lock of everything that changes a setup's folders.
pub(super) fn lock(setup: &Setup) -> PathBuf {
    setup.logs.join("lock")
}

/// Whether a build folder has a marker with this text.
fn has_marker(setup: &Setup, name: &str, text: &str) -> bool {
    fs::read_to_string(setup.build.join(name)).is_ok_and(|found| found == text)
}

/// Leaves a marker, by a rename, so that there is a whole one or none.
fn set_marker(setup: &Setup, name: &str, text: &str) -> Result<(), Stop> {
    let path = setup.build.join(name);
    let new = sibling(&path, "new");
    fs::write(&new, text)
        .and_then(|()| fs::rename(&new, &path))
        .map_err(|error| Failure::io("write", &path, &error).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_told_from_the_rest() {
        for step in [
            "  CC      mm/msync.o",
            "  RUSTC L rust/core.o",
            "  LD [M]  x.ko",
        ] {
            assert!(is_step(step), "{step}");
        }
        for other in ["", "make[1]: Entering", "  ", "warning: CC", "  CC"] {
            assert!(!is_step(other), "{other}");
        }
    }
}
