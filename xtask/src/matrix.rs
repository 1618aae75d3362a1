// SPDX-License-Identifier: MIT OR Apache-2.0

//! `cargo xtask matrix`: the library's tests on every compiler Kelson must work with.
//!
//! ```text
//! 1.85.0   toolchain  cached       2.6 s
//! 1.85.0   library    passed      41.0 s  312 tests
//! 1.85.0   ui         passed      12.9 s  96 tests
//! skipped: 1.96.0: there is no `apt-get` to fetch it with; run `rustup toolchain install 1.96.0`
//! matrix: 2 steps passed, 0 failed, 1 toolchain skipped (57.1 s)
//! ```
//!
//! A compiler that cannot be had is skipped by name and counted; `--require` makes that a failure.

use std::env;
use std::path::Path;
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

use crate::shell::{self, Spinner};
use crate::targets;
use crate::toolchains::{Reason, Toolchain, find_or_fetch};

mod step;

use step::{Outcome, Step};

/// The compilers of a run without `--toolchain`: the kernel's minimum, kelsonc's own, and what is coming.
pub const TOOLCHAINS: &[&str] = &["1.85.0", "1.96.0", "nightly"];

/// The tests of `xtask` that drive a compiler named by `KELSON_RUSTC` and `KELSON_CARGO`.
///
/// They are built by the compiler that builds `xtask`, so what drives the tests need not be as old as the
/// oldest compiler under test.
pub const HARNESSES: &[&str] = &["ui", "cost"];

/// The compiler that checks the library for other machines: one will do, and the source of this one is at hand where kelsonc
/// is built.
const TARGETS_BY: &str = crate::rustc_dev::VERSION;

/// What to run.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct Options {
    /// Run on this toolchain (`1.85.0`, `nightly`, `stable`); may be given several times
    #[arg(long = "toolchain", value_name = "NAME")]
    pub toolchains: Vec<String>,

    /// Use only what is installed or cached; download nothing
    #[arg(long)]
    pub no_fetch: bool,

    /// Fail if a toolchain cannot be had, in place of skipping it
    #[arg(long)]
    pub require: bool,
}

/// The tally of a run.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Tally {
    passed: usize,
    failed: usize,
    skipped: usize,
}

impl Tally {
    /// Whether the run may end with success.
    fn is_success(self, require: bool) -> bool {
        self.failed == 0 && (self.skipped == 0 || !require)
    }

    /// The closing line.
    fn line(self, time: Duration) -> String {
        let steps = if self.passed == 1 { "step" } else { "steps" };
        let toolchains = if self.skipped == 1 {
            "toolchain"
        } else {
            "toolchains"
        };
        format!(
            "matrix: {} {steps} passed, {} failed, {} {toolchains} skipped ({})",
            self.passed,
            self.failed,
            self.skipped,
            seconds(time)
        )
    }
}

