// SPDX-License-Identifier: MIT OR Apache-2.0

//! `cargo kelson prove`: options to engine, outcome to report.

use crate::progress::Progress;
use kelson_prove::{Error, ExternC, Observer, Options};
use kelson_report::Run;
use serde_json::Value;
use std::{
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

const LONG: &str = "\
Prove that functions marked #[no_panic] cannot panic, in the code that was compiled

Reads relocatable objects (.o, .ko) and archives (.rlib, .a) for x86-64, or builds a target of \
this package and reads what came out. Every copy of a marked function is judged, inlined ones \
included. Missing information is never a proof: what cannot be decided is reported as unproven.";

const EXAMPLES: &str = "\
Examples:
  cargo kelson prove --lib                         the marked functions of this package
  cargo kelson prove --bin ringnic-host -p ringnic    those that a program contains
  cargo kelson prove driver.o --extern-c trust     a kernel object; C never calls back
  cargo kelson prove libring.rlib --root ring::Ring::push
  cargo kelson prove libring.rlib --all            a survey of every function";

/// Options of `prove`.
#[derive(Debug, clap::Args)]
#[command(long_about = LONG, after_help = EXAMPLES)]
pub(crate) struct Args {
    /// Objects and archives to look at
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,

    #[command(flatten)]
    build: Build,

    /// Judge this function, too, whether marked or not (a path, such as ring::Ring::push)
    #[arg(long = "root", value_name = "PATH")]
    roots: Vec<String>,

    /// Judge every function of the files, in summary
    #[arg(long)]
    all: bool,

    /// Assume that this function never panics (a path, or a symbol)
    #[arg(long = "cut", value_name = "NAME")]
    cuts: Vec<String>,

    /// What to make of C functions whose code is not given
    #[arg(long, value_enum, default_value_t, value_name = "WHAT")]
    extern_c: ExternCName,

    /// Look up the standard library in the toolchain at PATH
    #[arg(long, value_name = "PATH")]
    sysroot: Option<PathBuf>,

    /// Do not look up the standard library at all
    #[arg(long, conflicts_with = "sysroot")]
    no_sysroot: bool,
}

/// What to build first.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Build")]
struct Build {
    /// Build this program and judge what it contains
    #[arg(long, value_name = "NAME", group = "target")]
    bin: Option<String>,

    /// Build the library
    #[arg(long, group = "target")]
    lib: bool,

    /// Build this example
    #[arg(long, value_name = "NAME", group = "target")]
    example: Option<String>,

    /// The package to build
    #[arg(long, short, value_name = "SPEC", requires = "target")]
    package: Option<String>,

    /// The profile to build with
    #[arg(long, value_name = "NAME", default_value = "release")]
    profile: String,

    /// Build with the release profile, which is the default
    #[arg(long, conflicts_with = "profile")]
    release: bool,

    /// Features to build with
    #[arg(long, short = 'F', value_name = "FEATURES", requires = "target")]
    features: Vec<String>,

    /// Compile a copy of its own of each function, even where all calls are inlined; a library
    /// is always built so
    #[arg(long, requires = "target")]
    standalone: bool,
}

#[derive(Debug, Clone, Copy, Default, clap::ValueEnum)]
enum ExternCName {
    /// They may call back into Rust: no proof
    #[default]
    Deny,
    /// They are assumed never to call back into Rust
    Trust,
}

/// Builds what is to be built, and judges it.
///
/// The error says which exit code it deserves.
pub(crate) fn run(args: &Args) -> Result<Run, Error> {
    let mut files = args.files.clone();
    if let Some(target) = args.build.target() {
        files.extend(args.build.run(&target)?);
    }
    if files.is_empty() {
        return Err(Error::usage(
            "nothing to look at: pass objects or archives, or one of `--lib`, `--bin NAME` and \
             `--example NAME`",
        ));
    }
    let sysroot = match (&args.sysroot, args.no_sysroot) {
        (_, true) => None,
        (Some(path), _) => Some(path.clone()),
        (None, _) => Some(default_sysroot()?),
    };
    let options = Options {
        files,
        roots: args.roots.clone(),
        all: args.all,
        cuts: args.cuts.clone(),
        extern_c: match args.extern_c {
            ExternCName::Deny => ExternC::Deny,
            ExternCName::Trust => ExternC::Trust,
        },
        sysroot,
    };
    let mut bar = Bar(Progress::new("reading files", options.files.len()));
    Ok(kelson_prove::prove(&options, &mut bar)?.into_run())
}

struct Bar(Progress);

impl Observer for Bar {
    fn progress(&mut self, stage: &'static str, done: usize, total: usize) {
        self.0.set(stage, done, total);
    }
}

/// A target of a package: cargo's flags for it, its kind and, unless a library, its name.
struct Target {
    flags: Vec<OsString>,
    kind: &'static str,
    name: Option<String>,
}

impl Build {
    fn target(&self) -> Option<Target> {
        let named = |kind: &'static str, name: &String| Target {
            flags: vec![format!("--{kind}").into(), name.into()],
            kind,
            name: Some(name.clone()),
        };
        if self.lib {
            Some(Target {
                flags: vec!["--lib".into()],
                kind: "lib",
                name: None,
            })
        } else if let Some(name) = &self.bin {
            Some(named("bin", name))
        } else {
            self.example.as_ref().map(|name| named("example", name))
        }
    }

    /// Has cargo build it; the result is the target's own object and the archives of what it
    /// depends on.
    fn run(&self, target: &Target) -> Result<Vec<PathBuf>, Error> {
        let triple = host()?;
        // A folder of its own: the flags differ from those of an ordinary build, and neither
        // should make the other start over.
        let folder = target_folder()?.join("kelson").join("prove");
        let objects = folder.join("objects");
        fs::create_dir_all(&objects)
            .map_err(|e| Error::input(format!("cannot create `{}`: {e}", objects.display())))?;
        // Cargo notices a change of these flags, but not that the object is gone.
        let stem = target.name.as_deref().unwrap_or("lib");
        let spec = self.package.as_deref().unwrap_or("default");
        let clean = |text: &str| text.replace(|c: char| !c.is_ascii_alphanumeric(), "_");
        let object = objects.join(format!(
            "{}-{}-{}-{}.o",
            clean(spec),
            target.kind,
            clean(stem),
            clean(&self.profile)
        ));
        let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        command
            .arg("rustc")
            .args(&target.flags)
            .args(["--profile", &self.profile])
            .arg("--message-format=json-render-diagnostics")
            .arg("--target-dir")
            .arg(&folder)
            // Tells what will run from build scripts and macros, which are built for the host.
            .args(["--target", &triple]);
        if let Some(package) = &self.package {
            command.args(["--package", package]);
        }
        for features in &self.features {
            command.args(["--features", features]);
        }
        let profile = self.profile.to_uppercase().replace('-', "_");
        let profile = if profile == "DEBUG" { "DEV" } else { &profile };
        command
            // Copies are found by debug information, and bitcode holds no code.
            .env(format!("CARGO_PROFILE_{profile}_DEBUG"), "1")
            .env(format!("CARGO_PROFILE_{profile}_LTO"), "off");
        let mut emit = OsString::from("--emit=dep-info,metadata,link,obj=");
        emit.push(&object);
        // One unit, or there would be many objects whose names nobody tells us.
        command.arg("--").arg(emit).arg("-Ccodegen-units=1");
        if self.standalone || target.kind == "lib" {
            command.arg("-Clink-dead-code");
        }
        let output = command
            .stdin(Stdio::null())
            .stderr(Stdio::inherit())
            .output()
            .map_err(|e| Error::input(format!("cannot run `cargo`: {e}")))?;
        if !output.status.success() {
            return Err(Error::input(
                "the build failed, so there is nothing to judge",
            ));
        }
        if !object.is_file() {
            return Err(Error::input(format!(
                "the build left no `{}`: remove `{}` and try again",
                object.display(),
                folder.display()
            )));
        }
        let mut files = vec![object];
        files.extend(archives(&output.stdout, &folder.join(&triple), target));
        Ok(files)
    }
}

