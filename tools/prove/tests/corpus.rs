// SPDX-License-Identifier: MIT OR Apache-2.0

//! The promise: no labelled function that can panic is ever proven, however it was compiled.

mod support;

use kelson_prove::{Options, Reason, Verdict, prove};
use std::path::{Path, PathBuf};
use std::process::Command;
use support::{Label, compile, corpus, instrument, sysroot};

const FILES: [&str; 4] = ["bounds.rs", "values.rs", "calls.rs", "inlined.rs"];

struct Way {
    name: &'static str,
    flags: &'static [&'static str],
    archive: bool,
    /// Whether a linker joins all sections of a kind, as it does for a kernel module.
    joined: bool,
    /// Without optimization the labels hold one way only: what panics is never proven.
    optimized: bool,
}

const WAYS: &[Way] = &[
    Way {
        name: "O3",
        flags: &["-Copt-level=3"],
        archive: false,
        joined: false,
        optimized: true,
    },
    Way {
        name: "Os",
        flags: &["-Copt-level=s"],
        archive: false,
        joined: false,
        optimized: true,
    },
    Way {
        name: "O2 v0 debuginfo=2",
        flags: &[
            "-Copt-level=2",
            "-Csymbol-mangling-version=v0",
            "-Cdebuginfo=2",
        ],
        archive: false,
        joined: false,
        optimized: true,
    },
    Way {
        name: "O3 legacy 16 units",
        flags: &[
            "-Copt-level=3",
            "-Zunstable-options",
            "-Csymbol-mangling-version=legacy",
            "-Ccodegen-units=16",
        ],
        archive: true,
        joined: false,
        optimized: true,
    },
    Way {
        name: "Os v0 16 units",
        flags: &[
            "-Copt-level=s",
            "-Csymbol-mangling-version=v0",
            "-Ccodegen-units=16",
        ],
        archive: true,
        joined: false,
        optimized: true,
    },
    Way {
        name: "O3 one text section",
        flags: &["-Copt-level=3", "-Zfunction-sections=no"],
        archive: false,
        joined: false,
        optimized: true,
    },
    Way {
        name: "Os one text section",
        flags: &["-Copt-level=s", "-Zfunction-sections=no"],
        archive: false,
        joined: false,
        optimized: true,
    },
    Way {
        name: "O3 panic=abort",
        flags: &["-Copt-level=3", "-Cpanic=abort"],
        archive: false,
        joined: false,
        optimized: true,
    },
    Way {
        name: "O3 static kernel",
        flags: &[
            "-Copt-level=3",
            "-Crelocation-model=static",
            "-Ccode-model=kernel",
            "-Cno-redzone=y",
        ],
        archive: false,
        joined: false,
        optimized: true,
    },
    Way {
        name: "O3 DWARF 5",
        flags: &["-Copt-level=3", "-Zdwarf-version=5"],
        archive: false,
        joined: false,
        optimized: true,
    },
    Way {
        name: "O3 joined",
        flags: &["-Copt-level=3"],
        archive: false,
        joined: true,
        optimized: true,
    },
    Way {
        name: "Os joined",
        flags: &["-Copt-level=s", "-Csymbol-mangling-version=v0"],
        archive: false,
        joined: true,
        optimized: true,
    },
    Way {
        name: "O1",
        flags: &["-Copt-level=1"],
        archive: false,
        joined: false,
        optimized: false,
    },
    Way {
        name: "O0",
        flags: &["-Copt-level=0"],
        archive: false,
        joined: false,
        optimized: false,
    },
    Way {
        name: "O0 debug assertions",
        flags: &["-Copt-level=0", "-Cdebug-assertions=y"],
        archive: false,
        joined: false,
        optimized: false,
    },
];

fn answer(verdict: Verdict, kind: Option<&str>) -> String {
    match verdict {
        Verdict::Proven => "PROVEN".to_owned(),
        Verdict::Panics => format!("PANICS({})", kind.unwrap_or("?")),
        Verdict::Traps => "TRAPS".to_owned(),
        Verdict::Unproven(Reason::NoInstance) => "NO-INSTANCE".to_owned(),
        Verdict::Unproven(reason) => format!("UNPROVEN({})", reason.id()),
    }
}

fn accepted(label: &Label, answer: &str) -> bool {
    label
        .answers
        .iter()
        .any(|a| a == answer || (a == "PANICS" && answer.starts_with("PANICS(")))
}

/// Links relocatably, all code into one section and all constants into another.
fn join(folder: &Path, object: &Path) -> PathBuf {
    let script = folder.join("join.ld");
    let sections = [".text", ".rodata", ".data.rel.ro"]
        .map(|s| format!("{s} : {{ *({s} {s}.*) }}"))
        .join("\n");
    std::fs::write(&script, format!("SECTIONS {{ {sections} }}"))
        .expect("the folder can be written");
    let joined = folder.join("joined.o");
    let status = Command::new("ld")
        .arg("-r")
        .arg("-T")
        .arg(script)
        .arg("-o")
        .arg(&joined)
        .arg(object)
        .status()
        .expect("this test needs `ld`");
    assert!(status.success(), "`ld -r` failed");
    joined
}

/// Judges one file; the result is what went wrong, one line each, and how many were judged.
fn check(folder: &Path, file: &str, way: &Way) -> (Vec<String>, usize) {
    let krate = file.trim_end_matches(".rs");
    let (source, labels) = instrument(&corpus(file), file, krate);
    std::fs::write(folder.join(file), source).expect("the folder can be written");
    let mut flags = vec!["--crate-type=lib", "-Cdebuginfo=1", "-Coverflow-checks=y"];
    let output = if way.archive {
        flags.push("--emit=link");
        "libcorpus.rlib"
    } else {
        flags.extend(["--emit=obj", "-Ccodegen-units=1"]);
        "corpus.o"
    };
    flags.extend(way.flags);
    let mut object = compile(folder, file, output, &flags);
    if way.joined {
        object = join(folder, &object);
    }
    let outcome = prove(
        &Options {
            files: vec![object],
            sysroot: Some(sysroot()),
            ..Options::default()
        },
        &mut (),
    )
    .expect("the object is readable");
    let mut wrong = Vec::new();
    for label in &labels {
        let path = format!("{}::{}", label.module, label.name);
        let Some(judged) = outcome.judged.iter().find(|j| j.name == path) else {
            wrong.push(format!("{}: {path}: not judged", way.name));
            continue;
        };
        let got = answer(judged.verdict, judged.panic.map(|k| k.id));
        let may_be_proven = label.answers.iter().any(|a| a == "PROVEN");
        if got == "PROVEN" && !may_be_proven {
            wrong.push(format!("{}: {path}: FALSE PROOF", way.name));
        } else if way.optimized && !accepted(label, &got) {
            let why = judged.finding().map_or("", |f| f.message.as_str());
            let finding = format!("expected {:?}, got {got}: {why}", label.answers);
            wrong.push(format!("{}: {path}: {finding}", way.name));
        }
    }
    (wrong, labels.len())
}

#[test]
fn no_label_is_broken() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut wrong = Vec::new();
    let mut total = 0;
    for way in WAYS {
        let mut judged = 0;
        for file in FILES {
            let (lines, count) = check(folder.path(), file, way);
            wrong.extend(lines);
            judged += count;
        }
        assert!(judged >= 80, "a corpus of {judged} functions is too small");
        total += judged;
    }
    assert!(
        wrong.is_empty(),
        "{} of {total} verdicts:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}
