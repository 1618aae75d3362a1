// SPDX-License-Identifier: MIT OR Apache-2.0

//! Published crates to try a compiler on, each in one version, as their authors published them.
//!
//! They come from the registry by cargo. Each brings the lock file it was published with, so what it depends on is
//! settled as well.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::shell::{Failure, capture};
use crate::toolchains::{Reason, forget_outer_cargo};

/// A published crate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Published {
    pub(super) name: &'static str,
    pub(super) version: &'static str,
}

/// Much used, with tests of their own in the package, and of different kinds: parsers, containers, traits that are
/// generic throughout, code that is chosen by what the processor has, unsafe code.
pub(super) const CRATES: &[Published] = &[
    crate_("hashbrown", "0.16.1"),
    crate_("memchr", "2.8.3"),
    crate_("regex-syntax", "0.8.11"),
    crate_("rustc-demangle", "0.1.28"),
    crate_("serde_core", "1.0.229"),
    crate_("smallvec", "1.16.5"),
];

const fn crate_(name: &'static str, version: &'static str) -> Published {
    Published { name, version }
}

/// Copies the crates into a folder; an error says why they cannot be had.
///
/// Cargo is asked for the network only if the crates are not on this machine.
pub(super) fn fetch(
    crates: &[Published],
    folder: &Path,
) -> Result<BTreeMap<&'static str, PathBuf>, Reason> {
    let asking = folder.join("asking");
    let write = |name: &str, text: &str| {
        let path = asking.join(name);
        fs::create_dir_all(path.parent().unwrap_or(&asking))
            .and_then(|()| fs::write(&path, text))
            .map_err(|error| Failure::io("write", &path, &error))
    };
    write("Cargo.toml", &manifest(crates))?;
    write("src/lib.rs", "")?;
    let offline = metadata(&asking, true);
    let said = offline.or_else(|_| metadata(&asking, false))?;
    let mut found = BTreeMap::new();
    for published in crates {
        let from = source(&said, published).ok_or_else(|| {
            Reason::new(format!(
                "cargo does not say where `{}` {} is",
                published.name, published.version
            ))
        })?;
        let to = folder.join(published.name);
        capture(Command::new("cp").arg("-r").arg(from).arg(&to))?;
        let fetch = |offline: bool| {
            capture(
                cargo(&to)
                    .args(["fetch", "--locked"])
                    .args(offline.then_some("--offline")),
            )
        };
        fetch(true).or_else(|_| fetch(false))?;
        found.insert(published.name, to);
    }
    Ok(found)
}

/// A package that depends on all.
fn manifest(crates: &[Published]) -> String {
    let mut text = "[package]\nname = \"asking\"\nversion = \"0.0.0\"\nedition = \"2021\"\n\n[workspace]\n\n[dependencies]\n".to_owned();
    for Published { name, version } in crates {
        text.push_str(&format!("{name} = \"={version}\"\n"));
    }
    text
}

fn metadata(folder: &Path, offline: bool) -> Result<serde_json::Value, Reason> {
    let mut command = cargo(folder);
    command.args(["metadata", "--format-version=1"]);
    let said = capture(command.args(offline.then_some("--offline")))?;
    serde_json::from_str(&said)
        .map_err(|error| Reason::new(format!("cannot read what `cargo metadata` says: {error}")))
}

/// Where cargo has the source of a crate.
fn source(said: &serde_json::Value, published: &Published) -> Option<PathBuf> {
    let packages = said["packages"].as_array()?;
    let package = packages.iter().find(|package| {
        package["name"] == published.name && package["version"] == published.version
    })?;
    let manifest = package["manifest_path"].as_str()?;
    Path::new(manifest).parent().map(Path::to_owned)
}

/// A cargo command line in a folder, with nothing of the cargo that runs us.
pub(super) fn cargo(folder: &Path) -> Command {
    let program = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(program);
    forget_outer_cargo(&mut command);
    for name in [
        "CARGO_ENCODED_RUSTFLAGS",
        "RUSTFLAGS",
        "CARGO_TARGET_DIR",
        "CARGO_BUILD_TARGET",
        "RUSTC_WRAPPER",
        "RUSTC_WORKSPACE_WRAPPER",
        "KELSONFLAGS",
    ] {
        command.env_remove(name);
    }
    command.current_dir(folder);
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_exact() {
        assert!(manifest(&[crate_("memchr", "2.8.3")]).ends_with("memchr = \"=2.8.3\"\n"));
        let said = serde_json::json!({"packages": [
            {"name": "memchr", "version": "2.8.2", "manifest_path": "/r/memchr-2.8.2/Cargo.toml"},
            {"name": "memchr", "version": "2.8.3", "manifest_path": "/r/memchr-2.8.3/Cargo.toml"},
        ]});
        let wanted = source(&said, &crate_("memchr", "2.8.3"));
        assert_eq!(wanted.as_deref(), Some(Path::new("/r/memchr-2.8.3")));
        assert_eq!(source(&said, &crate_("itoa", "1.0.0")), None);
    }
}
