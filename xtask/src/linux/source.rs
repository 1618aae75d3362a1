// SPDX-License-Identifier: MIT OR Apache-2.0

//! The kernel's source: a tree of the person's own, the one in the cache, or the distribution's package.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::setup::root;
use super::stop::Stop;
use crate::shell::{Failure, Spinner, capture_as};
use crate::toolchains::apt::{Apt, Spec, upstream_version};
use crate::toolchains::cache::{self, Partial};
use crate::toolchains::debian::enough_space;

/// The suite of the distribution that has the package.
const SUITE: &str = "trixie-backports";

/// The package, whose one file of interest is `usr/src/<package>.tar.xz`.
const PACKAGE: &str = "linux-source-7.3";

/// The oldest kernel whose Rust support is what the modules are written for.
const OLDEST: (u32, u32) = (7, 3);

/// Bytes of the unpacked source.
pub(super) const UNPACKED: u64 = 2_000_000_000;

/// A kernel's source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tree {
    /// Its folder.
    pub(super) path: PathBuf,
    /// Its version, as `make kernelversion` has it.
    pub(super) version: String,
    /// Whether it was named by `KELSON_LINUX`; then it may change at any time.
    pub(super) is_users_own: bool,
}

/// Finds the source, without fetching it.
pub(super) fn find() -> Result<Option<Tree>, Stop> {
    if let Some(folder) = env::var_os("KELSON_LINUX").filter(|folder| !folder.is_empty()) {
        let path = std::path::absolute(&folder)
            .map_err(|error| Failure::io("find", Path::new(&folder), &error))?;
        let version = version_of(&path).map_err(|why| {
            Stop::new(format!(
                "`KELSON_LINUX` names `{}`, {why}; name a kernel tree of 7.3 or newer, or unset it",
                path.display()
            ))
        })?;
        return Ok(Some(Tree {
            path,
            version,
            is_users_own: true,
        }));
    }
    let Ok(entries) = fs::read_dir(root()?) else {
        return Ok(None);
    };
    Ok(entries
        .flatten()
        .map(|entry| entry.path().join("src"))
        .filter_map(|path| {
            let version = version_of(&path).ok()?;
            // The folder is named after its version; anything else was not put there by us.
            let named = path.parent()?.file_name()? == version.as_str();
            named.then_some(Tree {
                path,
                version,
                is_users_own: false,
            })
        })
        .max_by_key(|tree| numbers(&tree.version)))
}

/// Finds the source, or fetches it. Also says which of the two it was.
pub(super) fn find_or_fetch() -> Result<(Tree, &'static str), Stop> {
    match find()? {
        Some(tree) if tree.is_users_own => return Ok((tree, "given")),
        Some(tree) => {
            cache::sweep(&tree.path);
            return Ok((tree, "cached"));
        }
        None => {}
    }
    let tarball = match kept_tarball()? {
        Some(tarball) => tarball,
        None => download()?,
    };
    unpack(&tarball)?;
    match find()? {
        Some(tree) => Ok((tree, "fetched")),
        None => Err(Stop::new(format!(
            "`{}` is not the source of a kernel of 7.3 or newer; remove it and run again",
            tarball.display()
        ))),
    }
}

/// A package's content from an earlier run whose unpacked source is gone, or was never finished.
fn kept_tarball() -> Result<Option<PathBuf>, Stop> {
    let Ok(entries) = fs::read_dir(root()?) else {
        return Ok(None);
    };
    Ok(entries
        .flatten()
        .map(|entry| entry.path().join(format!("{PACKAGE}.tar.xz")))
        .find(|tarball| tarball.is_file()))
}

/// Downloads the package and keeps its content as `<version>/<package>.tar.xz`.
fn download() -> Result<PathBuf, Stop> {
    let target = root()?.join("fetch");
    cache::sweep(&target);
    let apt = Apt::suite(SUITE).map_err(|reason| {
        Stop::new(format!(
            "cannot look into `{SUITE}`: {reason}; or set `KELSON_LINUX` to a kernel tree"
        ))
    })?;
    let spec = Spec {
        name: PACKAGE.to_owned(),
        version: None,
    };
    let record = apt.show(&spec)?;
    let folder = Partial::new(&target)?;
    enough_space(folder.path(), 2 * record.size + UNPACKED)?;
    let message = format!(
        "fetch: downloading {PACKAGE}, {} MB",
        record.size / 1_000_000
    );
    eprintln!("{message}");
    let _spinner = Spinner::start(message);
    apt.download(&[spec], folder.path())?;

    let package = only_package(folder.path())?;
    let version = package_version(&package).ok_or_else(|| {
        Stop::new(format!(
            "`{}` does not name a version; file a bug",
            package.display()
        ))
    })?;
    let content = folder.path().join("content");
    let mut dpkg = Command::new("dpkg");
    capture_as("dpkg -x", dpkg.arg("-x").arg(&package).arg(&content))?;
    let name = format!("{PACKAGE}.tar.xz");
    let from = content.join("usr/src").join(&name);
    let kept = root()?.join(version);
    fs::create_dir_all(&kept).map_err(|error| Failure::io("create", &kept, &error))?;
    let kept = kept.join(name);
    // A rename, so that under this name there is a whole file or none.
    fs::rename(&from, &kept).map_err(|error| Failure::io("rename", &from, &error))?;
    Ok(kept)
}