/// Runs the library's tests on each toolchain and says how it went, a line per step.
pub fn run(options: &Options) -> ExitCode {
    let start = Instant::now();
    let mut tally = Tally::default();
    for version in chosen(options) {
        let found = Instant::now();
        let toolchain = match find_or_fetch(version, !options.no_fetch) {
            Ok(toolchain) => toolchain,
            Err(reason) => {
                println!("skipped: {version}: {reason}");
                tally.skipped += 1;
                continue;
            }
        };
        print_line(
            version,
            "toolchain",
            &toolchain.kind.to_string(),
            found.elapsed(),
            "",
        );
        for mut step in steps(&toolchain) {
            let spinner = Spinner::start(format!("{version}: {}", step.name));
            let began = Instant::now();
            let outcome = step.run();
            drop(spinner);
            match outcome {
                Outcome::Passed(count) => {
                    tally.passed += 1;
                    print_line(
                        version,
                        &step.name,
                        "passed",
                        began.elapsed(),
                        &count.to_string(),
                    );
                }
                Outcome::Failed(why) => {
                    tally.failed += 1;
                    print_line(version, &step.name, "FAILED", began.elapsed(), &why);
                    for line in step.end_of_log() {
                        println!("    | {line}");
                    }
                }
            }
        }
        if version == TARGETS_BY
            && let Err(reason) = targets::source(&toolchain)
        {
            println!("skipped: {version}: targets: {reason}");
        }
    }
    if options.toolchains.is_empty() {
        println!("stable: covered by `cargo test --workspace`; or give `--toolchain stable`");
    }
    println!("{}", tally.line(start.elapsed()));
    if tally.is_success(options.require) {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// The toolchains to run on, each once.
fn chosen(options: &Options) -> Vec<&str> {
    if options.toolchains.is_empty() {
        return TOOLCHAINS.to_vec();
    }
    let mut chosen: Vec<&str> = Vec::new();
    for name in &options.toolchains {
        if !chosen.contains(&name.as_str()) {
            chosen.push(name);
        }
    }
    chosen
}

/// The steps of one toolchain.
fn steps(toolchain: &Toolchain) -> Vec<Step> {
    let root = shell::workspace_root();
    let matrix = shell::target_dir().join("matrix");
    let log = |name: &str| {
        matrix
            .join("logs")
            .join(format!("{}-{name}.log", toolchain.version))
    };

    let mut library = toolchain.cargo_command();
    // Locked: the oldest cargo must take the lock file as it is, and must not write its own idea of it.
    library
        .current_dir(&root)
        .env("CARGO_TARGET_DIR", matrix.join(&toolchain.version))
        .args(["test", "--locked", "--no-fail-fast", "--package", "kelson"]);
    let mut commands = vec![("library", library)];
    commands.extend(sanitized(toolchain, &root, &matrix).map(|command| ("asan", command)));
    commands.extend(shuffled(toolchain, &root, &matrix).map(|command| ("shuffled", command)));
    commands.extend(on_targets(toolchain).map(|command| ("targets", command)));
    if toolchain.version.starts_with("nightly") {
        let mut native = toolchain.cargo_command();
        native
            .current_dir(&root)
            .env("CARGO_TARGET_DIR", matrix.join(&toolchain.version))
            .args(["test", "--locked", "--package", "kelson", "--test", "pin"])
            .args(["--features", "native"]);
        commands.push(("native", native));
    }
    commands.extend(
        HARNESSES
            .iter()
            .map(|name| (*name, harness(name, toolchain, &root))),
    );
    commands
        .into_iter()
        .map(|(name, mut command)| {
            // The end of a log is shown; it shall hold the names of the failed tests and not a harness's own stack.
            command
                .env("RUST_BACKTRACE", "0")
                .env("RUST_LIB_BACKTRACE", "0");
            Step::new(name, command, log(name))
        })
        .collect()
}

/// The library's tests under AddressSanitizer, where the toolchain has it: on a nightly for this machine.
///
/// What is wrong with memory in a test is found there even if the test does not notice. Leaks are not looked for:
/// safe code may leak, and several tests show what happens then. Examples in docs are left out, each of which
/// would be linked to the sanitizer.
fn sanitized(toolchain: &Toolchain, root: &Path, matrix: &Path) -> Option<Command> {
    const TARGET: &str = "x86_64-unknown-linux-gnu";
    let is_here = cfg!(all(
        target_arch = "x86_64",
        target_os = "linux",
        target_env = "gnu"
    ));
    if toolchain.version != "nightly" || !is_here {
        return None;
    }
    let mut command = toolchain.cargo_command();
    command
        .current_dir(root)
        .env("CARGO_TARGET_DIR", matrix.join("nightly-asan"))
        .env("RUSTFLAGS", "-Zsanitizer=address")
        .env("ASAN_OPTIONS", "detect_leaks=0")
        // With a target, the compiler's own plugins are built without the flags: they run inside of it.
        .args([
            "test",
            "--locked",
            "--no-fail-fast",
            "--package",
            "kelson",
            "--tests",
        ])
        .args(["--target", TARGET]);
    Some(command)
}

/// The library's tests with the fields of every Rust type in a random order, where the compiler can do so: on a nightly.
///
/// Whoever relies on an order without `repr(C)` is found by this. Moreover, the library is compiled so that a cast between
/// pointers and integers that loses provenance is an error in it.
fn shuffled(toolchain: &Toolchain, root: &Path, matrix: &Path) -> Option<Command> {
    if toolchain.version != "nightly" {
        return None;
    }
    let host = host(toolchain).ok()?;
    let mut command = toolchain.cargo_command();
    command
        .current_dir(root)
        .env("CARGO_TARGET_DIR", matrix.join("nightly-shuffled"))
        .env("RUSTFLAGS", "-Zrandomize-layout --cfg kelson_strict")
        .args([
            "test",
            "--locked",
            "--no-fail-fast",
            "--package",
            "kelson",
            "--tests",
        ])
        // With a target, the compiler's own plugins keep the layout that it expects.
        .args(["--target", &host]);
    Some(command)
}

/// The machine that a compiler makes programs for if it is not told.
fn host(toolchain: &Toolchain) -> Result<String, Reason> {
    let said = shell::capture(Command::new(toolchain.rustc()).arg("-vV"))?;
    said.lines()
        .find_map(|line| line.strip_prefix("host: "))
        .map(str::to_owned)
        .ok_or_else(|| Reason::new("`rustc -vV` names no host"))
}

/// The library for other machines, where the source of the compiler's `core` is at hand.
fn on_targets(toolchain: &Toolchain) -> Option<Command> {
    if toolchain.version != TARGETS_BY {
        return None;
    }
    targets::source(toolchain).ok()?;
    // By cargo, for the file of this program may be gone: the steps before build xtask, too.
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command
        .current_dir(shell::workspace_root())
        .args(["run", "--locked", "--quiet", "--package", "xtask", "--"])
        .args(["targets", "--toolchain", &toolchain.version]);
    Some(command)
}

/// The command line of a harness: built by the cargo that runs us, driving the toolchain under test.
fn harness(name: &str, toolchain: &Toolchain, root: &Path) -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command
        .current_dir(root)
        .args(["test", "--locked", "--package", "xtask", "--test", name])
        .env("KELSON_RUSTC", toolchain.rustc())
        .env("KELSON_RUSTDOC", toolchain.rustdoc())
        .env("KELSON_CARGO", toolchain.cargo());
    command
}

/// Prints the line of a step.
fn print_line(version: &str, step: &str, result: &str, time: Duration, detail: &str) {
    let line = format!(
        "{version:<8} {step:<10} {result:<9} {:>8}  {detail}",
        seconds(time)
    );
    println!("{}", line.trim_end());
}

/// A duration as people read it.
pub(crate) fn seconds(time: Duration) -> String {
    let whole = time.as_secs();
    if whole >= 60 {
        format!("{} min {} s", whole / 60, whole % 60)
    } else {
        format!("{:.1} s", time.as_secs_f64())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_toolchain_runs_once() {
        let mut options = Options::default();
        assert_eq!(chosen(&options), TOOLCHAINS);
        options.toolchains = ["nightly", "1.85.0", "nightly"].map(String::from).to_vec();
        assert_eq!(chosen(&options), ["nightly", "1.85.0"]);
    }

    #[test]
    fn skips_fail_only_when_required() {
        let tally = Tally {
            passed: 1,
            failed: 0,
            skipped: 1,
        };
        assert!(tally.is_success(false) && !tally.is_success(true));
        let failed = Tally { failed: 1, ..tally };
        assert!(!failed.is_success(false));
        assert_eq!(
            tally.line(Duration::from_millis(1500)),
            "matrix: 1 step passed, 0 failed, 1 toolchain skipped (1.5 s)"
        );
    }

    #[test]
    fn only_nightly_is_sanitized() {
        let [root, matrix] = [Path::new("/"), Path::new("/matrix")];
        let steps = |version: &str| {
            let toolchain = Toolchain::new(version, crate::toolchains::Kind::Cached, "/bin".into());
            sanitized(&toolchain, root, matrix).map(|command| shell::spell(&command))
        };
        assert_eq!(steps("1.85.0"), None);
        let toolchain = Toolchain::new("1.85.0", crate::toolchains::Kind::Cached, "/bin".into());
        assert!(shuffled(&toolchain, root, matrix).is_none());
        if cfg!(all(
            target_arch = "x86_64",
            target_os = "linux",
            target_env = "gnu"
        )) {
            let line = steps("nightly").expect("there is a step");
            assert!(line.contains("--target x86_64-unknown-linux-gnu"), "{line}");
        }
    }

    #[test]
    fn long_times_are_in_minutes() {
        assert_eq!(seconds(Duration::from_secs(125)), "2 min 5 s");
        assert_eq!(seconds(Duration::from_millis(59_900)), "59.9 s");
    }
}