/// The archives that cargo says it made for the target machine, except the target's own.
fn archives(messages: &[u8], folder: &Path, target: &Target) -> Vec<PathBuf> {
    let text = String::from_utf8_lossy(messages);
    let artifacts: Vec<Value> = text
        .lines()
        .filter_map(|line| serde_json::from_str(line).ok())
        .filter(|message: &Value| message["reason"] == "compiler-artifact")
        .collect();
    // The target itself comes last; a library is given as an object of its own already.
    let own = if target.kind == "lib" { 1 } else { 0 };
    let rest = artifacts.len().saturating_sub(own);
    artifacts
        .iter()
        .take(rest)
        .flat_map(|artifact| artifact["filenames"].as_array().into_iter().flatten())
        .filter_map(Value::as_str)
        .map(PathBuf::from)
        .filter(|path| path.starts_with(folder) && path.extension().is_some_and(|e| e == "rlib"))
        .collect()
}

fn rustc() -> OsString {
    std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into())
}

/// One line that a program prints.
fn ask(program: OsString, arguments: &[&str]) -> Result<String, Error> {
    let name = program.to_string_lossy().into_owned();
    let output = Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .output()
        .map_err(|e| Error::input(format!("cannot run `{name}`: {e}")))?;
    if !output.status.success() {
        return Err(Error::input(format!(
            "`{name} {}` failed: {}",
            arguments.join(" "),
            String::from_utf8_lossy(&output.stderr).trim()
        )));
    }
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

fn default_sysroot() -> Result<PathBuf, Error> {
    ask(rustc(), &["--print", "sysroot"]).map(PathBuf::from)
}

fn host() -> Result<String, Error> {
    let version = ask(rustc(), &["-vV"])?;
    version
        .lines()
        .find_map(|line| line.strip_prefix("host: "))
        .map(str::to_owned)
        .ok_or_else(|| Error::input("`rustc -vV` does not tell its host"))
}

/// Where cargo puts what it builds here.
fn target_folder() -> Result<PathBuf, Error> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let metadata = ask(cargo, &["metadata", "--format-version=1", "--no-deps"])?;
    serde_json::from_str::<Value>(&metadata)
        .ok()
        .and_then(|metadata| metadata["target_directory"].as_str().map(PathBuf::from))
        .ok_or_else(|| Error::input("`cargo metadata` does not tell the target folder"))
}
