// SPDX-License-Identifier: MIT OR Apache-2.0

//! `cargo xtask targets`: the library for machines that this is not: of 32 bits, and big-endian.
//!
//! ```text
//! i686-unknown-linux-gnu       core       built       17.0 s
//! i686-unknown-linux-gnu       library    checked      5.1 s
//! i686-unknown-linux-gnu       tests      passed       0.9 s  16 assertions
//! ```
//!
//! Nothing is run, nor is code made, so that no linker and no C library of the target is needed: `core` is compiled from
//! the compiler's own source as far as metadata, then the library, then `crates/kelson/tests/targets`, of which every
//! `const` assertion is evaluated by a compiler that believes to be on such a machine. A file that asserts what is false
//! has to fail, or the whole run does. Where there is no source of `core` for the compiler, the run is skipped.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::Instant;

use crate::matrix::seconds;
use crate::shell::{self, Failure, capture_as};
use crate::toolchains::{Reason, Toolchain, cache, find_or_fetch};

/// The targets: one has pointers of 32 bits, one has the other order of bytes, and no other has both.
pub const TARGETS: &[&str] = &[
    "i686-unknown-linux-gnu",
    "powerpc64-unknown-linux-gnu",
    "powerpc-unknown-linux-gnu",
];

/// The tests, which are made of `const` assertions.
const TESTS: &str = "crates/kelson/tests/targets/main.rs";

/// What to do.
#[derive(Debug, Clone, clap::Args)]
pub struct Options {
    /// The toolchain to use; it needs the source of its `core`
    #[arg(long, value_name = "NAME", default_value = crate::rustc_dev::VERSION)]
    pub toolchain: String,

    /// Check this target only; may be given several times
    #[arg(long = "target", value_name = "TRIPLE")]
    pub targets: Vec<String>,
}

/// Checks each target and says how it went.
pub fn run(options: &Options) -> ExitCode {
    let found = find_or_fetch(&options.toolchain, true).and_then(|toolchain| {
        let compiler = shell::key(&version(&toolchain.rustc())?);
        Ok((source(&toolchain)?, compiler, toolchain))
    });
    let (source, compiler, toolchain) = match found {
        Ok(found) => found,
        Err(reason) => {
            println!("skipped: targets of {}: {reason}", options.toolchain);
            return ExitCode::SUCCESS;
        }
    };
    let targets: Vec<&str> = match options.targets.is_empty() {
        true => TARGETS.to_vec(),
        false => options.targets.iter().map(String::as_str).collect(),
    };
    let (mut passed, mut failed) = (0, 0);
    for target in targets {
        let check = Check {
            toolchain: &toolchain,
            compiler: &compiler,
            source: &source,
            target,
        };
        match check.run() {
            Ok(()) => passed += 1,
            Err(failure) => {
                failed += 1;
                println!("{target:<28} FAILED     {failure}");
            }
        }
    }
    // As a test program says it, for the matrix counts these lines.
    let word = if failed == 0 { "ok" } else { "FAILED" };
    println!("test result: {word}. {passed} passed; {failed} failed");
    if failed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// The folder `library` of a compiler's source.
///
/// The source has to be of the very compiler, because `core` is written for one version.
pub fn source(toolchain: &Toolchain) -> Result<PathBuf, Reason> {
    let release = release(&toolchain.rustc())?;
    let sysroot = capture_as(
        "rustc --print sysroot",
        Command::new(toolchain.rustc()).args(["--print", "sysroot"]),
    )?;
    let mut folders = vec![
        Path::new(sysroot.trim()).join("lib/rustlib/src/rust"),
        cache::root()?.join("rustc-dev").join(&release).join("src"),
    ];
    // The distribution's source is of the distribution's compiler.
    let system = Path::new("/usr/bin/rustc");
    if system.is_file() && self::release(system).is_ok_and(|system| system == release) {
        folders.push("/usr/lib/rustlib/src/rust".into());
        folders.push(format!("/usr/src/rustc-{release}").into());
    }
    folders
        .into_iter()
        .map(|folder| folder.join("library"))
        .find(|folder| folder.join("core/src/lib.rs").is_file())
        .ok_or_else(|| {
            Reason::new(
                "the source of its `core` is not here; run `rustup component add rust-src`, or `cargo xtask rustc-dev` for the compiler that kelsonc is made of",
            )
        })
}

/// What a compiler says of itself.
fn version(rustc: &Path) -> Result<String, Failure> {
    capture_as("rustc -vV", Command::new(rustc).arg("-vV"))
}

/// The number of its release.
fn release(rustc: &Path) -> Result<String, Reason> {
    version(rustc)?
        .lines()
        .find_map(|line| line.strip_prefix("release: "))
        .map(str::to_owned)
        .ok_or_else(|| Reason::new("`rustc -vV` names no release"))
}

/// The check of one target.
struct Check<'a> {
    toolchain: &'a Toolchain,
    /// A name for this very compiler.
    compiler: &'a str,
    source: &'a Path,
    target: &'a str,
}

