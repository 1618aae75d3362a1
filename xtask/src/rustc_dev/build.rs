// SPDX-License-Identifier: MIT OR Apache-2.0

//! Builds rustc's crates from a compiler's source.

use std::collections::BTreeSet;
use std::env;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, IsTerminal};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use indicatif::{ProgressBar, ProgressStyle};

use super::debian::Source;
use super::outer_cargo;
use crate::shell::{self, Failure, capture};
use crate::toolchains::{Reason, cache, debian::enough_space, forget_outer_cargo};

/// What of the source is needed; the rest is tests, documents and other people's crates.
const PARTS: &[&str] = &["compiler", "library", "src", "Cargo.toml", "Cargo.lock"];

/// Bytes that a whole build takes, source included.
const ROOM: u64 = 3_000_000_000;

/// How many of the log's last lines a failure quotes.
const QUOTED_LINES: usize = 8;

/// Where progress is not drawn, a line is written each time this many crates are done.
const STRIDE: usize = 25;

/// The folder of the crates in a cache folder.
pub(super) fn crates(folder: &Path) -> PathBuf {
    folder.join("target/release/deps")
}

/// Builds what is not built yet.
pub(super) fn run(source: &Source, folder: &Path, jobs: Option<usize>) -> Result<(), Reason> {
    fs::create_dir_all(folder).map_err(|error| Failure::io("create", folder, &error))?;
    cache::sweep(&folder.join("src"));
    // A build that was begun has its room already.
    if !crates(folder).exists() {
        enough_space(folder, ROOM)?;
    }
    copy(source, &folder.join("src"))?;
    compile(source, folder, jobs)
}

/// Copies the source, because cargo writes beside it and the system's files are not ours to touch.
fn copy(source: &Source, to: &Path) -> Result<(), Reason> {
    if to.exists() {
        return Ok(());
    }
    println!("rustc-dev: copying the compiler's source");
    let partial = cache::Partial::new(to)?;
    for part in PARTS {
        // With its times, so that cargo finds nothing newer than what it built.
        let from = source.folder.join(part);
        capture(Command::new("cp").arg("-a").arg(from).arg(partial.path()))?;
    }
    let manifest = partial.path().join("Cargo.toml");
    let text =
        fs::read_to_string(&manifest).map_err(|error| Failure::io("read", &manifest, &error))?;
    let text = with_one_member(&text).ok_or_else(|| {
        Reason::new("the compiler's source lists no members; its layout has changed")
    })?;
    fs::write(&manifest, text).map_err(|error| Failure::io("write", &manifest, &error))?;
    partial.install()
}

/// The manifest with the compiler as its only member: the others are tools whose dependencies are not here.
fn with_one_member(manifest: &str) -> Option<String> {
    let (before, rest) = manifest.split_once("\nmembers = [")?;
    let (_, after) = rest.split_once(']')?;
    Some(format!("{before}\nmembers = [\"compiler/rustc\"]{after}"))
}

/// Runs cargo, with its messages in a log and its progress on the screen.
fn compile(source: &Source, folder: &Path, jobs: Option<usize>) -> Result<(), Reason> {
    let log = folder.join("build.log");
    let file = File::create(&log).map_err(|error| Failure::io("create", &log, &error))?;
    let total = count(source, folder)?;
    let progress = Progress::start(total);

    let mut command = cargo(source, folder);
    command
        .args([
            "build",
            "--release",
            "-p",
            "rustc-main",
            "--features",
            "llvm",
        ])
        .arg("--message-format=json-render-diagnostics")
        .arg("--target-dir")
        .arg(folder.join("target"));
    if let Some(jobs) = jobs {
        command.arg(format!("-j{jobs}"));
    }
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(file)
        .spawn()
        .map_err(|error| Failure::new(format!("cannot start `cargo`: {error}")))?;
    let mut done = BTreeSet::new();
    let messages = child
        .stdout
        .take()
        .into_iter()
        .flat_map(|out| BufReader::new(out).lines());
    for message in messages.map_while(Result::ok) {
        if let Ok(message) = serde_json::from_str::<serde_json::Value>(&message)
            && message["reason"] == "compiler-artifact"
            && let Some(package) = message["package_id"].as_str()
            && done.insert(package.to_owned())
        {
            progress.at(
                done.len(),
                message["target"]["name"].as_str().unwrap_or_default(),
            );
        }
    }
    let status = child
        .wait()
        .map_err(|error| Failure::new(format!("cannot wait for `cargo`: {error}")))?;
    drop(progress);
    if status.success() {
        return Ok(());
    }
    let said = fs::read_to_string(&log).unwrap_or_default();
    Err(Reason::new(format!(
        "rustc's crates do not build ({status}); the log is `{}` and ends:\n{}",
        log.display(),
        shell::last_lines(&said, QUOTED_LINES).join("\n")
    )))
}

