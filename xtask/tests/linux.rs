// SPDX-License-Identifier: MIT OR Apache-2.0

//! What can be said of the test in Linux without building a kernel.

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn linux() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("xtask is in the root")
        .join("linux")
}

/// Runs `cargo xtask linux` where it can only fail, with a cache folder of its own.
fn run(name: &str, tree: &str, arguments: &[&str]) -> Output {
    let cache = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::create_dir_all(&cache).expect("cargo has made its folder");
    Command::new(env!("CARGO_BIN_EXE_xtask"))
        .arg("linux")
        .args(arguments)
        .env("XDG_CACHE_HOME", cache)
        .env("KELSON_LINUX", tree)
        .output()
        .expect("xtask runs")
}

#[test]
fn wrong_options_are_told_before_anything_starts() {
    for (arguments, said) in [
        (&["--config", "RUST"][..], "`RUST` is not a setting"),
        (&["no-such-stage"][..], "possible values: fetch, configure"),
    ] {
        let output = run("options", "", arguments);
        let text = String::from_utf8_lossy(&output.stderr);
        assert!(text.contains(said), "{text}");
        assert!(!output.status.success() && output.stdout.is_empty());
    }
}

#[test]
fn folder_that_is_no_kernel_is_refused() {
    let output = run("tree", env!("CARGO_MANIFEST_DIR"), &[]);
    let text = String::from_utf8_lossy(&output.stderr);
    assert!(text.contains("`KELSON_LINUX` names `"), "{text}");
    assert!(
        text.contains("name a kernel tree of 7.3 or newer"),
        "{text}"
    );
    assert!(!output.status.success() && output.stdout.is_empty());
}

#[test]
fn guest_can_start_its_init() {
    let path = linux().join("init");
    let text = fs::read_to_string(&path).expect("there is an init");
    // The archive's only program is busybox.
    assert!(text.starts_with("#!/bin/busybox sh\n"));
    let mode = fs::metadata(&path)
        .expect("it is a file")
        .permissions()
        .mode();
    assert_eq!(mode & 0o111, 0o111, "init must be executable");
    let status = Command::new("sh").arg("-n").arg(&path).status();
    assert!(status.expect("there is a shell").success());
}

#[test]
fn lists_name_each_thing_once() {
    for name in ["suites", "load.order"] {
        let path = linux().join("modules").join(name);
        let text =
            fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let mut seen = BTreeSet::new();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let first = line.split_whitespace().next();
            assert!(
                first.is_none_or(|first| seen.insert(first)),
                "{name}: {line}"
            );
        }
        assert!(!seen.is_empty(), "{name} is empty");
    }
}
