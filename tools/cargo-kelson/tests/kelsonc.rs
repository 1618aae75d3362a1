// SPDX-License-Identifier: MIT OR Apache-2.0

//! `cargo kelson kelsonc`: what cargo is told, and what the user is told when that cannot be.
//!
//! Cargo and kelsonc are scripts here; `cargo xtask kelsonc-test` runs the real ones.

#![cfg(unix)]

mod support;

use std::{
    ffi::OsStr,
    fs,
    os::unix::{ffi::OsStrExt, fs::PermissionsExt},
    path::{Path, PathBuf},
    process::Command,
};
use support::{Said, command, run, said};
use tempfile::TempDir;

/// Says what it was given, and returns a number that nobody else does.
const CARGO: &str = r#"
if [ "$1" = metadata ]; then
    echo '{"target_directory":"'"$TARGET"'"}'
    exit 0
fi
echo "arguments: $*"
echo "RUSTC=$RUSTC"
echo "RUSTDOC=$RUSTDOC"
echo "RUSTC_WRAPPER=<$RUSTC_WRAPPER>"
echo "KELSONFLAGS=<$(printf %s "$KELSONFLAGS" | tr '\037' '|')>"
exit 37
"#;

/// Knows one option.
const KELSONC: &str = r#"
for argument do
    case $argument in
    help) echo "-K known=VALUE"; exit 0 ;;
    known=help) echo "known values"; exit 0 ;;
    known=*) ;;
    *=*) echo "error: unknown option \`-K $argument\`" >&2; echo "  = help: say \`known\`" >&2; exit 1 ;;
    sysroot) echo "$SYSROOT"; exit 0 ;;
    esac
done
echo "rustc 1.96.0 (fake)"
"#;

struct Bench {
    folder: TempDir,
}

impl Bench {
    fn new() -> Bench {
        let folder = tempfile::tempdir().expect("a folder");
        let bench = Bench { folder };
        bench.script("cargo", CARGO);
        bench.script("bin/kelsonc", KELSONC);
        bench
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn script(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(&path, format!("#!/bin/sh{text}")).expect("a script");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("a program");
    }

    /// The command line in an environment where only our scripts can be found.
    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = command();
        command
            .arg("kelsonc")
            .args(arguments)
            .env("CARGO", self.path("cargo"))
            .env("KELSONC", self.path("bin/kelsonc"))
            .env("TARGET", self.path("target"))
            .env("SYSROOT", self.path("sysroot"))
            .env("RUSTC_WRAPPER", "sccache")
            .env_remove("RUSTDOC")
            .env_remove("KELSONFLAGS");
        command
    }

    fn run(&self, arguments: &[&str]) -> Said {
        said(&mut self.command(arguments))
    }

    /// What cargo was told, each line without what it starts with.
    fn told(&self, said: &Said, what: &str) -> String {
        let line = said.out.lines().find_map(|line| line.strip_prefix(what));
        let line = line.unwrap_or_else(|| panic!("no `{what}` in {}{}", said.out, said.err));
        line.replace(&self.folder.path().display().to_string(), "$TOP")
    }
}

#[test]
fn what_cargo_is_told() {
    let bench = Bench::new();
    let said = bench.run(&[
        "build",
        "-K",
        "known=1",
        "--release",
        "-Kknown=a b",
        "--",
        "-K",
        "x",
    ]);
    assert_eq!(said.code, 37, "{}", said.err);
    assert_eq!(said.err, "");
    let arguments = bench.told(&said, "arguments: ");
    let (start, rest) = arguments.split_once("by-kelsonc/").expect("a folder");
    assert_eq!(start, "build --target-dir $TOP/target/");
    assert!(rest.starts_with("known=1+known=a-b-"), "{rest}");
    assert!(rest.ends_with(" --release -- -K x"), "{rest}");
    assert_eq!(bench.told(&said, "RUSTC="), "$TOP/bin/kelsonc");
    assert_eq!(bench.told(&said, "RUSTC_WRAPPER="), "<>");
    assert_eq!(bench.told(&said, "KELSONFLAGS="), "<known=1|known=a b|>");

    // Without options there are none, and another folder.
    let said = bench.run(&["build"]);
    assert_eq!(bench.told(&said, "KELSONFLAGS="), "<>");
    assert_eq!(
        bench.told(&said, "arguments: "),
        "build --target-dir $TOP/target/by-kelsonc/plain"
    );
    // Before the subcommand they are ours as well; the variable's come first.
    let said = said_with(
        &bench,
        &["-K", "known=2", "check"],
        "KELSONFLAGS",
        "known=1",
    );
    assert_eq!(bench.told(&said, "KELSONFLAGS="), "<known=1|known=2|>");
    // A folder of the user's counts.
    let said = bench.run(&["build", "--target-dir=x"]);
    assert_eq!(bench.told(&said, "arguments: "), "build --target-dir=x");
}

