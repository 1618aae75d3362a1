// SPDX-License-Identifier: MIT OR Apache-2.0

//! Compiles labelled sources with the compiler at hand.

#![allow(dead_code, reason = "each test file uses its part")]

use std::path::{Path, PathBuf};
use std::process::Command;

/// A labelled function.
pub(crate) struct Label {
    pub(crate) module: String,
    pub(crate) name: String,
    /// Accepted answers: `PROVEN`, `PANICS(bounds)`, `UNPROVEN(indirect)`.
    pub(crate) answers: Vec<String>,
}

/// The compiler under test.
pub(crate) fn rustc() -> String {
    std::env::var("KELSON_RUSTC").unwrap_or_else(|_| "rustc".to_owned())
}

/// A command that runs it; `+nightly` may be part of the setting.
pub(crate) fn compiler() -> Command {
    let setting = rustc();
    let mut words = setting.split_whitespace();
    let mut command = Command::new(words.next().unwrap_or("rustc"));
    command.args(words);
    // Cargo sets these for itself, and a shim of rustup would take them for an override.
    command.env_remove("RUSTUP_TOOLCHAIN");
    command.env_remove("CARGO_ENCODED_RUSTFLAGS");
    command
}

/// Where the compiler keeps its library.
pub(crate) fn sysroot() -> PathBuf {
    let out = compiler()
        .args(["--print", "sysroot"])
        .output()
        .expect("the compiler runs");
    PathBuf::from(String::from_utf8_lossy(&out.stdout).trim())
}

/// Puts a mark into every labelled function, and tells what is expected of each.
///
/// This is what `#[no_panic]` does: one record in a section that is not loaded, and no code.
pub(crate) fn instrument(source: &str, file: &str, krate: &str) -> (String, Vec<Label>) {
    let mut out = String::new();
    let mut labels = Vec::new();
    let mut pending: Option<Vec<String>> = None;
    let mut modules: Vec<String> = vec![krate.to_owned()];
    for (index, line) in source.lines().enumerate() {
        let code = line.trim();
        if let Some(answers) = code.strip_prefix("// expect: ") {
            pending = Some(answers.split('/').map(str::to_owned).collect());
        }
        if let Some(name) = code
            .strip_prefix("pub mod ")
            .and_then(|rest| rest.strip_suffix(" {"))
        {
            modules.push(name.to_owned());
        } else if line == "}" {
            modules.truncate(1);
        }
        let function = code
            .split_once("fn ")
            .filter(|_| code.ends_with('{') && !code.starts_with("//"));
        if let (Some((_, rest)), Some(answers)) = (function, pending.clone()) {
            let name: String = rest
                .chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .collect();
            let number = index + 1;
            out.push_str(line);
            out.push_str(&format!(
                " mod __kelson_no_panic {{ ::core::arch::global_asm!(\".pushsection \
                 .kelson.no_panic,\\\"\\\",%progbits\", concat!(\".asciz \\\"1|{file}|{number}|\", \
                 module_path!(), \"|{name}\\\"\"), \".popsection\", options(raw)); }}\n"
            ));
            pending = None;
            labels.push(Label {
                module: modules.join("::"),
                name,
                answers,
            });
            continue;
        }
        out.push_str(line);
        out.push('\n');
    }
    assert!(pending.is_none(), "a label without a function in {file}");
    (out, labels)
}

/// Compiles a source in a folder; the result is what the flags make.
pub(crate) fn compile(folder: &Path, source: &str, output: &str, flags: &[&str]) -> PathBuf {
    let path = folder.join(output);
    let out = compiler()
        .current_dir(folder)
        // Some codegen options that matter here have no stable spelling yet.
        .env("RUSTC_BOOTSTRAP", "1")
        .args(["--edition=2024", "--cap-lints=allow"])
        .args(flags)
        .arg(source)
        .arg("-o")
        .arg(output)
        .output()
        .expect("the compiler runs");
    assert!(
        out.status.success(),
        "{flags:?}: {}",
        String::from_utf8_lossy(&out.stderr)
    );
    path
}

/// The source of a corpus file.
pub(crate) fn corpus(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/corpus")
        .join(name);
    std::fs::read_to_string(path).expect("the corpus is there")
}
