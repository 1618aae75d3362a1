// SPDX-License-Identifier: MIT OR Apache-2.0

//! Builds rustc's crates from a compiler's source.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Instant;

use super::debian::Source;
use super::group::{self, Group};
use super::outer_cargo;
use super::progress::Progress;
use super::recipe::{self, Recipe};
use super::store::Store;
use crate::shell::{self, Failure, capture};
use crate::toolchains::{Reason, cache, debian::enough_space, forget_outer_cargo};

/// What of the source is copied; the rest is tests, documents and other people's crates. Of `src` nothing is compiled, but a
/// whole build has only been seen with it.
const PARTS: &[&str] = &["compiler", "library", "src", "Cargo.toml", "Cargo.lock"];

/// Bytes that a whole build takes, source included.
const ROOM: u64 = 3_000_000_000;

/// How many of the log's last lines a failure quotes.
const QUOTED_LINES: usize = 8;

/// A build that is under way in a folder.
pub(super) struct Build<'a> {
    pub(super) source: &'a Source,
    pub(super) store: &'a Store,
    pub(super) recipe: Recipe,
    folder: PathBuf,
    jobs: Option<usize>,
}

/// How a build ended, if not by an error.
pub(super) enum Ended {
    /// With everything that a program needs that is built on the crates.
    Whole(Vec<PathBuf>),
    /// At its deadline, with so many crates done.
    InTime(usize),
}

impl<'a> Build<'a> {
    /// Plans a build; nothing is written.
    pub(super) fn new(source: &'a Source, store: &'a Store, jobs: Option<usize>) -> Build<'a> {
        let recipe = Recipe::of(&source.compiler);
        Build {
            source,
            store,
            folder: store.workshop(&recipe),
            recipe,
            jobs,
        }
    }

    /// Gets everything here that a build needs: room, the source, and the packages from the registry. Says how many
    /// packages there are to build.
    pub(super) fn prepare(&self) -> Result<usize, Reason> {
        fs::create_dir_all(&self.folder)
            .map_err(|error| Failure::io("create", &self.folder, &error))?;
        // A build that was begun has its room already.
        if !self.folder.join("target").exists() {
            enough_space(&self.folder, ROOM)?;
        }
        let copy = self.folder.join("src");
        cache::sweep(&copy);
        self.copy_to(&copy)?;
        self.count()
    }

    /// Copies the source, because cargo writes beside it and the system's files are not ours to touch.
    fn copy_to(&self, to: &Path) -> Result<(), Reason> {
        if to.exists() {
            return Ok(());
        }
        println!("rustc-dev: copying the compiler's source");
        let partial = cache::Partial::new(to)?;
        for part in PARTS {
            // With its times, so that cargo finds nothing newer than what it built.
            let from = self.source.folder.join(part);
            capture(Command::new("cp").arg("-a").arg(from).arg(partial.path()))?;
        }
        let manifest = partial.path().join("Cargo.toml");
        let text = fs::read_to_string(&manifest)
            .map_err(|error| Failure::io("read", &manifest, &error))?;
        let text = with_one_member(&text).ok_or_else(|| {
            Reason::new("the compiler's source lists no members; its layout has changed")
        })?;
        fs::write(&manifest, text).map_err(|error| Failure::io("write", &manifest, &error))?;
        partial.install()
    }

    /// Builds what is not built yet, with cargo's messages in a log and its progress on the screen.
    pub(super) fn run(&self, total: usize, deadline: Option<Instant>) -> Result<Ended, Reason> {
        let log = self.folder.join("build.log");
        let file = File::create(&log).map_err(|error| Failure::io("create", &log, &error))?;
        let host = &self.source.compiler.host;
        let target = self.folder.join("target");

        let mut command = self.cargo();
        command
            .args(["build", "--release", "-p", "rustc-main"])
            .args(["--features", recipe::features()])
            .arg("--message-format=json-render-diagnostics")
            .arg("--target-dir")
            .arg(&target)
            // Named although it is the default: flags then are for the crates only and not for macros.
            .args(["--target", host]);
        if let Some(jobs) = self.jobs {
            command.arg(format!("-j{jobs}"));
        }
        let mut group = Group::start(
            command.stdout(Stdio::piped()).stderr(file),
            &self.folder.join("running"),
        )?;
        let messages = group.child.stdout.take();
        let clock = deadline.map(|deadline| Clock::start(deadline, group.id()));

        let progress = Progress::start(total);
        let (mut done, mut files) = (BTreeSet::new(), Vec::new());
        let lines = messages
            .into_iter()
            .flat_map(|out| BufReader::new(out).lines());
        for line in lines.map_while(Result::ok) {
            let Ok(message) = serde_json::from_str::<serde_json::Value>(&line) else {
                continue;
            };
            if message["reason"] != "compiler-artifact" {
                continue;
            }
            files.extend(wanted(&message, &target.join(host)));
            if let Some(package) = message["package_id"].as_str()
                && done.insert(package.to_owned())
            {
                let name = message["target"]["name"].as_str().unwrap_or_default();
                progress.at(done.len(), name);
            }
        }
        let status = group
            .child
            .wait()
            .map_err(|error| Failure::new(format!("cannot wait for `cargo`: {error}")))?;
        drop(progress);
        if status.success() {
            return Ok(Ended::Whole(files));
        }
        if clock.is_some_and(Clock::stop) {
            return Ok(Ended::InTime(done.len()));
        }
        let said = fs::read_to_string(&log).unwrap_or_default();
        // With several jobs at once, what the others print comes after the line that says it.
        if let Some(line) = said.lines().find(|line| line.contains("No space left on")) {
            return Err(Failure::disk_full(line.trim()).into());
        }
        Err(Reason::new(format!(
            "rustc's crates do not build ({status}); the log is `{}` and ends:\n{}",
            log.display(),
            shell::last_lines(&said, QUOTED_LINES).join("\n")
        )))
    }

    /// How many packages there are to build.
    fn count(&self) -> Result<usize, Reason> {
        let mut command = self.cargo();
        command
            .args(["tree", "-p", "rustc-main", "--prefix", "none"])
            .args(["--features", recipe::features()])
            .args(["-e", "normal,build"]);
        let said = capture(&mut command)?;
        let packages: BTreeSet<&str> = said
            .lines()
            .map(|line| line.trim_end_matches(" (*)"))
            .collect();
        Ok(packages.len())
    }

    /// A cargo command line with all that rustc's build scripts want to know.
    fn cargo(&self) -> Command {
        let copy = self.folder.join("src");
        let mut command = Command::new(outer_cargo());
        forget_outer_cargo(&mut command);
        // Messages name files; the copy goes when all is built, and the original stays.
        let renamed = format!(
            "--remap-path-prefix={}={}",
            copy.display(),
            self.source.folder.display()
        );
        let flags: Vec<&str> = recipe::flags().into_iter().chain([&*renamed]).collect();
        command
            .current_dir(copy)
            .envs(self.recipe.variables())
            .env("CARGO_ENCODED_RUSTFLAGS", flags.join("\u{1f}"))
            .env("LLVM_CONFIG", &self.source.llvm_config)
            .env("RUSTC", &self.source.compiler.rustc)
            .env_remove("CARGO_BUILD_TARGET");
        command
    }
}