fn said_with(bench: &Bench, arguments: &[&str], variable: &str, value: &str) -> Said {
    said(bench.command(arguments).env(variable, value))
}

#[test]
fn rustdoc_is_the_stock_one_of_the_version() {
    let bench = Bench::new();
    bench.script("sysroot/bin/rustdoc", "\necho 'rustdoc 1.96.0 (fake)'");
    let said = bench.run(&["test"]);
    assert_eq!(bench.told(&said, "RUSTDOC="), "$TOP/sysroot/bin/rustdoc");
    assert_eq!(said.err, "");
    let said = said_with(&bench, &["test"], "RUSTDOC", "mine");
    assert_eq!(bench.told(&said, "RUSTDOC="), "mine");
    // Another version cannot read what kelsonc builds.
    bench.script("sysroot/bin/rustdoc", "\necho 'rustdoc 1.95.0 (other)'");
    let said = bench.run(&["test"]);
    assert_eq!(bench.told(&said, "RUSTDOC="), "");
    assert!(
        said.err.contains("there is no rustdoc of rustc 1.96.0"),
        "{}",
        said.err
    );
    // Who compiles no documentation need not know.
    assert_eq!(bench.run(&["build"]).err, "");
}

#[test]
fn another_kelsonc_builds_again() {
    let bench = Bench::new();
    let folder = bench.path("target/by-kelsonc/plain");
    let artifact = folder.join("artifact");
    bench.run(&["build"]);
    fs::write(&artifact, "").expect("the folder is there");
    assert_eq!(bench.run(&["build"]).err, "");
    assert!(artifact.is_file());
    bench.script("bin/kelsonc", &format!("{KELSONC}\n"));
    let said = bench.run(&["build"]);
    assert!(said.err.contains("kelsonc is another"), "{}", said.err);
    assert!(!artifact.exists());
    assert_eq!(said.code, 37);
}

#[test]
fn no_kelsonc() {
    let bench = Bench::new();
    let missing = |path: &Path| {
        let mut command = bench.command(&["build"]);
        said(command.env("KELSONC", path))
    };
    let nothing = missing(&bench.path("nothing"));
    assert_eq!(nothing.code, 3);
    assert!(
        nothing.err.contains("the variable KELSONC names it"),
        "{}",
        nothing.err
    );
    assert!(
        nothing
            .err
            .contains("cargo xtask rustc-dev && cargo xtask kelsonc"),
        "{}",
        nothing.err
    );
    // A compiler that knows nothing of `-K`, and one that does not start.
    bench.script(
        "rustc",
        "\n[ \"$1\" = -K ] && exit 1\necho 'rustc 1.96.0 (fake)'",
    );
    assert!(
        missing(&bench.path("rustc"))
            .err
            .contains("does not know `-K`")
    );
    // Something that takes every argument, as `true` does, and a directory.
    bench.script("true", "\n");
    for (path, part) in [("true", "it is no compiler"), ("bin", "it is a directory")] {
        let said = missing(&bench.path(path));
        assert_eq!((said.code, said.out.as_str()), (3, ""));
        assert!(said.err.contains(part), "{}", said.err);
        assert!(said.err.contains("correct or unset"), "{}", said.err);
    }
    bench.script(
        "broken",
        "\necho 'librustc_driver.so: cannot open' >&2\nexit 127",
    );
    assert!(
        missing(&bench.path("broken"))
            .err
            .contains("librustc_driver.so: cannot open")
    );
    assert_eq!(missing(&bench.path("broken")).code, 3);
}

