// SPDX-License-Identifier: MIT OR Apache-2.0

//! Toolchains from the packages of Debian, unpacked into the cache without being installed.
//!
//! Two versions of one package cannot be installed at once, and installing takes root. Downloading and unpacking
//! needs neither: the programs find their libraries by the wrappers written here, and everything by relative path.

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::apt::{Apt, Spec, upstream_version};
use super::cache::Partial;
use super::{Kind, Reason, Toolchain, remove, verify};
use crate::shell::{self, Failure, Spinner, capture};

/// The names Debian gives a compiler and its cargo, newest habit first.
///
/// `rustc-web` follows upstream inside a stable release, because browsers need it to.
const FAMILIES: &[(&str, &str)] = &[("rustc-web", "cargo-web"), ("rustc", "cargo")];

/// Everything to download for one toolchain.
struct Plan {
    specs: Vec<Spec>,
    download: u64,
    unpacked: u64,
}

/// Downloads a version, unpacks it, proves that it works and only then gives it its final name.
pub fn fetch(version: &str, folder: &Path) -> Result<Toolchain, Reason> {
    for program in ["apt-get", "apt-cache", "dpkg", "dpkg-query"] {
        if !shell::on_path(program) {
            return Err(Reason::new(format!(
                "it is not installed and there is no `{program}` to fetch it with; run `rustup toolchain install {version}`"
            )));
        }
    }
    let partial = Partial::new(folder)?;
    let debs = partial.path().join("debs");
    // The system's lists may be missing, or so old that the files they name are gone; own lists are the second try.
    let count = match download(&Apt::system(), version, &debs) {
        Err(reason) if !reason.is_disk_full() => {
            let apt = Apt::private().map_err(|update| {
                Reason::new(format!(
                    "{reason}; and updating the package lists: {update}"
                ))
            })?;
            download(&apt, version, &debs)
        }
        result => result,
    }?;

    let spinner = Spinner::start(format!("{version}: unpacking"));
    unpack(&debs, &partial.path().join("root"), count)?;
    remove(&debs)?;
    write_wrappers(partial.path())?;
    complete(partial.path())?;
    drop(spinner);
    verify::check(&Toolchain::new(
        version,
        Kind::Fetched,
        partial.path().join("bin"),
    ))?;
    partial.install()?;
    Ok(Toolchain::new(version, Kind::Fetched, folder.join("bin")))
}

/// Downloads a toolchain's packages with one set of package lists; returns how many there are.
fn download(apt: &Apt, version: &str, debs: &Path) -> Result<usize, Reason> {
    let spinner = Spinner::start(format!("{version}: looking for its packages"));
    let plan = plan(apt, version)?;
    remove(debs)?;
    fs::create_dir_all(debs).map_err(|error| Failure::io("create", debs, &error))?;
    enough_space(debs, plan.download + plan.unpacked)?;
    drop(spinner);

    let message = format!(
        "{version}: fetching {} packages, {} MB",
        plan.specs.len(),
        plan.download / 1_000_000
    );
    eprintln!("{message}");
    let _spinner = Spinner::start(message);
    apt.download(&plan.specs, debs)?;
    Ok(plan.specs.len())
}

/// Works out the packages: the compiler, its cargo, what they need in the same version, and missing libraries.
fn plan(apt: &Apt, version: &str) -> Result<Plan, Reason> {
    let (compiler, cargo, exact) = FAMILIES
        .iter()
        .find_map(|(compiler, cargo)| {
            let offers = apt.versions(compiler).ok()?;
            let fits = |offer: &String| upstream_version(offer) == version;
            Some((*compiler, *cargo, offers.into_iter().find(fits)?))
        })
        .ok_or_else(|| {
            Reason::new(format!(
                "it is not installed and no package of this system has version {version}; run `rustup toolchain install {version}`"
            ))
        })?;

    let mut queue = vec![Spec::exact(compiler, &exact), Spec::exact(cargo, &exact)];
    let mut plan = Plan {
        specs: Vec::new(),
        download: 0,
        unpacked: 0,
    };
    let mut seen: BTreeSet<String> = queue.iter().map(|spec| spec.name.clone()).collect();
    while let Some(spec) = queue.pop() {
        let record = apt.show(&spec)?;
        plan.download += record.size;
        plan.unpacked += record.unpacked;
        plan.specs.push(spec);
        for needed in record.depends {
            let same_build = needed.version.as_deref() == Some(exact.as_str());
            if !same_build && (!is_library(&needed.name) || is_installed(&needed.name)) {
                continue;
            }
            if seen.insert(needed.name.clone()) {
                queue.push(needed);
            }
        }
    }
    Ok(plan)
}

