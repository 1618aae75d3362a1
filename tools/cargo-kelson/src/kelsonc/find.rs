// SPDX-License-Identifier: MIT OR Apache-2.0

//! Finds kelsonc, and what goes with it.

use crate::exit::{Exit, Failure};
use std::{
    env,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

/// Where `cargo xtask kelsonc` puts it, seen from a target directory.
const BUILT: &str = "kelsonc/release/kelsonc";

/// The target directory of the checkout that this program was built from.
const CHECKOUT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../target");

/// A kelsonc that starts.
#[derive(Debug)]
pub(super) struct Kelsonc {
    pub(super) path: PathBuf,
    /// What it calls itself, which is what the stock compiler does: `rustc 1.96.0 (..)`.
    pub(super) version: String,
}

impl Kelsonc {
    /// The one to use.
    pub(super) fn find() -> Result<Kelsonc, Failure> {
        if let Some(named) = env::var_os("KELSONC").filter(|named| !named.is_empty()) {
            let path = PathBuf::from(named);
            // Cargo may start it in another folder.
            let path = match path.components().count() {
                1 => in_path(&path).unwrap_or(path),
                _ => std::path::absolute(&path).unwrap_or(path),
            };
            return Kelsonc::try_out(
                path,
                "the variable KELSONC names it: correct or unset the variable",
            );
        }
        let program = format!("kelsonc{}", env::consts::EXE_SUFFIX);
        let own = env::current_exe().and_then(|path| path.canonicalize()).ok();
        let folder = own.as_deref().and_then(Path::parent);
        let beside = folder.map(|folder| folder.join(&program));
        // We may lie in the `debug` of a target directory ourselves.
        let built = folder.map(|folder| folder.join("..").join(BUILT));
        let candidates = [
            beside,
            in_path(Path::new(&program)),
            built,
            Some(Path::new(CHECKOUT).join(BUILT)),
        ];
        let found = candidates.into_iter().flatten().find(|path| path.is_file());
        match found {
            Some(path) => Kelsonc::try_out(
                path,
                "it was found there; the variable KELSONC can name another",
            ),
            None => Err(Failure::new(Exit::Input, "kelsonc is not here").help(Some(
                "build it by `cargo xtask rustc-dev && cargo xtask kelsonc` in a checkout of Kelson, and name what that \
                 prints in the variable KELSONC"
                    .to_owned(),
            ))),
        }
    }

    fn try_out(path: PathBuf, why: &str) -> Result<Kelsonc, Failure> {
        let broken = |what: String| {
            let program = path.display();
            Failure::new(
                Exit::Input,
                format!("cannot use `{program}` as kelsonc: {what}"),
            )
            .help(Some(format!(
                "{why}; `cargo xtask rustc-dev && cargo xtask kelsonc` in a checkout of Kelson builds kelsonc and prints \
                 where it is"
            )))
        };
        if path.is_dir() {
            return Err(broken("it is a directory".to_owned()));
        }
        let output = run(&path, &["--version"]).map_err(|error| broken(error.to_string()))?;
        if !output.status.success() {
            let said = String::from_utf8_lossy(&output.stderr);
            let first = said.lines().next().unwrap_or("it says nothing").to_owned();
            return Err(broken(first));
        }
        let version = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        if !version.starts_with("rustc ") {
            return Err(broken("it is no compiler".to_owned()));
        }
        // A rustc would fail on the option, and on nothing else of what we are about to do.
        let is_kelsonc = run(&path, &["-K", "help"]).is_ok_and(|output| output.status.success());
        if !is_kelsonc {
            return Err(broken("it does not know `-K`".to_owned()));
        }
        Ok(Kelsonc { path, version })
    }

    /// Makes sure that the options are ones it takes. Cargo would ask it for its version by them, and report that.
    ///
    /// Options that are a question, as `help` is, have an answer instead.
    pub(super) fn accepts(&self, options: &[String]) -> Result<Option<Vec<u8>>, Failure> {
        if options.is_empty() {
            return Ok(None);
        }
        let arguments = options.iter().flat_map(|option| ["-K", option.as_str()]);
        let arguments: Vec<&str> = arguments.chain(["--version"]).collect();
        let output = run(&self.path, &arguments)
            .map_err(|error| Failure::new(Exit::Input, format!("cannot start kelsonc: {error}")))?;
        if output.status.success() {
            let is_answer = !output.stdout.starts_with(self.version.as_bytes());
            return Ok(is_answer.then_some(output.stdout));
        }
        let said = String::from_utf8_lossy(&output.stderr);
        let line = |start: &str| {
            let found = said
                .lines()
                .find_map(|line| line.trim().strip_prefix(start));
            found.map(str::to_owned)
        };
        let message =
            line("error: ").unwrap_or_else(|| "kelsonc does not take the `-K` options".to_owned());
        let mut help = line("= help: ");
        // One sets it and forgets it.
        if env::var_os(super::FLAGS).is_some_and(|flags| !flags.is_empty()) {
            let also = format!("the variable {} counts as well", super::FLAGS);
            help = Some(help.map_or(also.clone(), |help| format!("{help}; {also}")));
        }
        Err(Failure::usage(message).help(help))
    }

    /// The stock rustdoc of the same version.
    pub(super) fn rustdoc(&self) -> Option<PathBuf> {
        let said = |path: &Path, arguments: &[&str]| {
            let output = run(path, arguments).ok()?;
            let text = String::from_utf8(output.stdout).ok()?;
            output.status.success().then(|| text.trim().to_owned())
        };
        let sysroot = said(&self.path, &["--print", "sysroot"])?;
        let program = format!("rustdoc{}", env::consts::EXE_SUFFIX);
        let path = Path::new(&sysroot).join("bin").join(program);
        let version = said(&path, &["--version"])?;
        (version.strip_prefix("rustdoc ") == self.version.strip_prefix("rustc ")).then_some(path)
    }
}

fn run(program: &Path, arguments: &[&str]) -> std::io::Result<Output> {
    Command::new(program)
        .args(arguments)
        // Options are tried one set at a time.
        .env_remove(super::FLAGS)
        .stdin(Stdio::null())
        .output()
}

/// A program of the search path.
fn in_path(program: &Path) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path)
        .map(|folder| folder.join(program))
        .find(|file| file.is_file())
}