#[test]
fn wrong_options() {
    let bench = Bench::new();
    let unknown = bench.run(&["build", "-K", "knwon=1"]);
    assert_eq!(unknown.code, 2);
    assert_eq!(unknown.out, "");
    assert_eq!(
        unknown.err,
        "error: unknown option `-K knwon=1`\n  help: say `known`\n"
    );
    assert_eq!(bench.run(&["build", "-K"]).code, 2);
    for (arguments, part) in [
        (&["clippy"][..], "brings a compiler of its own"),
        (&["-K", "known=1"], "no subcommand of cargo"),
        (&["--release", "build"], "stands where a subcommand"),
        (&["+nightly", "build"], "chooses a toolchain"),
    ] {
        let wrong = bench.run(arguments);
        assert_eq!((wrong.code, wrong.out.as_str()), (2, ""));
        assert!(wrong.err.contains(part), "{}", wrong.err);
        assert!(wrong.err.contains("help: "), "{}", wrong.err);
    }
}

#[test]
fn help() {
    let help = run(["kelsonc", "--help"]);
    assert_eq!(help.code, 0);
    for part in [
        "Usage: cargo kelson kelsonc",
        "-K <NAME=VALUE>",
        "by-kelsonc/",
        "Examples:",
    ] {
        assert!(help.out.contains(part), "{part} is missing in {}", help.out);
    }
    let long = help.out.lines().find(|line| line.chars().count() > 100);
    assert_eq!(long, None);
    assert_eq!(run(["kelsonc"]).code, 2);
    // After a subcommand it is cargo's help.
    let bench = Bench::new();
    let said = bench.run(&["build", "--help"]);
    assert!(bench.told(&said, "arguments: ").ends_with(" --help"));
    assert_eq!(bench.run(&["-K", "help"]).out, "-K known=VALUE\n");
    // A value may be a question as well, and nothing is built then.
    for arguments in [&["-K", "known=help"][..], &["build", "-Kknown=help"]] {
        let said = bench.run(arguments);
        assert_eq!((said.code, said.out.as_str()), (0, "known values\n"));
    }
    // Without a subcommand's name `help` is ours, and it needs no kelsonc.
    let ours = said_with(&bench, &["help"], "KELSONC", "nothing");
    assert_eq!((ours.code, ours.out), (0, run(["kelsonc", "--help"]).out));
    let cargos = bench.run(&["help", "build", "--target-dir=x"]);
    assert!(bench.told(&cargos, "arguments: ").starts_with("help build"));
}

#[test]
fn what_cargo_does_without_a_subcommand() {
    let bench = Bench::new();
    for question in ["--version", "-V", "--list", "--explain"] {
        let said = bench.run(&[question, "x"]);
        assert_eq!(said.code, 37, "{}", said.err);
        // A target directory would be an error there.
        assert_eq!(bench.told(&said, "arguments: "), format!("{question} x"));
    }
}

#[test]
fn the_variable_is_read_as_kelsonc_reads_it() {
    let bench = Bench::new();
    for (value, options) in [
        ("-K known=1 -Kknown=2", "<known=1|known=2|>"),
        ("known=a b\u{1f}", "<known=a b|>"),
        (" ", "<>"),
    ] {
        let said = said_with(&bench, &["build"], "KELSONFLAGS", value);
        assert_eq!(bench.told(&said, "KELSONFLAGS="), options);
    }
    let last = said_with(&bench, &["build"], "KELSONFLAGS", "known=1 -K");
    assert_eq!((last.code, last.out.as_str()), (2, ""));
    assert!(last.err.contains("KELSONFLAGS"), "{}", last.err);
    // It may have been set long ago.
    let unknown = said_with(&bench, &["build"], "KELSONFLAGS", "knwon=1");
    assert_eq!(
        unknown.err,
        "error: unknown option `-K knwon=1`\n  help: say `known`; the variable KELSONFLAGS counts as well\n"
    );
}

#[test]
fn what_is_no_unicode() {
    let bench = Bench::new();
    let none = |text: &[u8]| OsStr::from_bytes(text).to_owned();
    let wrong = |said: Said| {
        assert_eq!((said.code, said.out.as_str()), (2, ""));
        assert!(said.err.contains("not valid Unicode"), "{}", said.err);
    };
    for arguments in [&[&b"-K"[..], b"\xff"][..], &[b"-K\xff"]] {
        let arguments = arguments.iter().map(|argument| none(argument));
        wrong(said(bench.command(&["build"]).args(arguments)));
    }
    let mut command = bench.command(&["build"]);
    wrong(said(command.env("KELSONFLAGS", none(b"known=\xff"))));
    // What is cargo's is passed on as it is.
    let output = bench.command(&["build"]).arg(none(b"a\xff")).output();
    let output = output.expect("it can be started");
    assert_eq!(output.status.code(), Some(37));
    assert!(output.stdout.windows(2).any(|bytes| bytes == b"a\xff"));
}
