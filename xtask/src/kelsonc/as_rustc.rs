// SPDX-License-Identifier: MIT OR Apache-2.0

//! `as-rustc`: without options of its own, kelsonc is the stock compiler in all that can be asked of it.
//!
//! Each question is put to both. Equal have to be how the program ended, what it printed, and the code that it wrote;
//! and each has to end as it is expected to, or two compilers that both fail to start would pass.

use std::fs;
use std::io;
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};

use super::test::{Bench, Outcome, fresh};
use crate::shell::{Failure, workspace_root};
use crate::toolchains::Reason;

/// A question.
struct Case<'a> {
    arguments: &'a [&'a str],
    /// The value of `RUSTC_BOOTSTRAP`.
    bootstrap: Option<&'a str>,
    succeeds: bool,
}

/// A question that is answered.
const fn good<'a>(arguments: &'a [&'a str]) -> Case<'a> {
    Case {
        arguments,
        bootstrap: None,
        succeeds: true,
    }
}

/// A question whose answer is an error.
const fn bad<'a>(arguments: &'a [&'a str]) -> Case<'a> {
    Case {
        succeeds: false,
        ..good(arguments)
    }
}

impl<'a> Case<'a> {
    const fn with(mut self, bootstrap: &'a str) -> Case<'a> {
        self.bootstrap = Some(bootstrap);
        self
    }
}

/// What a program did.
#[derive(PartialEq, Eq)]
struct Answer {
    status: ExitStatus,
    out: String,
    errors: String,
    code: String,
}

/// Puts every question to both compilers.
pub(super) fn run(bench: &Bench<'_>) -> Result<Outcome, Reason> {
    let folder = workspace_root().join("compiler/tests/as_rustc");
    let path = |name: &str| folder.join(name).to_string_lossy().into_owned();
    let (sorted, gate, mistakes) = (path("sorted.rs"), path("gate.rs"), path("mistakes.rs"));
    let lib = "--crate-type=lib";
    let nothing = format!("@{}", path("nothing"));
    let names = ["--print", "file-names", lib, "--crate-name=a", "-"];
    let gated = [lib, "--emit=metadata", "--crate-name=gate", &gate];
    // Code and not only answers; symbols carry the compiler's version.
    let fast = [lib, "-O", "--emit=asm", "-o", "a.s", &sorted];
    let checked = [
        lib,
        "-Cdebug-assertions",
        "--emit=asm",
        "-o",
        "a.s",
        &sorted,
    ];
    for case in [
        good(&[]),
        good(&["--version"]),
        good(&["-vV"]),
        good(&["--help"]),
        good(&["-Chelp"]),
        good(&["-Whelp"]),
        good(&["--print", "sysroot"]),
        good(&["--print", "cfg"]),
        good(&["--print", "target-libdir"]),
        good(&["--print", "target-list"]),
        good(&["--print", "target-cpus"]),
        good(&names),
        good(&["--explain", "E0117"]),
        bad(&["--explain", "E9999"]),
        bad(&["no-such-file.rs"]),
        // The argument that is ours must not become a value, or a file.
        good(&[&nothing]),
        bad(&["--explain"]),
        bad(&["--print"]),
        bad(&[lib, &sorted, "-o"]),
        bad(&["--", "no-such-file.rs"]),
        good(&[lib, "--emit=metadata", "--", &sorted]),
        bad(&["-Cno-such-option", &sorted]),
        bad(&[lib, &mistakes]),
        bad(&[lib, "--error-format=json", &mistakes]),
        good(&fast),
        good(&checked),
        // A stable release opens no gate and has no `-Z`, unless it is told to, for all crates or for some.
        bad(&gated),
        bad(&gated).with("0"),
        bad(&gated).with("-1"),
        bad(&gated).with("another"),
        bad(&gated).with("another,gate"),
        bad(&gated).with("1"),
        bad(&["-Zhelp"]),
        good(&["-Zhelp"]).with("1"),
        bad(&["-Zunstable-options", lib, "--emit=metadata", &sorted]),
        good(&["-Zunstable-options", lib, "--emit=metadata", &sorted]).with("1"),
        bad(&["--print=target-spec-json"]),
    ] {
        compare(bench, &case)?;
    }
    early_end(bench)?;
    Ok(Outcome::Passed)
}

/// Puts one question to both compilers.
fn compare(bench: &Bench<'_>, case: &Case<'_>) -> Result<(), Reason> {
    let stock = ask(&bench.dev.rustc, case)?;
    let ours = ask(bench.kelsonc, case)?;
    let emits = case.arguments.contains(&"--emit=asm");
    let expected = stock.status.success() == case.succeeds && emits != stock.code.is_empty();
    if stock == ours && expected {
        return Ok(());
    }
    let variable = case
        .bootstrap
        .map(|value| format!("RUSTC_BOOTSTRAP={value} "));
    let spelled = format!(
        "{}kelsonc {}",
        variable.unwrap_or_default(),
        case.arguments.join(" ")
    );
    if !expected {
        return Err(Reason::new(format!(
            "the stock compiler does not answer `{spelled}` as was expected ({}):\n{}",
            stock.status, stock.errors
        )));
    }
    let difference = [
        (&stock.out, &ours.out),
        (&stock.errors, &ours.errors),
        (&stock.code, &ours.code),
    ]
    .into_iter()
    .find_map(|(one, other)| first_difference(one, other))
    .unwrap_or_else(|| format!("{} against {}", stock.status, ours.status));
    Err(Reason::new(format!(
        "`{spelled}` differs from the stock compiler: {difference}"
    )))
}

/// The first line in which two texts differ.
pub(super) fn first_difference(one: &str, other: &str) -> Option<String> {
    if one == other {
        return None;
    }
    let (mut ones, mut others) = (one.lines(), other.lines());
    loop {
        match (ones.next(), others.next()) {
            (None, None) => return Some("the ends of lines".to_owned()),
            (one, other) if one == other => {}
            (one, other) => {
                let show =
                    |line: Option<&str>| line.map_or("nothing".to_owned(), |l| format!("`{l}`"));
                return Some(format!("{} against {}", show(one), show(other)));
            }
        }
    }
}

/// Puts a question to a compiler.
fn ask(program: &Path, case: &Case<'_>) -> Result<Answer, Reason> {
    let scratch = fresh("as-rustc")?;
    let mut command = Command::new(program);
    command
        .current_dir(&scratch)
        .args(case.arguments)
        .env_remove("RUSTC_BOOTSTRAP")
        .env("LC_ALL", "C")
        .stdin(Stdio::null());
    if let Some(value) = case.bootstrap {
        command.env("RUSTC_BOOTSTRAP", value);
    }
    let output = command
        .output()
        .map_err(|error| Failure::new(format!("cannot start `{}`: {error}", program.display())))?;
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Ok(Answer {
        status: output.status,
        out: text(&output.stdout),
        errors: text(&output.stderr),
        code: fs::read_to_string(scratch.join("a.s")).unwrap_or_default(),
    })
}

/// A reader that has seen enough, such as `head`, ends both in the same way.
fn early_end(bench: &Bench<'_>) -> Result<(), Reason> {
    let end = |program: &Path| -> io::Result<ExitStatus> {
        let (reader, writer) = io::pipe()?;
        drop(reader);
        let mut command = Command::new(program);
        command.args(["--print", "target-list"]).stdout(writer);
        command.stderr(Stdio::null()).status()
    };
    let ends = |program| end(program).map_err(|error| Failure::new(error.to_string()));
    let (stock, ours) = (ends(&bench.dev.rustc)?, ends(bench.kelsonc)?);
    if stock == ours && !stock.success() {
        return Ok(());
    }
    Err(Reason::new(format!(
        "when nobody reads on, kelsonc ends with {ours} and the stock compiler with {stock}"
    )))
}
