// SPDX-License-Identifier: MIT OR Apache-2.0

//! `kelsonc-test --time N`: how long kelsonc takes without options, compared with the stock compiler.
//!
//! Published crates that depend on no other are compiled by each compiler in turn. What counts is processor time, of
//! the quickest of N runs; other programs on the machine make a run slower and never quicker. How far the stock
//! compiler's own runs are apart says what a difference is worth.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use super::published::{self, Published};
use super::test::Bench;
use super::unmodified::Scratch;
use crate::clock;
use crate::shell::{Failure, capture};
use crate::toolchains::Reason;

/// A crate, and what rustc has to be told about it.
struct Case {
    name: &'static str,
    version: &'static str,
    arguments: &'static [&'static str],
}

const CASES: &[Case] = &[
    Case {
        name: "regex-syntax",
        version: "0.8.11",
        arguments: &[
            "--edition=2021",
            "--cfg=feature=\"std\"",
            "--cfg=feature=\"unicode\"",
            "--cfg=feature=\"unicode-perl\"",
        ],
    },
    Case {
        name: "hashbrown",
        version: "0.16.1",
        arguments: &["--edition=2021"],
    },
    Case {
        name: "memchr",
        version: "2.8.3",
        arguments: &[
            "--edition=2021",
            "--cfg=feature=\"std\"",
            "--cfg=feature=\"alloc\"",
        ],
    },
    Case {
        name: "rustc-demangle",
        version: "0.1.28",
        arguments: &["--edition=2018"],
    },
];

/// What is done with each: all but generating code, everything, everything with the optimizer.
const KINDS: [(&str, &[&str]); 3] = [
    ("check", &["--emit=metadata"]),
    ("debug", &["--emit=link", "-Cdebuginfo=2"]),
    ("release", &["--emit=link", "-Copt-level=3"]),
];

/// Runs, and returns a table.
pub(super) fn run(bench: &Bench<'_>, times: usize) -> Result<String, Reason> {
    let scratch = Scratch::new()?;
    let crates: Vec<Published> = CASES
        .iter()
        .map(|case| Published {
            name: case.name,
            version: case.version,
        })
        .collect();
    let sources = published::fetch(&crates, &scratch.0)?;
    let mut table = format!(
        "{:<16} {:<8} {:>8} {:>8} {:>7} {:>7}\n",
        "crate", "", "stock", "kelsonc", "ratio", "spread"
    );
    let (mut all_stock, mut all_ours) = (0.0, 0.0);
    for case in CASES {
        for (kind, options) in KINDS {
            let (mut stock, mut ours) = (Vec::new(), Vec::new());
            for _ in 0..times.max(1) {
                for (program, spent) in
                    [(&*bench.dev.rustc, &mut stock), (bench.kelsonc, &mut ours)]
                {
                    let before = clock::of_children()?;
                    compile(
                        program,
                        &sources[case.name],
                        case.arguments,
                        options,
                        &scratch.0,
                    )?;
                    spent.push(clock::of_children()?.since(before).total().as_secs_f64());
                }
            }
            let least = |spent: &[f64]| spent.iter().copied().fold(f64::INFINITY, f64::min);
            let most = stock.iter().copied().fold(0.0, f64::max);
            let (stock, ours) = (least(&stock), least(&ours));
            all_stock += stock;
            all_ours += ours;
            table.push_str(&line(case.name, kind, stock, ours, Some(most / stock)));
        }
    }
    table.push_str(&line("all", "", all_stock, all_ours, None));
    Ok(table)
}

/// A line of the table. The spread is how much longer the slowest run took than the quickest.
fn line(name: &str, kind: &str, stock: f64, ours: f64, spread: Option<f64>) -> String {
    let ratio = ours / stock;
    let spread = spread.map(|spread| format!("{:>6.1}%", (spread - 1.0) * 100.0));
    let line = format!(
        "{name:<16} {kind:<8} {stock:>6.2} s {ours:>6.2} s {ratio:>7.3} {}",
        spread.unwrap_or_default()
    );
    line.trim_end().to_owned() + "\n"
}

/// Compiles a crate, and writes nothing that stays.
fn compile(
    program: &Path,
    folder: &Path,
    arguments: &[&str],
    options: &[&str],
    scratch: &Path,
) -> Result<(), Reason> {
    let out = scratch.join("out");
    fs::create_dir_all(&out).map_err(|error| Failure::io("create", &out, &error))?;
    let mut command = Command::new(program);
    command
        .current_dir(folder)
        .args([
            "--crate-type=lib",
            "--crate-name=timed",
            "--cap-lints=allow",
            "src/lib.rs",
        ])
        .args(arguments)
        .args(options)
        .arg("--out-dir")
        .arg(out)
        .stdin(Stdio::null());
    capture(&mut command)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn table_has_the_ratio() {
        assert_eq!(
            line("memchr", "check", 1.0, 1.05, Some(1.02)),
            "memchr           check      1.00 s   1.05 s   1.050    2.0%\n"
        );
    }
}