/// Whether a package holds a shared library. The linker and the headers are the system's own affair.
fn is_library(package: &str) -> bool {
    (package.starts_with("lib") && !package.ends_with("-dev")) || package == "zlib1g"
}

/// Whether the system has a package installed.
fn is_installed(package: &str) -> bool {
    let query = ["--show", "--showformat=${db:Status-Status}\\n", package];
    capture(Command::new("dpkg-query").args(query))
        .is_ok_and(|said| said.lines().any(|line| line == "installed"))
}

/// Checks that the disk has room, to say so before and not in the middle.
pub(crate) fn enough_space(folder: &Path, needed: u64) -> Result<(), Reason> {
    let Ok(said) = capture(Command::new("df").arg("-Pk").arg(folder)) else {
        return Ok(());
    };
    match free_kilobytes(&said) {
        Some(free) if free.saturating_mul(1024) < needed => {
            Err(Reason::from(Failure::disk_full(&format!(
                "{} MB are needed in the cache folder and {} MB are free",
                needed / 1_000_000,
                free * 1024 / 1_000_000
            ))))
        }
        _ => Ok(()),
    }
}

/// The free space in the output of `df -Pk`.
fn free_kilobytes(said: &str) -> Option<u64> {
    said.lines().nth(1)?.split_whitespace().nth(3)?.parse().ok()
}

/// Unpacks every package, deleting each at once to keep the peak of space low.
fn unpack(debs: &Path, root: &Path, expected: usize) -> Result<(), Reason> {
    let mut count = 0;
    let entries = fs::read_dir(debs).map_err(|error| Failure::io("read", debs, &error))?;
    for entry in entries.flatten() {
        let path = entry.path();
        if path.extension().is_none_or(|extension| extension != "deb") {
            continue;
        }
        capture(Command::new("dpkg").arg("-x").arg(&path).arg(root))?;
        fs::remove_file(&path).map_err(|error| Failure::io("remove", &path, &error))?;
        count += 1;
    }
    if count != expected {
        return Err(Reason::new(format!(
            "apt downloaded {count} packages and not the {expected} it was asked for; run again"
        )));
    }
    Ok(())
}

/// Writes `bin/<program>` for each program, so that it finds the libraries it came with.
fn write_wrappers(folder: &Path) -> Result<(), Reason> {
    let programs = folder.join("root/usr/bin");
    let libraries = library_folders(&folder.join("root"));
    let bin = folder.join("bin");
    fs::create_dir_all(&bin).map_err(|error| Failure::io("create", &bin, &error))?;
    let entries =
        fs::read_dir(&programs).map_err(|error| Failure::io("read", &programs, &error))?;
    for entry in entries.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = bin.join(&name);
        fs::write(&path, wrapper(&name, &libraries))
            .and_then(|()| fs::set_permissions(&path, fs::Permissions::from_mode(0o755)))
            .map_err(|error| Failure::io("write", &path, &error))?;
    }
    Ok(())
}

