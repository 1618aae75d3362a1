// SPDX-License-Identifier: MIT OR Apache-2.0

//! Toolchains rustup has installed already.
//!
//! Nothing is installed through rustup: it would change the person's own set of toolchains. Its programs are
//! asked only for what they list, because newer versions of rustup install a missing toolchain on first use.

use std::path::PathBuf;
use std::process::Command;

use super::{Kind, Toolchain};
use crate::shell::{self, capture};

/// Finds an installed toolchain by version or channel.
pub fn find(version: &str) -> Option<Toolchain> {
    if shell::on_path("rustup") {
        let list = capture(Command::new("rustup").args(["toolchain", "list"])).ok()?;
        for name in candidates(&list, version) {
            let Some(bin) = folder_of(name) else { continue };
            let toolchain = Toolchain::new(version, Kind::Installed, bin);
            if super::verify::states_version(&toolchain).is_ok() {
                return Some(toolchain);
            }
        }
        return None;
    }
    // Without rustup the system's own compiler may be the one that is asked for.
    let sysroot = capture(Command::new("rustc").args(["--print", "sysroot"])).ok()?;
    let bin = PathBuf::from(sysroot.trim()).join("bin");
    let toolchain = Toolchain::new(version, Kind::Installed, bin);
    super::verify::states_version(&toolchain).ok()?;
    Some(toolchain)
}

/// The folder of a toolchain's programs.
fn folder_of(name: &str) -> Option<PathBuf> {
    let rustc =
        capture(Command::new("rustup").args(["which", "--toolchain", name, "rustc"])).ok()?;
    Some(PathBuf::from(rustc.trim()).parent()?.to_owned())
}

/// The installed names worth asking for a version, best first.
///
/// For a number the last is `stable`: for six weeks after a release it is the version that is asked for.
fn candidates<'a>(list: &'a str, version: &str) -> Vec<&'a str> {
    let names = || {
        list.lines()
            .filter_map(|line| line.split_whitespace().next())
    };
    let mut found: Vec<&str> = names().filter(|name| is_channel(name, version)).collect();
    if version.starts_with(|c: char| c.is_ascii_digit()) {
        found.extend(names().filter(|name| is_channel(name, "stable")));
    }
    found
}

/// Whether an installed name is a channel with or without a host behind it.
///
/// `nightly-2026-01-31-...` is a pinned day and not `nightly`: a host starts with a letter.
fn is_channel(name: &str, channel: &str) -> bool {
    match name.strip_prefix(channel) {
        Some("") => true,
        Some(rest) => rest
            .strip_prefix('-')
            .is_some_and(|host| host.starts_with(|c: char| c.is_ascii_alphabetic())),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &str = "\
stable-x86_64-unknown-linux-gnu (active, default)
nightly-2026-01-31-x86_64-unknown-linux-gnu
nightly-x86_64-unknown-linux-gnu
1.85.0-x86_64-unknown-linux-gnu
1.85-x86_64-unknown-linux-gnu
mine
";

    #[test]
    fn version_before_stable() {
        assert_eq!(
            candidates(LIST, "1.85.0"),
            [
                "1.85.0-x86_64-unknown-linux-gnu",
                "stable-x86_64-unknown-linux-gnu"
            ]
        );
    }

    #[test]
    fn channel_is_not_a_pinned_day() {
        assert_eq!(
            candidates(LIST, "nightly")[0],
            "nightly-x86_64-unknown-linux-gnu"
        );
        assert_eq!(
            candidates(LIST, "nightly-2026-01-31")[0],
            "nightly-2026-01-31-x86_64-unknown-linux-gnu"
        );
    }

    #[test]
    fn linked_toolchain_and_empty_list() {
        assert_eq!(candidates(LIST, "mine")[0], "mine");
        assert!(candidates("no installed toolchains", "1.85.0").is_empty());
    }
}
