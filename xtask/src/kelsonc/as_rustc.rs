// SPDX-License-Identifier: MIT OR Apache-2.0

//! What can be asked of a compiler, asked of kelsonc and of the stock one.

use std::process::Command;

use super::test::{Bench, Outcome, fresh};
use crate::shell::{capture, workspace_root};
use crate::toolchains::Reason;

/// Without options of its own, kelsonc is the stock compiler in all that can be asked of it.
pub(super) fn run(bench: &Bench<'_>) -> Result<Outcome, Reason> {
    let folder = workspace_root().join("compiler/tests/as_rustc");
    let scratch = fresh("as-rustc")?;
    let source = folder.join("sorted.rs");
    let source = source.to_string_lossy();
    for arguments in [
        &["--version"][..],
        &["-vV"],
        &["--print", "sysroot"],
        &["--print", "cfg"],
        &["--print", "target-libdir"],
        &["--print", "target-list"],
        &[
            "--print",
            "file-names",
            "--crate-type=lib",
            "--crate-name=a",
            "-",
        ],
        &["--explain", "E0117"],
        // Code and not only answers; symbols carry the compiler's version.
        &["-O", "--crate-type=lib", "--emit=asm", "-o", "a.s", &source],
        &[
            "-Cdebug-assertions",
            "--crate-type=lib",
            "--emit=asm",
            "-o",
            "a.s",
            &source,
        ],
    ] {
        let answers = [&*bench.dev.rustc, bench.kelsonc].map(|program| {
            let said = capture(Command::new(program).current_dir(&scratch).args(arguments))?;
            let assembly = scratch.join("a.s");
            let code = std::fs::read_to_string(&assembly).unwrap_or_default();
            let _ = std::fs::remove_file(assembly);
            Ok::<_, Reason>((said, code))
        });
        let [stock, ours] = answers;
        let (stock, ours) = (stock?, ours?);
        let emits = arguments.contains(&"--emit=asm");
        if stock != ours || emits == stock.1.is_empty() {
            return Err(Reason::new(format!(
                "`kelsonc {}` differs from the stock compiler",
                arguments.join(" ")
            )));
        }
    }
    Ok(Outcome::Passed)
}
