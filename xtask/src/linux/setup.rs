// SPDX-License-Identifier: MIT OR Apache-2.0

//! One combination of kernel, settings and compilers: its key, its folders, its command lines.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;

use super::Options;
use super::compiler::{Compiler, SYSTEM_RUSTC};
use super::config::Settings;
use super::source::{self, Tree};
use super::stop::Stop;
use crate::shell::{self, Failure, capture, key};
use crate::toolchains::{cache, forget_outer_cargo};

/// What the names of LLVM's programs end in.
pub(super) const LLVM_SUFFIX: &str = "-22";

/// The release of bindgen, which the kernel wants to match what it was tested with.
pub(super) const BINDGEN: &str = "0.72.1";

/// A kernel to build, and everything that belongs to it.
pub(super) struct Setup {
    /// Its source.
    pub(super) tree: Tree,
    /// What it has beyond the smallest configuration.
    pub(super) settings: Settings,
    /// The compiler of its Rust code.
    pub(super) rustc: Compiler,
    /// Everything the key stands for, to compare and to read.
    pub(super) identity: String,
    /// Where it is built.
    pub(super) build: PathBuf,
    /// Where modules are built for it.
    pub(super) modules: PathBuf,
    /// Where the output of every command is.
    pub(super) logs: PathBuf,
    jobs: usize,
}

/// The folder of everything about Linux.
pub(super) fn root() -> Result<PathBuf, Stop> {
    Ok(cache::root()?.join("linux"))
}

/// The folder bindgen is installed in.
pub(super) fn bindgen_root() -> Result<PathBuf, Stop> {
    Ok(root()?.join(format!("bindgen-{BINDGEN}")))
}

impl Setup {
    /// Works out what to build from a tree.
    pub(super) fn new(tree: Tree, options: &Options) -> Result<Self, Stop> {
        Setup::with(tree, options, Compiler::chosen(options)?)
    }

    /// The same with a compiler that the options do not name.
    pub(super) fn with(tree: Tree, options: &Options, rustc: Compiler) -> Result<Self, Stop> {
        let fragment = shell::workspace_root().join("linux/config.fragment");
        let text = fs::read_to_string(&fragment)
            .map_err(|error| Failure::io("read", &fragment, &error))?;
        let mut settings = Settings::parse(&text)
            .map_err(|failure| Stop::new(format!("`{}`: {failure}", fragment.display())))?;
        for setting in &options.settings {
            settings.set(setting)?;
        }

        let identity = identity(
            &tree,
            &settings,
            &rustc,
            &capture(compiler(&rustc.path).arg("-vV"))?,
            &capture(Command::new(format!("clang{LLVM_SUFFIX}")).arg("--version"))?,
        );
        let key = key(&identity);
        let folder = root()?.join(&tree.version);
        let jobs = options
            .jobs
            .unwrap_or_else(|| thread::available_parallelism().map_or(1, usize::from));
        Ok(Setup {
            tree,
            settings,
            rustc,
            identity,
            build: folder.join(format!("build-{key}")),
            modules: folder.join(format!("modules-{key}")),
            logs: folder.join(format!("logs-{key}")),
            jobs,
        })
    }

    /// Works out what to build if its source is there already.
    pub(super) fn find(options: &Options) -> Result<Option<Self>, Stop> {
        match source::find()? {
            Some(tree) => Setup::new(tree, options).map(Some),
            None => Ok(None),
        }
    }

    /// Starts a command line of make in the kernel's source.
    pub(super) fn make(&self) -> Command {
        let mut command = self.bare_make();
        command.arg("-C").arg(&self.tree.path);
        command.arg(assignment("O", &self.build));
        self.add_variables(&mut command);
        command
    }

    /// Starts a command line of make that builds modules from a folder.
    pub(super) fn make_modules(&self, source: &Path) -> Command {
        let mut command = self.bare_make();
        command.arg("-C").arg(&self.build);
        command.arg(assignment("M", source));
        // Without this, objects would land beside their source, in the checkout.
        command.arg(assignment("MO", &self.modules));
        self.add_variables(&mut command);
        command
    }

    /// The path of a log.
    pub(super) fn log(&self, name: &str) -> PathBuf {
        self.logs.join(format!("{name}.log"))
    }