/// The files of a crate that a program built on the crates needs: what the crate declares, the library that has the
/// code of all, and macros, which the metadata of their users names.
fn wanted(message: &serde_json::Value, crates: &Path) -> Vec<PathBuf> {
    let is_macro = message["target"]["kind"][0] == "proc-macro";
    let files = message["filenames"].as_array().into_iter().flatten();
    files
        .filter_map(|file| file.as_str().map(PathBuf::from))
        .filter(|file| is_macro || file.starts_with(crates))
        .filter(|file| {
            let kind = file.extension().unwrap_or_default();
            kind == "so" || kind == "rmeta"
        })
        .collect()
}

/// Ends a group when its time is up.
struct Clock {
    thread: thread::JoinHandle<bool>,
    alive: mpsc::Sender<()>,
}

impl Clock {
    fn start(deadline: Instant, group: u32) -> Clock {
        let (alive, gone) = mpsc::channel();
        let thread = thread::spawn(move || {
            let left = deadline.saturating_duration_since(Instant::now());
            let is_up = gone.recv_timeout(left) == Err(RecvTimeoutError::Timeout);
            if is_up {
                group::stop(group);
            }
            is_up
        });
        Clock { thread, alive }
    }

    /// Stops the clock. Whether it was up and had ended the group.
    fn stop(self) -> bool {
        drop(self.alive);
        self.thread.join().unwrap_or(false)
    }
}

/// The manifest with the compiler as its only member: the others are tools whose dependencies are not here.
fn with_one_member(manifest: &str) -> Option<String> {
    let (before, rest) = manifest.split_once("\nmembers = [")?;
    let (_, after) = rest.split_once(']')?;
    Some(format!("{before}\nmembers = [\"compiler/rustc\"]{after}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

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

    #[test]
    fn metadata_libraries_and_macros_are_wanted() {
        let message = |kind: &str, files: &[&str]| serde_json::json!({"target": {"kind": [kind]}, "filenames": files});
        let crates = Path::new("/t/host");
        let library = message(
            "lib",
            &[
                "/t/host/release/deps/a.rlib",
                "/t/host/release/deps/a.rmeta",
            ],
        );
        assert_eq!(
            wanted(&library, crates),
            [Path::new("/t/host/release/deps/a.rmeta")]
        );
        let driver = message("dylib", &["/t/host/release/deps/d.so"]);
        assert_eq!(wanted(&driver, crates).len(), 1);
        assert_eq!(
            wanted(&message("proc-macro", &["/t/release/m.so"]), crates).len(),
            1
        );
        // Compiled for a macro or a build script, and of no use to a program.
        assert!(wanted(&message("lib", &["/t/release/deps/s.rmeta"]), crates).is_empty());
    }

    #[test]
    fn clock_that_is_not_up_says_so() {
        let clock = Clock::start(Instant::now() + Duration::from_secs(60), 0);
        assert!(!clock.stop());
    }
}
