// SPDX-License-Identifier: MIT OR Apache-2.0

//! Proof that a toolchain works: it builds and runs a small workspace.
//!
//! The workspace has one of each thing the library's own tests need: a proc macro, a program, a unit test and a
//! doctest. A missing shared library, a truncated file and a half-written folder all show here.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::{Reason, Toolchain, cache, remove};
use crate::shell::{self, Failure, capture};

/// The small workspace: paths and contents.
const FILES: &[(&str, &str)] = &[
    (
        "Cargo.toml",
        "[package]\nname = \"hello\"\nversion = \"0.0.0\"\nedition = \"2021\"\n\n\
         [dependencies]\nhello-macro = { path = \"macro\" }\n\n[workspace]\nmembers = [\"macro\"]\n",
    ),
    (
        "macro/Cargo.toml",
        "[package]\nname = \"hello-macro\"\nversion = \"0.0.0\"\nedition = \"2021\"\n\n\
         [lib]\nproc-macro = true\n",
    ),
    (
        "macro/src/lib.rs",
        "use proc_macro::TokenStream;\n\n#[proc_macro]\npub fn greeting(_: TokenStream) -> TokenStream {\n    \
         \"\\\"hello\\\"\".parse().unwrap()\n}\n",
    ),
    (
        "src/lib.rs",
        "/// ```\n/// assert_eq!(hello::greeting(), \"hello\");\n/// ```\npub fn greeting() -> &'static str {\n    \
         hello_macro::greeting!()\n}\n\n#[test]\nfn greets() {\n    assert_eq!(greeting(), \"hello\");\n}\n",
    ),
    (
        "src/main.rs",
        "fn main() {\n    println!(\"{}\", hello::greeting());\n}\n",
    ),
];

/// Checks a toolchain: its version, a build with a run, and that its cargo reads this checkout's lock file.
pub fn check(toolchain: &Toolchain) -> Result<(), Reason> {
    states_version(toolchain)?;
    let _spinner = shell::Spinner::start(format!("{}: checking that it works", toolchain.version));
    let scratch = Scratch::new(&cache::sibling(
        &cache::folder(&toolchain.version)?,
        "check",
    ))?;
    for (path, text) in FILES {
        let path = scratch.0.join(path);
        let folder = path.parent().unwrap_or(&scratch.0);
        fs::create_dir_all(folder).map_err(|error| Failure::io("create", folder, &error))?;
        fs::write(&path, text).map_err(|error| Failure::io("write", &path, &error))?;
    }
    let target = scratch.0.join("target");
    // Offline, because nothing here comes from a registry; a network error would look like a damaged cache.
    let cargo = |arguments: &[&str]| {
        let mut command = toolchain.cargo_command();
        command
            .current_dir(&scratch.0)
            .env("CARGO_TARGET_DIR", &target);
        capture(command.args(arguments))
    };
    cargo(&["test", "--offline"])?;
    let said = cargo(&["run", "--offline"])?;
    if said != "hello\n" {
        return Err(Reason::new(format!(
            "the program it compiled printed {said:?} and not \"hello\""
        )));
    }
    reads_lock_file(toolchain, &shell::workspace_root())
}

/// Checks that `rustc -V` names the version that was asked for.
pub fn states_version(toolchain: &Toolchain) -> Result<(), Reason> {
    let said = capture(Command::new(toolchain.rustc()).arg("-V"))?;
    if matches(&said, &toolchain.version) {
        return Ok(());
    }
    Err(Reason::new(format!(
        "its compiler says `{}` and not `{}`",
        said.trim(),
        toolchain.version
    )))
}

/// Whether the output of `rustc -V` fits a version or a channel.
fn matches(said: &str, wanted: &str) -> bool {
    let Some(version) = said
        .strip_prefix("rustc ")
        .and_then(|rest| rest.split_whitespace().next())
    else {
        return false;
    };
    match wanted.split('-').next().unwrap_or_default() {
        "stable" => !version.contains('-'),
        "nightly" => version.ends_with("-nightly"),
        "beta" => version.contains("-beta"),
        // A name of the user's own, as `rustup toolchain link` gives, says nothing about the version.
        name if !name.starts_with(|c: char| c.is_ascii_digit()) => true,
        _ => version == wanted,
    }
}

/// Checks that an old cargo understands a lock file written by a newer one.
fn reads_lock_file(toolchain: &Toolchain, root: &Path) -> Result<(), Reason> {
    // `pkgid` reads the manifests and the lock file, and needs neither the network nor a build.
    capture(toolchain.cargo_command().current_dir(root).args([
        "pkgid",
        "--offline",
        "--package",
        "kelson",
    ]))?;
    Ok(())
}

/// A folder that is deleted when it goes out of scope.
struct Scratch(PathBuf);

impl Scratch {
    fn new(path: &Path) -> Result<Self, Reason> {
        remove(path)?;
        fs::create_dir_all(path).map_err(|error| Failure::io("create", path, &error))?;
        Ok(Scratch(path.to_owned()))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // What stays behind is swept by a later run.
        let _ = remove(&self.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn version_must_match_in_full() {
        let said = "rustc 1.85.0 (4d91de4e4 2025-02-17) (built from a source tarball)\n";
        assert!(matches(said, "1.85.0"));
        assert!(!matches(said, "1.85.1"));
        assert!(!matches(said, "1.85"));
        assert!(!matches("", "1.85.0"));
        assert!(!matches("clang 1.85.0", "1.85.0"));
    }

    #[test]
    fn channel_must_match() {
        let nightly = "rustc 1.97.0-nightly (abc 2026-05-01)";
        assert!(matches(nightly, "nightly"));
        assert!(matches(nightly, "nightly-2026-05-01"));
        assert!(!matches(nightly, "stable"));
        assert!(!matches(nightly, "1.97.0"));
        assert!(matches("rustc 1.96.0-beta.2 (abc)", "beta"));
        assert!(matches("rustc 1.95.0 (abc)", "stable"));
        assert!(matches("rustc 1.95.0-dev", "mine"));
    }
}
