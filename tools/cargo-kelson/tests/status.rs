// SPDX-License-Identifier: MIT OR Apache-2.0

//! `cargo kelson status`.

mod support;

use serde_json::Value;
use std::{collections::BTreeSet, path::Path};
use support::{Said, command, run, said};

const REGISTER: &str = include_str!("../../../wanted.toml");

/// The ids in the register's text, read without the register's own reader.
fn ids() -> Vec<&'static str> {
    REGISTER
        .lines()
        .filter_map(|line| line.strip_prefix("id = \"")?.strip_suffix('"'))
        .collect()
}

fn json(said: &Said) -> Value {
    assert_eq!((said.code, said.err.as_str()), (0, ""));
    serde_json::from_str(&said.out).expect("valid JSON")
}

fn one_line(said: &Said, code: i32) -> &str {
    assert_eq!((said.code, said.out.as_str()), (code, ""), "{}", said.err);
    assert_eq!(said.err.lines().count(), 1, "{}", said.err);
    said.err.trim_end()
}

#[test]
fn json_has_every_row() {
    let json = json(&run(["kelson", "status", "--json"]));
    assert_eq!(json["schema"], "kelson-status/1");
    assert_eq!(json["toolchain"]["gates"], true);
    for field in ["rustc", "version", "release", "host"] {
        assert!(json["toolchain"][field].is_string(), "{field}");
    }
    let rows = json["rows"].as_array().expect("rows");
    let found: Vec<_> = rows
        .iter()
        .map(|row| row["id"].as_str().expect("an id"))
        .collect();
    assert_eq!(found, ids());
    assert_eq!(found.len(), 63);
    let statuses = BTreeSet::from(["stable", "gated", "absent", "not_a_compiler_matter"]);
    for row in rows {
        let status = row["native"]["status"].as_str().expect("a status");
        assert!(statuses.contains(status), "{row}");
        assert_eq!(
            row["native"].get("gate").is_some(),
            status == "gated",
            "{row}"
        );
        for layer in ["library", "kelsonc", "tool"] {
            assert!(row[layer]["status"].is_string(), "{row}");
        }
    }
    for what in ["native", "kelson"] {
        let counts = json["counts"][what].as_object().expect("counts");
        assert_eq!(counts.values().filter_map(Value::as_u64).sum::<u64>(), 63);
    }
}

#[test]
fn the_table_fits() {
    let said = run(["status"]);
    assert_eq!((said.code, said.err.as_str()), (0, ""));
    for line in said.out.lines() {
        assert!(line.chars().count() <= 100, "{line}");
        assert_eq!(line.trim_end(), line);
    }
    for id in ids() {
        assert!(said.out.lines().any(|line| line.starts_with(id)), "{id}");
    }
    assert!(
        said.out.contains("\nkelson: ") && said.out.contains("\nrustc "),
        "{}",
        said.out
    );
}

#[test]
fn markdown_is_a_table() {
    let said = run(["status", "--markdown", "upstream"]);
    assert_eq!((said.code, said.err.as_str()), (0, ""));
    let table: Vec<_> = said
        .out
        .lines()
        .take_while(|line| !line.is_empty())
        .collect();
    assert_eq!(table.len(), 2 + 10);
    for line in table {
        assert_eq!(line.replace("\\|", "").matches('|').count(), 8, "{line}");
    }
}

#[test]
fn rows_by_id_name_theme_and_section() {
    let select = |words: &[&str]| -> Vec<String> {
        let json = json(&run(["status", "--json"].iter().chain(words)));
        json["rows"]
            .as_array()
            .expect("rows")
            .iter()
            .map(|row| row["id"].as_str().expect("an id").to_owned())
            .collect()
    };
    assert_eq!(select(&["r08"]), ["R08"]);
    assert_eq!(select(&["static_assert"]), ["R08"]);
    assert_eq!(select(&["check/static_assert"]), ["R08"]);
    assert_eq!(select(&["low-priority"]), ["L01", "L02", "L03"]);
    assert_eq!(select(&["L", "X05"]), ["L01", "L02", "L03", "X05"]);
    assert!(select(&["layout"]).contains(&"R01".to_owned()));
}

#[test]
fn one_row_in_full() {
    let said = run(["status", "R08"]);
    assert_eq!((said.code, said.err.as_str()), (0, ""));
    for part in [
        "R08 ",
        "check/static_assert",
        "toolchain",
        "library",
        "kelsonc",
        "tool",
        "https://",
    ] {
        assert!(said.out.contains(part), "{part} is missing in {}", said.out);
    }
}

#[test]
fn unknown_row() {
    let said = run(["status", "static_asert"]);
    assert_eq!(said.code, 2);
    assert_eq!(
        said.err,
        "error: no row, theme or section `static_asert`\n  help: did you mean `static_assert`?\n"
    );
}

