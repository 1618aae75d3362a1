// SPDX-License-Identifier: MIT OR Apache-2.0

//! `cargo xtask rustc-dev` and where it looks, with a machine made up for the purpose.
//!
//! The machine is a folder with programs that answer as those of a real one do: `rustup`, `rustc`, `dpkg-query`.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A machine, deleted when it goes out of scope.
struct Machine(PathBuf);

impl Machine {
    fn new(name: &str) -> Machine {
        let top =
            std::env::temp_dir().join(format!("kelson-machine-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&top);
        fs::create_dir_all(top.join("bin")).unwrap();
        Machine(top)
    }

    /// Adds a shell script as a program.
    fn program(&self, path: &str, script: &str) {
        self.file(path, &format!("#!/bin/sh\n{script}\n"));
        let permissions = fs::Permissions::from_mode(0o755);
        fs::set_permissions(self.0.join(path), permissions).unwrap();
    }

    fn file(&self, path: &str, text: &str) {
        let path = self.0.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn xtask(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_xtask"))
            .args(arguments)
            .env("PATH", self.0.join("bin"))
            .env("XDG_CACHE_HOME", self.0.join("cache"))
            .output()
            .unwrap()
    }

    /// Adds a rustup with one toolchain.
    fn rustup(&self, version: &str) {
        let rustc = self.0.join("toolchain/bin/rustc");
        self.program(
            "bin/rustup",
            &format!(
                "case \"$1\" in\ntoolchain) echo {version}-x86_64-unknown-linux-gnu ;;\nwhich) echo '{}' ;;\nesac",
                rustc.display()
            ),
        );
        let top = self.0.join("toolchain");
        self.program(
            "toolchain/bin/rustc",
            &format!(
                "case \"$*\" in\n-V) echo 'rustc {version} (abc 2026-05-25)' ;;\n\
                 *sysroot) echo '{0}' ;;\n*target-libdir) echo '{0}/lib/rustlib/x/lib' ;;\nesac",
                top.display()
            ),
        );
    }

    /// Adds a Debian with the compiler in one version of its package.
    fn debian(&self, package: &str) {
        let rustc = self.0.join("usr/bin/rustc");
        self.program(
            "usr/bin/rustc",
            "case \"$*\" in\n-vV) printf 'rustc 1.96.0 (abc 2026-05-25)\\ncommit-hash: abc\\ncommit-date: 2026-05-25\\n\
             host: x86_64-unknown-linux-gnu\\nrelease: 1.96.0\\n' ;;\n*) echo /usr ;;\nesac",
        );
        self.program(
            "bin/dpkg-query",
            &format!(
                "case \"$*\" in\n*listfiles*rustc-web) echo '{}' ;;\n*rustc-web) echo 'installed {package}' ;;\n*) exit 1 ;;\nesac",
                rustc.display()
            ),
        );
    }
}

impl Drop for Machine {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn errors(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Folders in the cache of the crates.
fn cache(machine: &Machine) -> PathBuf {
    machine.0.join("cache/kelson/rustc-dev/1.96.0")
}

#[test]
fn component_of_rustup_is_taken_as_it_is() {
    let machine = Machine::new("rustup");
    machine.rustup("1.96.0");
    machine.file("toolchain/lib/rustlib/x/lib/librustc_middle-1.rmeta", "");
    let output = machine.xtask(&["rustc-dev"]);
    assert!(output.status.success(), "{}", errors(&output));
    let expected = machine.0.join("toolchain/lib");
    let line = format!("rustc-dev: 1.96.0 is ready in `{}`\n", expected.display());
    assert_eq!(out(&output), line);
    assert!(!cache(&machine).exists());
}

#[test]
fn toolchain_without_the_component_is_not_enough() {
    let machine = Machine::new("no-component");
    machine.rustup("1.96.0");
    let output = machine.xtask(&["rustc-dev"]);
    assert!(!output.status.success());
    let text = errors(&output);
    assert!(text.contains("--component rustc-dev"), "{text}");
}

#[test]
fn missing_packages_are_one_command() {
    let machine = Machine::new("packages");
    machine.debian("1.96.0+dfsg1-1");
    let output = machine.xtask(&["rustc-dev"]);
    assert!(!output.status.success());
    let text = errors(&output);
    let command = "`apt-get install --yes 'libstd-rust-web-dev=1.96.0*' 'rust-web-src=1.96.0*' 'llvm-22-dev'`";
    assert!(text.contains(command), "{text}");
    assert!(text.contains("`cargo xtask rustc-dev --install`"), "{text}");

    // Where time is short, that is no failure.
    for (minutes, why) in [("1", "1 minutes are left"), ("999", "the crates of rustc")] {
        let output = machine.xtask(&["rustc-dev", "--within", minutes]);
        assert!(output.status.success());
        let expected = format!("skipped: rustc-dev: {why}");
        assert!(out(&output).starts_with(&expected), "{}", out(&output));
    }
}

#[test]
fn crates_of_other_settings_are_announced() {
    let machine = Machine::new("settings");
    machine.debian("1.96.0+dfsg1-2");
    let says = |expected: &str| {
        let output = machine.xtask(&["kelsonc"]);
        assert!(!output.status.success());
        let text = errors(&output);
        assert!(
            text.contains(expected) && text.contains("run `cargo xtask rustc-dev`"),
            "{text}"
        );
        // Where the tests may be left out, they are.
        let output = machine.xtask(&["kelsonc-test", "--if-ready"]);
        assert!(output.status.success());
        assert!(
            out(&output).starts_with("skipped: kelsonc: "),
            "{}",
            out(&output)
        );
    };
    says("rustc's crates are not built");
    machine.file(
        "cache/kelson/rustc-dev/1.96.0/ready",
        "1.96.0 (abc 2026-05-25)\n",
    );
    says("an earlier version of Kelson");
    machine.file(
        "cache/kelson/rustc-dev/1.96.0/lib-0/built-with",
        "package=1.96.0+dfsg1-1\n",
    );
    says("`package=1.96.0+dfsg1-1` is now `package=1.96.0+dfsg1-2`");
    // An update of the system to another version leaves them without their compiler.
    machine.program(
        "usr/bin/rustc",
        "printf 'rustc 1.97.0\\ncommit-hash: a\\ncommit-date: b\\nhost: c\\nrelease: 1.97.0\\n'",
    );
    says("the system's compiler is 1.97.0 and not 1.96.0");
    assert!(Path::new(&cache(&machine)).exists());
}
