// SPDX-License-Identifier: MIT OR Apache-2.0

//! Finds the stock compiler whose standard library we use.
//!
//! Rustc looks for its sysroot around its own library. Ours lies in a folder of rustc crates, where there is none.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use rustc_session::EarlyDiagCtxt;

/// The sysroot of the compiler that built us, as `cargo xtask kelsonc` wrote it down.
const RECORDED: Option<&str> = option_env!("KELSONC_SYSROOT");

/// The file of its standard library. Its name has a number that another version does not have, so this tells in no time
/// that the compiler was replaced since.
const STANDARD_LIBRARY: Option<&str> = option_env!("KELSONC_STANDARD_LIBRARY");

/// The sysroot to use when the user names none.
pub(crate) fn find(early: &EarlyDiagCtxt) -> PathBuf {
    let recorded = RECORDED
        .map(PathBuf::from)
        .filter(|path| has_libraries(path))
        .filter(|_| STANDARD_LIBRARY.is_none_or(|file| Path::new(file).is_file()));
    if let Some(found) = recorded.or_else(on_path) {
        return found;
    }
    let version = rustc_interface::util::rustc_version_str().unwrap_or("1.96.0");
    let mut error = early.early_struct_fatal(format!(
        "cannot find the standard library of rustc {version}"
    ));
    if let Some(recorded) = RECORDED {
        error.note(format!(
            "kelsonc was built for the one in `{recorded}`, which is gone or of another version now"
        ));
    }
    error.help(
        "install that compiler, or name its folder by `--sysroot`; in a checkout of Kelson, \
        `cargo xtask rustc-dev && cargo xtask kelsonc` builds kelsonc anew",
    );
    error.emit()
}

/// The sysroot of the first compiler on the path that is ours to the letter: no other's library would be accepted.
fn on_path() -> Option<PathBuf> {
    let wanted = format!("rustc {}", rustc_interface::util::rustc_version_str()?);
    let this = env::current_exe().ok()?.canonicalize().ok()?;
    let path = env::var_os("PATH")?;
    env::split_paths(&path)
        .map(|folder| folder.join("rustc"))
        // We may have been installed under that name.
        .filter(|program| program.canonicalize().is_ok_and(|program| program != this))
        .filter(|program| says(program, &["--version"]).as_deref() == Some(&wanted))
        .find_map(|program| says(&program, &["--print", "sysroot"]))
        .map(PathBuf::from)
        .filter(|path| has_libraries(path))
}

fn has_libraries(sysroot: &Path) -> bool {
    sysroot.join("lib").join("rustlib").is_dir()
}

fn says(program: &Path, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program).args(arguments).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    output.status.success().then(|| text.trim().to_owned())
}