/// Unpacks the source beside its tarball, under its final name only when it is whole.
fn unpack(tarball: &Path) -> Result<(), Stop> {
    let target = tarball.with_file_name("src");
    cache::sweep(&target);
    let folder = Partial::new(&target)?;
    enough_space(folder.path(), UNPACKED)?;
    let message = "fetch: unpacking the source";
    eprintln!("{message}");
    let _spinner = Spinner::start(message);
    let mut tar = Command::new("tar");
    tar.arg("-xJf").arg(tarball);
    // As root, tar would give files to whoever owned them where the package was made.
    tar.args(["--strip-components=1", "--no-same-owner", "-C"]);
    if let Err(failure) = capture_as("tar -xJf", tar.arg(folder.path())) {
        if !failure.is_disk_full() {
            // It came through apt whole, so it was damaged here; the next run must not trust it again.
            let _ = fs::remove_file(tarball);
        }
        return Err(failure.into());
    }
    Ok(folder.install()?)
}

/// The one package in a folder.
fn only_package(folder: &Path) -> Result<PathBuf, Stop> {
    let entries = fs::read_dir(folder).map_err(|error| Failure::io("read", folder, &error))?;
    entries
        .flatten()
        .map(|entry| entry.path())
        .find(|path| path.extension().is_some_and(|extension| extension == "deb"))
        .ok_or_else(|| Stop::new("apt said it downloaded the source and did not; run again"))
}

/// The kernel's version from the name of a package's file, `name_version_architecture.deb`.
fn package_version(package: &Path) -> Option<String> {
    let name = package.file_name()?.to_str()?;
    let version = name.split('_').nth(1)?.replace("%3a", ":");
    let version = upstream_version(&version);
    numbers(version).first()?;
    Some(version.to_owned())
}

/// The version of a tree that is new enough, or what is wrong with it.
fn version_of(tree: &Path) -> Result<String, String> {
    let makefile = tree.join("Makefile");
    let text =
        fs::read_to_string(&makefile).map_err(|error| format!("whose `Makefile` says: {error}"))?;
    let version = parse_makefile(&text).ok_or("which is no kernel tree")?;
    if !tree.join("rust/kernel/lib.rs").is_file() {
        return Err("which has no Rust support".to_owned());
    }
    match numbers(&version)[..] {
        [major, minor, ..] if (major, minor) >= OLDEST => Ok(version),
        _ => Err(format!("which is Linux {version}")),
    }
}

/// The version in the first lines of a kernel's Makefile.
fn parse_makefile(text: &str) -> Option<String> {
    let value = |name: &str| {
        text.lines().take(20).find_map(|line| {
            let (left, right) = line.split_once('=')?;
            (left.trim() == name).then(|| right.trim())
        })
    };
    let (major, minor) = (value("VERSION")?, value("PATCHLEVEL")?);
    let patch = value("SUBLEVEL").filter(|patch| !patch.is_empty());
    let extra = value("EXTRAVERSION").unwrap_or_default();
    let number = |text: &str| text.parse::<u32>().is_ok();
    // The version becomes the name of a folder.
    let plain = extra
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '+' | '_'));
    if !number(major) || !number(minor) || !patch.is_none_or(number) || !plain {
        return None;
    }
    let patch = patch.map_or_else(String::new, |patch| format!(".{patch}"));
    Some(format!("{major}.{minor}{patch}{extra}"))
}

/// The leading numbers of a version, for comparison.
fn numbers(version: &str) -> Vec<u32> {
    version
        .split(['.', '-'])
        .map_while(|part| part.parse().ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn makefiles_tell_their_version() {
        let text = "# SPDX\nVERSION = 7\nPATCHLEVEL = 3\nSUBLEVEL = 4\nEXTRAVERSION =\nNAME = x\n";
        assert_eq!(parse_makefile(text).as_deref(), Some("7.3.4"));
        let rc = "VERSION = 7\nPATCHLEVEL = 4\nSUBLEVEL = 0\nEXTRAVERSION = -rc2\n";
        assert_eq!(parse_makefile(rc).as_deref(), Some("7.4.0-rc2"));
        assert_eq!(parse_makefile("VERSION = 1.2\nPATCHLEVEL = 0\n"), None);
        assert_eq!(
            parse_makefile("VERSION = 7\nPATCHLEVEL = 3\nEXTRAVERSION = /../x\n"),
            None
        );
        assert_eq!(parse_makefile("all:\n\techo\n"), None);
    }

    #[test]
    fn newest_is_found_by_number() {
        assert!(numbers("7.10.1") > numbers("7.9.12"));
        assert!(numbers("7.4.0-rc2") > numbers("7.3.9"));
        assert!(numbers("x").is_empty());
    }

    #[test]
    fn packages_name_their_version() {
        let version = |name: &str| package_version(Path::new(name));
        assert_eq!(
            version("x/linux-source-7.3_7.3.4-1~bpo13+1_all.deb").as_deref(),
            Some("7.3.4")
        );
        assert_eq!(version("a_1%3a7.3.4-1_all.deb").as_deref(), Some("7.3.4"));
        assert_eq!(version("a_.._all.deb"), None);
        assert_eq!(version("a.deb"), None);
    }

    #[test]
    fn folders_without_a_kernel_are_refused() {
        let why = version_of(Path::new("no-such-folder")).unwrap_err();
        assert!(why.contains("Makefile"), "{why}");
    }
}