/// How many packages there are to build.
fn count(source: &Source, folder: &Path) -> Result<usize, Reason> {
    let mut command = cargo(source, folder);
    command.args([
        "tree",
        "-p",
        "rustc-main",
        "--features",
        "llvm",
        "--prefix",
        "none",
        "-e",
        "normal,build",
    ]);
    let said = capture(&mut command)?;
    let packages: BTreeSet<&str> = said
        .lines()
        .map(|line| line.trim_end_matches(" (*)"))
        .collect();
    Ok(packages.len())
}

/// A cargo command line with all that rustc's build scripts want to know.
///
/// Cargo builds again what was built under other settings, so these may only change with the version.
fn cargo(source: &Source, folder: &Path) -> Command {
    let compiler = &source.compiler;
    let mut command = Command::new(outer_cargo());
    forget_outer_cargo(&mut command);
    command.current_dir(folder.join("src"));
    for (name, value) in [
        ("RUSTC_BOOTSTRAP", "1"),
        ("CFG_RELEASE", &compiler.release),
        ("CFG_RELEASE_NUM", &compiler.release),
        ("CFG_RELEASE_CHANNEL", "stable"),
        // Metadata carries this string, and a compiler reads only what its own kind wrote. It has to be the stock
        // compiler's to the letter, or its standard library would not be accepted.
        ("CFG_VERSION", &compiler.version),
        ("CFG_VER_HASH", &compiler.hash),
        ("CFG_VER_DATE", &compiler.date),
        ("CFG_COMPILER_HOST_TRIPLE", &compiler.host),
        // Without it the driver has no code generator unless each command line names one.
        ("CFG_DEFAULT_CODEGEN_BACKEND", "llvm"),
        ("CFG_LIBDIR_RELATIVE", "lib"),
        ("RUSTC_INSTALL_BINDIR", "bin"),
        ("REAL_LIBRARY_PATH_VAR", "LD_LIBRARY_PATH"),
        ("RUSTC_STAGE", "1"),
        ("LLVM_LINK_SHARED", "1"),
        // The optimizer costs more time than it saves anyone who builds a kernel's worth of code.
        ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1"),
        ("CARGO_PROFILE_RELEASE_DEBUG", "0"),
        ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
        ("CARGO_INCREMENTAL", "0"),
        ("RUSTFLAGS", "-Zunstable-options -Cdebuginfo=0"),
    ] {
        command.env(name, value);
    }
    let manual = format!("https://doc.rust-lang.org/{}", compiler.release);
    command
        .env("DOC_RUST_LANG_ORG_CHANNEL", manual)
        .env("LLVM_CONFIG", &source.llvm_config)
        .env("RUSTC", &compiler.rustc)
        .env_remove("CARGO_ENCODED_RUSTFLAGS")
        .env_remove("CARGO_BUILD_TARGET");
    command
}

/// How far the build is: a bar on a terminal, a line now and then elsewhere.
struct Progress {
    bar: Option<ProgressBar>,
    total: usize,
}

impl Progress {
    fn start(total: usize) -> Progress {
        if !io::stderr().is_terminal() || env::var_os("CI").is_some() {
            println!("rustc-dev: building {total} crates");
            return Progress { bar: None, total };
        }
        let bar = ProgressBar::new(total as u64);
        if let Ok(style) =
            ProgressStyle::with_template("{bar:30} {pos}/{len} crates, {elapsed}, {msg}")
        {
            bar.set_style(style);
        }
        Progress {
            bar: Some(bar),
            total,
        }
    }

    fn at(&self, done: usize, name: &str) {
        match &self.bar {
            Some(bar) => {
                bar.set_message(name.to_owned());
                bar.set_position(done as u64);
            }
            None if done.is_multiple_of(STRIDE) => {
                println!("rustc-dev: {done} of {} crates, last `{name}`", self.total);
            }
            None => {}
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_members_go() {
        let manifest = "[workspace]\nresolver = \"2\"\nmembers = [\n# one\n  \"a\",\n  \"b\",\n]\n\nexclude = [\"c\"]\n";
        assert_eq!(
            with_one_member(manifest).as_deref(),
            Some(
                "[workspace]\nresolver = \"2\"\nmembers = [\"compiler/rustc\"]\n\nexclude = [\"c\"]\n"
            )
        );
        assert_eq!(with_one_member("[package]\n"), None);
    }
}