impl Check<'_> {
    /// The folder of what is made for the target.
    fn folder(&self) -> PathBuf {
        self.cargo().join("of").join(self.target)
    }

    /// The folder of cargo, which makes what runs here once for all targets.
    fn cargo(&self) -> PathBuf {
        shell::target_dir().join("targets").join(self.compiler)
    }

    /// The folder that is the compiler's sysroot for the target: without `std`.
    fn sysroot(&self) -> PathBuf {
        self.folder().join("sysroot")
    }

    fn run(&self) -> Result<(), Failure> {
        self.step("core", "built", || self.core().map(|()| String::new()))?;
        self.step("library", "checked", || {
            self.library().map(|()| String::new())
        })?;
        self.step("tests", "passed", || {
            let text = "#![no_std]\nconst _: () = assert!(size_of::<usize>() == 3);\n";
            let never = self.folder().join("never.rs");
            fs::write(&never, text).map_err(|error| Failure::io("write", &never, &error))?;
            // A compiler that evaluates nothing would accept all the tests.
            match self.rustc("never", &never) {
                Ok(()) => return Err(Failure::new("what is asserted is not evaluated")),
                Err(failure) if failure.to_string().contains("E0080") => {}
                Err(failure) => return Err(failure),
            }
            self.rustc("kelson_targets", &shell::workspace_root().join(TESTS))?;
            Ok(format!("{} assertions", assertions()?))
        })
    }

    /// Runs a part of the check and prints its line.
    fn step(
        &self,
        name: &str,
        done: &str,
        part: impl FnOnce() -> Result<String, Failure>,
    ) -> Result<(), Failure> {
        let start = Instant::now();
        let detail = part().map_err(|failure| Failure::new(format!("{name}: {failure}")))?;
        let line = format!(
            "{:<28} {name:<10} {done:<9} {:>8}  {detail}",
            self.target,
            seconds(start.elapsed())
        );
        println!("{}", line.trim_end());
        Ok(())
    }

    /// Compiles `core` and `alloc`, and what every crate without `std` asks for besides, into the sysroot.
    fn core(&self) -> Result<(), Failure> {
        let folder = self
            .sysroot()
            .join("lib/rustlib")
            .join(self.target)
            .join("lib");
        // The last of them is there when all are.
        if folder.join("liballoc.rmeta").is_file() {
            return Ok(());
        }
        fs::create_dir_all(&folder).map_err(|error| Failure::io("create", &folder, &error))?;
        // Nothing is linked, so an empty one will do.
        let stub = self.folder().join("compiler_builtins.rs");
        let text = "#![feature(compiler_builtins)]\n#![compiler_builtins]\n#![no_std]\n";
        fs::write(&stub, text).map_err(|error| Failure::io("write", &stub, &error))?;
        let core = self.source.join("core/src/lib.rs");
        let alloc = self.source.join("alloc/src/lib.rs");
        for (name, edition, file) in [
            ("core", "2024", &core),
            ("compiler_builtins", "2021", &stub),
            ("alloc", "2024", &alloc),
        ] {
            let mut command = self.command(name, file);
            // It is a part of the compiler that is compiled here, not a user of it.
            command
                .env("RUSTC_BOOTSTRAP", "1")
                .args(["--edition", edition, "--cap-lints", "allow"])
                .arg("--out-dir")
                .arg(&folder);
            capture_as(&format!("rustc {name}"), &mut command)?;
        }
        Ok(())
    }

    /// A command line of the compiler that makes metadata of a library.
    fn command(&self, name: &str, file: &Path) -> Command {
        let mut command = Command::new(self.toolchain.rustc());
        command
            .env_remove("RUSTUP_TOOLCHAIN")
            .args(["--crate-name", name, "--crate-type", "rlib"])
            .args(["--emit", "metadata", "--target", self.target])
            .arg("--sysroot")
            .arg(self.sysroot())
            .arg(file);
        command
    }

    /// Checks the library and the crates it uses, as cargo has them.
    fn library(&self) -> Result<(), Failure> {
        let mut command = self.toolchain.cargo_command();
        // With a target, macros and build scripts are built without the flags: they run here.
        command
            .current_dir(shell::workspace_root())
            .env("CARGO_TARGET_DIR", self.cargo())
            .env(
                "RUSTFLAGS",
                format!("--sysroot={}", self.sysroot().display()),
            )
            .args(["check", "--locked", "--quiet", "--package", "kelson"])
            .args(["--features", "alloc,zerocopy", "--target", self.target]);
        capture_as("cargo check", &mut command)?;
        Ok(())
    }

    /// Compiles a program that uses the library, as far as metadata.
    fn rustc(&self, name: &str, file: &Path) -> Result<(), Failure> {
        let cargo = self.cargo();
        let deps = cargo.join(self.target).join("debug/deps");
        let kelson = newest(&deps, "libkelson-")?;
        let mut command = self.command(name, file);
        command
            .args(["--edition", "2021", "--extern"])
            .arg(format!("kelson={}", kelson.display()))
            .arg(format!("-Ldependency={}", deps.display()))
            .arg(format!(
                "-Ldependency={}",
                cargo.join("debug/deps").display()
            ))
            .arg("--out-dir")
            .arg(self.folder());
        let output = command
            .output()
            .map_err(|error| Failure::new(format!("cannot start rustc: {error}")))?;
        if output.status.success() {
            return Ok(());
        }
        Err(Failure::new(String::from_utf8_lossy(&output.stderr)))
    }
}

/// The metadata of a crate: of several builds the last.
fn newest(folder: &Path, prefix: &str) -> Result<PathBuf, Failure> {
    let entries = fs::read_dir(folder).map_err(|error| Failure::io("read", folder, &error))?;
    entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            name.starts_with(prefix) && name.ends_with(".rmeta")
        })
        .max_by_key(|path| path.metadata().and_then(|data| data.modified()).ok())
        .ok_or_else(|| Failure::new(format!("cargo left no metadata in `{}`", folder.display())))
}

/// How many assertions the tests of the features have.
fn assertions() -> Result<usize, Failure> {
    let main = shell::workspace_root().join(TESTS);
    let folder = main.parent().unwrap_or(&main);
    let mut count = 0;
    for entry in fs::read_dir(folder)
        .map_err(|error| Failure::io("read", folder, &error))?
        .flatten()
    {
        let path = entry.path();
        if path == main {
            continue;
        }
        let text = fs::read_to_string(&path).map_err(|error| Failure::io("read", &path, &error))?;
        count += text.matches("assert!(").count();
    }
    if count == 0 {
        return Err(Failure::new(format!("`{TESTS}` asserts nothing")));
    }
    Ok(count)
}