/// The text of a wrapper. It names no absolute path, so the folder can be renamed and the cache moved.
fn wrapper(program: &str, libraries: &[String]) -> String {
    let search: Vec<String> = libraries
        .iter()
        .map(|folder| format!("$top/root/{folder}"))
        .collect();
    // Left alone, cargo would start whatever `rustc` comes first in `PATH`.
    let siblings = match program {
        "cargo" => {
            "export RUSTC=\"${RUSTC:-$top/bin/rustc}\" RUSTDOC=\"${RUSTDOC:-$top/bin/rustdoc}\"\n"
        }
        _ => "",
    };
    format!(
        "#!/bin/sh\n\
         # Runs `{program}` with the libraries it was unpacked with. Written by `cargo xtask matrix`.\n\
         self=$0\n\
         if [ -L \"$self\" ]; then self=$(readlink -f -- \"$self\"); fi\n\
         top=$(CDPATH='' cd -- \"${{self%/*}}/..\" && pwd) || exit 1\n\
         export LD_LIBRARY_PATH=\"{}${{LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}}\"\n\
         {siblings}\
         exec \"$top/root/usr/bin/{program}\" \"$@\"\n",
        search.join(":")
    )
}

/// The folders of shared libraries below an unpacked root, such as `usr/lib/x86_64-linux-gnu`.
fn library_folders(root: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for parent in ["usr/lib", "lib"] {
        let Ok(entries) = fs::read_dir(root.join(parent)) else {
            continue;
        };
        for entry in entries.flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.contains("-linux-gnu") && entry.path().is_dir() {
                found.push(format!("{parent}/{name}"));
            }
        }
    }
    found.sort_by_key(|folder| !folder.starts_with("usr"));
    found
}

/// Checks that no program lacks a shared library, to name the library and not a failed start.
fn complete(folder: &Path) -> Result<(), Reason> {
    if !shell::on_path("ldd") {
        return Ok(());
    }
    let root = folder.join("root");
    let search: Vec<PathBuf> = library_folders(&root)
        .into_iter()
        .map(|library| root.join(library))
        .collect();
    let joined = std::env::join_paths(&search).map_err(|error| Reason::new(error.to_string()))?;
    for program in ["rustc", "rustdoc", "cargo"] {
        let path = root.join("usr/bin").join(program);
        let said = capture(
            Command::new("ldd")
                .arg(&path)
                .env("LD_LIBRARY_PATH", &joined),
        )?;
        let missing: Vec<&str> = missing_libraries(&said);
        if !missing.is_empty() {
            return Err(Reason::new(format!(
                "its `{program}` lacks the shared libraries {}; install them",
                missing.join(", ")
            )));
        }
    }
    Ok(())
}

/// The libraries `ldd` did not find.
fn missing_libraries(said: &str) -> Vec<&str> {
    said.lines()
        .filter_map(|line| line.trim().strip_suffix("=> not found"))
        .map(str::trim)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn libraries_are_told_from_the_rest() {
        for library in ["libllvm19", "libgit2-1.5", "zlib1g", "libstdc++6"] {
            assert!(is_library(library), "{library}");
        }
        for other in ["gcc", "libc-dev", "libc6-dev", "binutils", "rustc-web"] {
            assert!(!is_library(other), "{other}");
        }
    }

    #[test]
    fn free_space_is_read() {
        let said = "Filesystem 1024-blocks Used Available Capacity Mounted on\n\
                    /dev/vda 263174212 11993036 83819112 13% /\n";
        assert_eq!(free_kilobytes(said), Some(83_819_112));
        assert_eq!(free_kilobytes(""), None);
    }

    #[test]
    fn missing_libraries_are_named() {
        let said = "\tlinux-vdso.so.1 (0x1)\n\tlibgit2.so.1.5 => not found\n\tlibc.so.6 => /lib/libc.so.6 (0x2)\n";
        assert_eq!(missing_libraries(said), ["libgit2.so.1.5"]);
    }

    #[test]
    fn wrapper_keeps_cargo_from_strangers() {
        let text = wrapper("cargo", &["usr/lib/x".to_owned(), "lib/x".to_owned()]);
        assert!(text.contains("LD_LIBRARY_PATH=\"$top/root/usr/lib/x:$top/root/lib/x${LD"));
        assert!(text.contains("RUSTC=\"${RUSTC:-$top/bin/rustc}\""));
        assert!(!wrapper("rustc", &[]).contains("RUSTC="));
    }
}
