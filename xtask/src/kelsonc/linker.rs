// SPDX-License-Identifier: MIT OR Apache-2.0

//! What a linker, and not kelsonc, has to refuse.

use std::process::Command;

use super::test::{Bench, Outcome, fresh};
use crate::shell::{capture, workspace_root};
use crate::toolchains::Reason;

/// Two crates of a coherence domain with the same impl do not link, whoever compiles the program.
pub(super) fn run(bench: &Bench<'_>) -> Result<Outcome, Reason> {
    let tests = workspace_root().join("compiler/tests");
    let scratch = fresh("linker")?;
    for name in ["left", "right"] {
        let source = tests.join(format!("ui/coherence/auxiliary/{name}.rs"));
        let mut command = Command::new(bench.kelsonc);
        command
            .current_dir(&scratch)
            .arg("--crate-type=lib")
            .arg(source);
        capture(command.args(["--edition=2021", "-K", "coherence-domain=linux"]))?;
    }
    let compile = |extra: &[&str]| {
        let mut command = Command::new(&bench.dev.rustc);
        command.current_dir(&scratch).args(["-L", "."]).args(extra);
        let output = command
            .env("LC_ALL", "C")
            .arg(tests.join("linker/both.rs"))
            .output();
        output.map_err(|error| Reason::new(format!("cannot start the stock compiler: {error}")))
    };
    let said = compile(&[])?;
    let errors = String::from_utf8_lossy(&said.stderr);
    if said.status.success() || !errors.contains("kelsonc_impl_Display_for_Vec_") {
        return Err(Reason::new(format!(
            "the linker took two impls of `Display` for `Vec<u8>`, or did not name them:\n{errors}"
        )));
    }
    // A near miss: what is not linked does not conflict, so the error above was the linker's.
    let said = compile(&["--emit=metadata"])?;
    if !said.status.success() {
        let errors = String::from_utf8_lossy(&said.stderr);
        return Err(Reason::new(format!(
            "the stock compiler refused it by itself:\n{errors}"
        )));
    }
    Ok(Outcome::Passed)
}
