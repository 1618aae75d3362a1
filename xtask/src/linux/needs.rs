// SPDX-License-Identifier: MIT OR Apache-2.0

//! What the machine lacks, found before anything starts and told at once.

use std::env;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use super::compiler::{Compiler, SYSTEM_RUSTC};
use super::setup::{self, BINDGEN, LLVM_SUFFIX, Setup};
use super::source;
use super::stop::Stop;
use super::{Options, kernel};
use crate::shell::{self, Failure, capture};
use crate::toolchains::debian::enough_space;
use crate::toolchains::forget_outer_cargo;

/// How one sees that a package's content is there, whoever put it there.
enum Sign {
    /// A program in `PATH` or in the folders of the administrator's programs.
    Program(&'static str),
    /// A program of LLVM, whose name ends in the release.
    Llvm(&'static str),
    /// A header, in the system's folder of headers or below LLVM's.
    Header(&'static str),
    /// A busybox that needs no shared library; the guest has none.
    StaticBusybox,
}

/// The packages of the distribution besides the Rust compiler.
const PACKAGES: &[(&str, Sign)] = &[
    ("make", Sign::Program("make")),
    ("flex", Sign::Program("flex")),
    ("bison", Sign::Program("bison")),
    ("bc", Sign::Program("bc")),
    ("perl", Sign::Program("perl")),
    ("xz-utils", Sign::Program("xz")),
    ("cpio", Sign::Program("cpio")),
    ("kmod", Sign::Program("depmod")),
    ("util-linux", Sign::Program("setpriv")),
    ("libc6-dev", Sign::Header("stdio.h")),
    ("libelf-dev", Sign::Header("libelf.h")),
    ("libssl-dev", Sign::Header("openssl/ssl.h")),
    ("clang-22", Sign::Llvm("clang")),
    ("lld-22", Sign::Llvm("ld.lld")),
    ("llvm-22", Sign::Llvm("llvm-objcopy")),
    ("libclang-22-dev", Sign::Header("clang-c/Index.h")),
    ("qemu-system-x86", Sign::Program("qemu-system-x86_64")),
    ("busybox-static", Sign::StaticBusybox),
];

/// The packages of the Rust compiler, its library and the library's source.
const RUST_PACKAGES: &[&str] = &["rustc-web", "libstd-rust-web-dev", "rust-web-src"];

/// The oldest release of the distribution's compiler that the modules are tested with.
const OLDEST_RUSTC: (u32, u32) = (1, 96);

/// Bytes of a built kernel with its modules.
const BUILT: u64 = 2_000_000_000;

/// What is missing on this machine.
#[derive(Debug, Default)]
pub(super) struct Missing {
    packages: Vec<&'static str>,
    bindgen: bool,
    /// What no package mends, in sentences.
    other: Vec<String>,
}

/// Looks for everything a whole run needs.
pub(super) fn check(options: &Options) -> Result<Missing, Stop> {
    let mut missing = Missing::default();
    for (package, sign) in PACKAGES {
        if !sign.is_there() {
            missing.packages.push(package);
        }
    }
    check_rustc(options, &mut missing)?;
    let bindgen = setup::bindgen_root()?.join("bin/bindgen");
    missing.bindgen = capture(Command::new(bindgen).arg("--version"))
        .map_or(true, |said| said.trim() != format!("bindgen {BINDGEN}"));
    check_space(options, &mut missing)?;
    Ok(missing)
}

/// Checks the Rust compiler and that the source of its library is where the kernel looks for it.
fn check_rustc(options: &Options, missing: &mut Missing) -> Result<(), Stop> {
    let rustc = match Compiler::chosen(options) {
        Ok(compiler) => compiler.path,
        Err(reason) => {
            missing.other.push(reason.to_string());
            return Ok(());
        }
    };
    let version = capture(setup::compiler(&rustc).arg("-V")).ok();
    let is_new = version
        .as_deref()
        .and_then(release)
        .is_some_and(|release| release >= OLDEST_RUSTC);
    let has_source =
        capture(setup::compiler(&rustc).args(["--print", "sysroot"])).is_ok_and(|sysroot| {
            let library = Path::new(sysroot.trim()).join("lib/rustlib/src/rust/library");
            library.join("core/src/lib.rs").is_file()
        });
    if options.rustc.is_none() {
        if !is_new {
            missing.packages.extend(RUST_PACKAGES);
        } else if !has_source {
            missing.packages.push("rust-web-src");
        }
        return Ok(());
    }
    // A compiler somebody chose is theirs to mend.
    let path = rustc.display();
    if version.is_none() {
        missing
            .other
            .push(format!("`{path}` does not run; name a Rust compiler"));
    } else if !has_source {
        missing.other.push(format!(
            "`{path}` has no library source below its sysroot; `rustup component add rust-src` adds it"
        ));
    }
    // The kernel's build also runs a few Rust programs, and those are always the system's compiler's.
    if !Path::new(SYSTEM_RUSTC).is_file() {
        missing.packages.push("rustc-web");
    }
    Ok(())
}

/// Checks that the disk has room for what is not there yet.
fn check_space(options: &Options, missing: &mut Missing) -> Result<(), Stop> {
    let root = setup::root()?;
    fs::create_dir_all(&root).map_err(|error| Failure::io("create", &root, &error))?;
    let mut needed = 0;
    if source::find()?.is_none() {
        needed += source::UNPACKED;
    }
    // Without the compilers there is no telling which build it would be.
    let is_built = missing.packages.is_empty()
        && missing.other.is_empty()
        && Setup::find(options)?.is_some_and(|setup| kernel::is_built(&setup));
    if !is_built {
        needed += BUILT;
    }
    if needed > 0
        && let Err(reason) = enough_space(&root, needed)
    {
        missing.other.push(reason.to_string());
    }
    Ok(())
}

impl Sign {
    fn is_there(&self) -> bool {
        match self {
            Sign::Program(name) => has_program(name),
            Sign::Llvm(name) => has_program(&format!("{name}{LLVM_SUFFIX}")),
            Sign::Header(name) => {
                let llvm = format!("/usr/lib/llvm{LLVM_SUFFIX}/include");
                ["/usr/include", llvm.as_str()]
                    .iter()
                    .any(|folder| Path::new(folder).join(name).is_file())
            }
            Sign::StaticBusybox => static_busybox().is_some(),
        }
    }
}

/// Whether a program can be found, also where only an administrator's `PATH` leads.
fn has_program(name: &str) -> bool {
    shell::on_path(name)
        || ["/usr/sbin", "/sbin"]
            .iter()
            .any(|folder| Path::new(folder).join(name).is_file())
}

/// The busybox for the guest.
pub(super) fn static_busybox() -> Option<&'static Path> {
    ["/bin/busybox", "/usr/bin/busybox"]
        .map(Path::new)
        .into_iter()
        .find(|path| {
            // A program that asks for an interpreter would need the libraries the guest does not have.
            fs::read(path).is_ok_and(|bytes| {
                let interpreter = b"/ld-linux";
                bytes.starts_with(b"\x7fELF")
                    && !bytes[..bytes.len().min(4096)]
                        .windows(interpreter.len())
                        .any(|window| window == interpreter)
            })
        })
}

/// The release in the output of `rustc -V`.
fn release(said: &str) -> Option<(u32, u32)> {
    let mut numbers = said.strip_prefix("rustc ")?.split('.');
    Some((numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?))
}

impl Missing {
    /// Whether nothing is.
    pub(super) fn is_empty(&self) -> bool {
        self.packages.is_empty() && !self.bindgen && self.other.is_empty()
    }

    /// What is missing, in a line.
    pub(super) fn names(&self) -> String {
        let mut names: Vec<String> = self.packages.iter().map(ToString::to_string).collect();
        if self.bindgen {
            names.push(format!("bindgen {BINDGEN}"));
        }
        if !self.other.is_empty() {
            names.push(self.other.join("; "));
        }
        names.join(", ")
    }

    /// The message about it, with the one command that mends it.
    pub(super) fn stop(&self) -> Stop {
        let mut text = String::from("this machine lacks what the test in Linux needs");
        if !self.packages.is_empty() {
            let _ = write!(text, "\n  packages: {}", self.packages.join(" "));
        }
        if self.bindgen {
            let _ = write!(text, "\n  program:  bindgen {BINDGEN}, in the cache folder");
        }
        for other in &self.other {
            let _ = write!(text, "\n  {other}");
        }
        if let Some(command) = self.command() {
            let _ = write!(
                text,
                "\nrun: {command}\n  or: cargo xtask linux --install, which runs it"
            );
        }
        Stop::new(text)
    }

    /// The command, if one can help.
    fn command(&self) -> Option<String> {
        let mut steps = Vec::new();
        if !self.packages.is_empty() {
            steps.push(format!(
                "apt-get install -y --no-install-recommends {}",
                self.packages.join(" ")
            ));
        }
        if self.bindgen {
            let root = setup::bindgen_root().ok()?;
            steps.push(format!(
                "cargo install --locked bindgen-cli --version {BINDGEN} --root {}",
                root.display()
            ));
        }
        (!steps.is_empty()).then(|| steps.join(" && "))
    }

    /// Installs what can be installed.
    pub(super) fn install(&self) -> Result<(), Stop> {
        let logs = setup::root()?.join("logs-install");
        if !self.packages.is_empty() {
            packages(&self.packages, &logs)?;
        }
        if self.bindgen {
            let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
            forget_outer_cargo(&mut cargo);
            // A folder of its own: the person's target folder may be of another toolchain.
            cargo
                .env_remove("CARGO_TARGET_DIR")
                .args(["install", "--locked", "bindgen-cli", "--version", BINDGEN])
                .arg("--root")
                .arg(setup::bindgen_root()?);
            run(&mut cargo, "bindgen", &logs)?;
        }
        Ok(())
    }
}

/// Installs packages of the distribution.
pub(super) fn packages(names: &[&str], logs: &Path) -> Result<(), Stop> {
    if !shell::on_path("apt-get") {
        return Err(Stop::new(format!(
            "there is no `apt-get` to install with; install what your system calls {}",
            names.join(", ")
        )));
    }
    if !capture(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0") {
        return Err(Stop::new(format!(
            "installing packages takes root; run `sudo apt-get install -y --no-install-recommends {}`",
            names.join(" ")
        )));
    }
    let mut update = Command::new("apt-get");
    run(update.args(["-q", "update"]), "update", logs)?;
    let mut install = Command::new("apt-get");
    install
        .env("DEBIAN_FRONTEND", "noninteractive")
        .args(["-q", "install", "-y", "--no-install-recommends"])
        .args(names);
    run(&mut install, "packages", logs)
}

/// Runs a command of the installation.
fn run(command: &mut Command, name: &str, logs: &Path) -> Result<(), Stop> {
    let spelled = shell::spell(command);
    eprintln!("install: {spelled}");
    let _spinner = shell::Spinner::start(format!("install: {spelled}"));
    let log = logs.join(format!("{name}.log"));
    let (status, _) = shell::run_logged(command, &log)?;
    if status.success() {
        return Ok(());
    }
    Err(Stop::at(&log, format!("`{spelled}` ended with {status}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn releases_are_compared_as_numbers() {
        assert_eq!(release("rustc 1.96.0 (abc 2026-05-25)\n"), Some((1, 96)));
        assert_eq!(release("rustc 1.100.0-nightly (abc)"), Some((1, 100)));
        assert_eq!(release("clang 1.2"), None);
        assert!(release("rustc 1.100.0") >= Some(OLDEST_RUSTC));
    }

    #[test]
    fn one_message_has_one_command() {
        let missing = Missing {
            packages: vec!["flex", "bc"],
            bindgen: false,
            other: vec!["the disk is full; free some space".to_owned()],
        };
        let text = missing.stop().to_string();
        assert!(text.contains("packages: flex bc"), "{text}");
        assert!(
            text.contains("run: apt-get install -y --no-install-recommends flex bc\n"),
            "{text}"
        );
        assert!(text.contains("the disk is full"), "{text}");
        assert!(Missing::default().is_empty() && !missing.is_empty());
        assert_eq!(
            missing.names(),
            "flex, bc, the disk is full; free some space"
        );
    }

    #[test]
    fn disk_space_alone_has_no_command() {
        let missing = Missing {
            other: vec!["no room".to_owned()],
            ..Missing::default()
        };
        assert_eq!(missing.command(), None);
    }
}
