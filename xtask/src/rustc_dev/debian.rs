// SPDX-License-Identifier: MIT OR Apache-2.0

//! Debian's rustc, its source, and the LLVM it was built with.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::VERSION;
use crate::shell::{self, capture};
use crate::toolchains::Reason;
use crate::toolchains::apt::upstream_version;

/// The package of the compiler itself.
const COMPILER: &str = "rustc-web";

/// What a build needs: the compiler, its standard library, its source, and LLVM's headers.
const PACKAGES: &[&str] = &[
    "rustc-web",
    "libstd-rust-web-dev",
    "rust-web-src",
    "llvm-22-dev",
];

/// Those of [`PACKAGES`] whose version is the compiler's.
const OF_RUSTC: &[&str] = &["rustc-web", "libstd-rust-web-dev", "rust-web-src"];

/// The program that tells a build where LLVM is; it comes with the last of [`PACKAGES`].
const LLVM_CONFIG: &str = "llvm-config-22";

/// An installed compiler, as it describes itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Compiler {
    pub(super) rustc: PathBuf,
    pub(super) sysroot: PathBuf,
    /// The version of its package.
    pub(super) package: String,
    /// All that follows `rustc ` in the first line of `rustc -vV`.
    pub(super) version: String,
    pub(super) release: String,
    pub(super) hash: String,
    pub(super) date: String,
    pub(super) host: String,
}

/// A compiler with what is needed to build its crates.
#[derive(Debug, Clone)]
pub(super) struct Source {
    pub(super) compiler: Compiler,
    /// The folder of the source, with `compiler` and `library` in it.
    pub(super) folder: PathBuf,
    pub(super) llvm_config: PathBuf,
}

/// The distribution's compiler, if it is the right one.
pub(super) fn compiler() -> Result<Compiler, Reason> {
    let rustc = file_of(COMPILER, |path| path.ends_with("bin/rustc"))?;
    let said = capture(Command::new(&rustc).arg("-vV"))?;
    let sysroot = capture(Command::new(&rustc).args(["--print", "sysroot"]))?;
    let package = installed(COMPILER)
        .ok_or_else(|| Reason::new(format!("the package `{COMPILER}` is not installed")))?;
    let compiler = describe(rustc, sysroot.trim().into(), package, &said)
        .ok_or_else(|| Reason::new("the system's `rustc -vV` does not say what it is"))?;
    if compiler.release != VERSION {
        return Err(Reason::new(format!(
            "the system's compiler is {} and not {VERSION}",
            compiler.release
        )));
    }
    Ok(compiler)
}

/// The source of the distribution's compiler; what is missing is installed if that is wished for.
pub(super) fn source(install: bool) -> Result<Source, Reason> {
    if !shell::on_path("dpkg-query") {
        return Err(Reason::new(format!(
            "there is no `dpkg-query`, so this is not Debian; run `rustup toolchain install {VERSION} --component rustc-dev,llvm-tools`"
        )));
    }
    let missing = missing();
    if !missing.is_empty() {
        // Quoted, because some shells mind a star that fits no file.
        let quoted: Vec<String> = missing
            .iter()
            .map(|package| format!("'{package}'"))
            .collect();
        let mend = format!("apt-get install --yes {}", quoted.join(" "));
        if !install {
            return Err(Reason::new(format!(
                "the crates of rustc {VERSION} need packages that are not here; run `{mend}`, or `cargo xtask rustc-dev --install`"
            )));
        }
        println!("rustc-dev: {mend}");
        let mut command = Command::new("apt-get");
        command.args(["install", "--yes"]).args(&missing);
        capture(command.env("DEBIAN_FRONTEND", "noninteractive"))?;
    }
    let manifest = file_of("rust-web-src", |path| {
        path.ends_with("/compiler/rustc/Cargo.toml")
    })?;
    let folder = manifest.ancestors().nth(3).map(Path::to_owned);
    Ok(Source {
        compiler: compiler()?,
        folder: folder
            .ok_or_else(|| Reason::new("the package `rust-web-src` has no source in it"))?,
        llvm_config: std::env::var_os("PATH")
            .iter()
            .flat_map(std::env::split_paths)
            .map(|folder| folder.join(LLVM_CONFIG))
            .find(|path| path.is_file())
            .ok_or_else(|| {
                Reason::new(format!(
                    "there is no `{LLVM_CONFIG}`; install `llvm-22-dev`"
                ))
            })?,
    })
}

/// The packages that are not installed in the right version, as apt wants them named.
fn missing() -> Vec<String> {
    let mut missing = Vec::new();
    for package in PACKAGES {
        let of_rustc = OF_RUSTC.contains(package);
        match installed(package) {
            Some(version) if !of_rustc || upstream_version(&version) == VERSION => {}
            // Debian has several versions of rustc under one name.
            _ if of_rustc => missing.push(format!("{package}={VERSION}*")),
            _ => missing.push((*package).to_owned()),
        }
    }
    missing
}

/// The version of a package, if it is installed.
fn installed(package: &str) -> Option<String> {
    let format = "--showformat=${db:Status-Status} ${Version}";
    let said = capture(Command::new("dpkg-query").args(["--show", format, package])).ok()?;
    said.strip_prefix("installed ").map(str::to_owned)
}

/// A file of an installed package. Where packages put things is theirs to say.
fn file_of(package: &str, wanted: impl Fn(&str) -> bool) -> Result<PathBuf, Reason> {
    let list = capture(Command::new("dpkg-query").args(["--listfiles", package]))?;
    let found = list.lines().find(|line| wanted(line));
    found.map(PathBuf::from).ok_or_else(|| {
        Reason::new(format!(
            "the package `{package}` lacks a file; run `apt-get install --reinstall {package}`"
        ))
    })
}

/// Reads the output of `rustc -vV`.
fn describe(rustc: PathBuf, sysroot: PathBuf, package: String, said: &str) -> Option<Compiler> {
    let field = |name: &str| {
        let mut values = said
            .lines()
            .filter_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
        values.next().map(str::to_owned)
    };
    Some(Compiler {
        rustc,
        sysroot,
        package,
        version: said.lines().next()?.strip_prefix("rustc ")?.to_owned(),
        release: field("release")?,
        hash: field("commit-hash")?,
        date: field("commit-date")?,
        host: field("host")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compiler_describes_itself() {
        let said = "rustc 1.96.0 (ac68faa20 2026-05-25) (built from a source tarball)\nbinary: rustc\n\
                    commit-hash: ac68faa20c58\ncommit-date: 2026-05-25\nhost: x86_64-unknown-linux-gnu\nrelease: 1.96.0\n";
        let compiler = describe("rustc".into(), "usr".into(), "1-1".into(), said).unwrap();
        assert_eq!(
            compiler.version,
            "1.96.0 (ac68faa20 2026-05-25) (built from a source tarball)"
        );
        assert_eq!(
            (&*compiler.release, &*compiler.host),
            ("1.96.0", "x86_64-unknown-linux-gnu")
        );
        assert!(describe("rustc".into(), "usr".into(), "1-1".into(), "clang 1\n").is_none());
    }
}