    /// Make, without what the person's own builds set.
    fn bare_make(&self) -> Command {
        let mut command = Command::new("make");
        forget_outer_cargo(&mut command);
        for name in [
            "MAKEFLAGS",
            "MFLAGS",
            "CARGO_MAKEFLAGS",
            "LD_LIBRARY_PATH",
            "RUSTFLAGS",
            "RUSTC_WRAPPER",
            "RUST_LIB_SRC",
            "KCFLAGS",
            "KRUSTFLAGS",
            "KBUILD_OUTPUT",
            "KBUILD_EXTMOD",
            "ARCH",
            "CROSS_COMPILE",
            "KELSON_BROKEN",
        ] {
            command.env_remove(name);
        }
        command.env("LC_ALL", "C").env("PATH", self.path());
        // Builds of the same thing are the same, whoever builds them.
        command
            .env("KBUILD_BUILD_USER", "kelson")
            .env("KBUILD_BUILD_HOST", "kelson");
        command
    }

    /// The search path with our bindgen in front.
    fn path(&self) -> std::ffi::OsString {
        let mut folders: Vec<PathBuf> = bindgen_root()
            .map(|folder| folder.join("bin"))
            .into_iter()
            .collect();
        if let Some(path) = env::var_os("PATH") {
            folders.extend(env::split_paths(&path));
        }
        env::join_paths(folders).unwrap_or_default()
    }

    /// The variables that every command line must agree on, or make would build everything anew.
    fn add_variables(&self, command: &mut Command) {
        command
            .arg(format!("LLVM={LLVM_SUFFIX}"))
            .arg(assignment("RUSTC", &self.rustc.path))
            .arg(format!("HOSTRUSTC={SYSTEM_RUSTC}"))
            .args(self.rustc.variables())
            // The kernel's C code has been judged by others; its warnings would hide ours.
            .arg("KCFLAGS=-w")
            .arg(format!("-j{}", self.jobs));
    }
}

/// A Rust compiler, without what the cargo that runs us says about another one.
pub(super) fn compiler(rustc: &Path) -> Command {
    let mut command = Command::new(rustc);
    forget_outer_cargo(&mut command);
    command.env_remove("LD_LIBRARY_PATH");
    command
}

/// `NAME=path`, as make wants it.
fn assignment(name: &str, path: &Path) -> std::ffi::OsString {
    let mut text = std::ffi::OsString::from(name);
    text.push("=");
    text.push(path);
    text
}

/// Everything that a build depends on, in lines.
fn identity(
    tree: &Tree,
    settings: &Settings,
    rustc: &Compiler,
    rustc_says: &str,
    clang_says: &str,
) -> String {
    let mut text = format!(
        "linux {}\n{settings}rustc {}\n{}\nclang {}\nbindgen {BINDGEN}\n",
        tree.version,
        // Another driver on the same compiler gives the same version and other code.
        rustc.path.display(),
        rustc_says.trim(),
        clang_says.lines().next().unwrap_or_default().trim(),
    );
    for variable in rustc.variables() {
        text.push_str(&format!("{variable}\n"));
    }
    if tree.is_users_own {
        text.push_str(&format!("tree {}\n", tree.path.display()));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(is_users_own: bool) -> Tree {
        Tree {
            path: PathBuf::from("/tree"),
            version: "7.3.4".to_owned(),
            is_users_own,
        }
    }

    fn text(setting: &str, rustc: &str, own: bool) -> String {
        let mut settings = Settings::default();
        settings.set(setting).unwrap();
        identity(
            &tree(own),
            &settings,
            &Compiler::at(rustc),
            "rustc 1.96.0\nhost: x\n",
            "clang version 22\nTarget: x\n",
        )
    }

    #[test]
    fn key_is_stable() {
        assert_eq!(
            text("A=y", "/bin/rustc", false),
            "linux 7.3.4\nCONFIG_A=y\nrustc /bin/rustc\nrustc 1.96.0\nhost: x\nclang clang version 22\nbindgen 0.72.1\n"
        );
    }

    #[test]
    fn key_tells_builds_apart() {
        let texts = [
            text("A=y", "/bin/rustc", false),
            text("A=m", "/bin/rustc", false),
            text("A=y", "/bin/other", false),
            text("A=y", "/bin/rustc", true),
        ];
        for (index, one) in texts.iter().enumerate() {
            for other in &texts[index + 1..] {
                assert_ne!(key(one), key(other));
            }
        }
    }
}