#[test]
fn unknown_toolchain() {
    let line = run(["status", "--toolchain", "no-such-toolchain"]);
    let line = one_line(&line, 3);
    assert!(
        line.contains("`no-such-toolchain`") || line.contains("rustup"),
        "{line}"
    );
    assert_eq!(run(["status", "--toolchain=--help"]).code, 3);
}

#[test]
fn wrong_compiler() {
    let missing = run(["status", "--rustc", "/no/such/rustc"]);
    assert!(one_line(&missing, 3).contains("`/no/such/rustc` cannot be started"));
    let folder = run(["status", "--rustc", "/"]);
    one_line(&folder, 3);
    // A program that can be started but is something else: this one.
    let other = run(["status", "--rustc", env!("CARGO_BIN_EXE_cargo-kelson")]);
    assert!(one_line(&other, 3).contains("is not rustc"));
}

#[cfg(unix)]
mod with_a_false_compiler {
    use super::*;
    use std::{
        fs,
        os::unix::fs::PermissionsExt,
        path::PathBuf,
        process::{Command, Stdio},
        thread,
        time::{Duration, Instant},
    };

    /// A script that says who it is as rustc does, and does `body` when asked to compile.
    fn compiler(folder: &Path, body: &str) -> PathBuf {
        let path = folder.join("rustc");
        let script = format!(
            "#!/bin/sh\nif [ \"$1\" = -vV ]; then\n\
             printf 'rustc 1.90.0\\nrelease: 1.90.0\\nhost: none\\n'; exit 0; fi\n{body}\n"
        );
        fs::write(&path, script).expect("written");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("made executable");
        path
    }

    fn status(body: &str, arguments: &[&str]) -> Said {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let rustc = compiler(folder.path(), body);
        said(
            command()
                .arg("status")
                .arg("--rustc")
                .arg(rustc)
                .args(arguments),
        )
    }

    #[test]
    fn that_lacks_its_library() {
        let error =
            r#"{"level":"error","message":"cannot find crate for `core`","code":{"code":"E0463"}}"#;
        let said = status(&format!("echo '{error}' >&2; exit 1"), &[]);
        let line = one_line(&said, 3);
        assert!(
            line.ends_with("`no_std` crate: E0463: cannot find crate for `core`"),
            "{line}"
        );
    }

    #[test]
    fn that_crashes_on_every_probe() {
        // The two crates that only try the compiler out are called `plain` and `gated`.
        let body = "case \"$*\" in *'--crate-name probe_'*) exit 101 ;; esac; exit 0";
        let said = status(body, &["--json"]);
        let json = json(&said);
        assert_eq!(json["counts"]["native"]["could_not_probe"], 57);
        assert_eq!(json["counts"]["native"]["absent"], 0);
        let table = status(body, &["R08", "R09"]);
        assert!(
            table.out.contains("could not probe R08: rustc failed"),
            "{}",
            table.out
        );
    }

    #[test]
    fn that_refuses_gates() {
        let body = format!("RUSTC_BOOTSTRAP=-1 exec '{}' \"$@\"", real().display());
        let json = json(&status(&body, &["--json"]));
        assert_eq!(json["toolchain"]["gates"], false);
        let native = |id: &str| {
            let rows = json["rows"].as_array().expect("rows");
            rows.iter().find(|row| row["id"] == id).expect("the row")["native"].clone()
        };
        assert_eq!(native("X05")["status"], "stable");
        assert_eq!(native("R09")["status"], "absent");
        // Behind a gate or absent: which, this compiler does not tell.
        assert_eq!(native("R12")["status"], "could_not_probe");
    }

    fn real() -> PathBuf {
        let output = Command::new("rustc")
            .args(["--print", "sysroot"])
            .output()
            .expect("a test has rustc");
        Path::new(String::from_utf8_lossy(&output.stdout).trim()).join("bin/rustc")
    }

    #[test]
    fn ctrl_c_cleans_up() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let temp = folder.path().join("temp");
        fs::create_dir(&temp).expect("made");
        let body = "case \"$*\" in *'--crate-name probe_'*) sleep 0.5 ;; esac; exit 0";
        let rustc = compiler(folder.path(), body);
        let child = command()
            .args(["status", "--rustc"])
            .arg(rustc)
            .env("TMPDIR", &temp)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the binary can be started");
        let patience = Instant::now() + Duration::from_secs(20);
        let occupied = || {
            fs::read_dir(&temp)
                .expect("the folder exists")
                .next()
                .is_some()
        };
        while !occupied() {
            assert!(Instant::now() < patience, "no probe was started");
            thread::sleep(Duration::from_millis(10));
        }
        thread::sleep(Duration::from_millis(300));
        let kill = Command::new("kill")
            .args(["-INT", &child.id().to_string()])
            .status();
        assert!(kill.expect("kill exists").success());
        let output = child.wait_with_output().expect("it ends");
        assert_eq!(output.status.code(), Some(130));
        assert_eq!(String::from_utf8_lossy(&output.stderr), "");
        assert!(!occupied(), "the temporary folder is still there");
        assert!(Instant::now() < patience, "it ran to the end");
    }
}
