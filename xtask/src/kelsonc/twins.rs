// SPDX-License-Identifier: MIT OR Apache-2.0

//! What is left of a check in the code of functions that are to go without.

use std::process::Command;

use super::test::{Bench, Outcome, fresh};
use crate::shell::{capture, workspace_root};
use crate::toolchains::Reason;

/// In each file of `compiler/tests/twins`, optimized with debug assertions, a function `checked_NAME` can panic and its
/// twin `unchecked_NAME` cannot. Without checks they are the same.
pub(super) fn run(bench: &Bench<'_>) -> Result<Outcome, Reason> {
    let folder = workspace_root().join("compiler/tests/twins");
    let scratch = fresh("twins")?;
    let sources = std::fs::read_dir(&folder)
        .map_err(|error| Reason::new(format!("cannot read `{}`: {error}", folder.display())))?;
    let mut twins = 0;
    for source in sources.flatten() {
        let compile = |checks: &str| {
            let mut command = Command::new(bench.kelsonc);
            command
                .current_dir(&scratch)
                .args([
                    "--edition=2024",
                    "--crate-type=lib",
                    "--emit=asm",
                    "-o",
                    "a.s",
                ])
                .args(["-Copt-level=3", "-K", checks])
                .arg(source.path());
            capture(&mut command)?;
            std::fs::read_to_string(scratch.join("a.s"))
                .map_err(|error| Reason::new(format!("there is no assembly: {error}")))
        };
        let (on, off) = (compile("ub-checks=on")?, compile("ub-checks=off")?);
        for name in function_names(&on).filter_map(|name| name.strip_prefix("checked_")) {
            let pair = ["checked_", "unchecked_"].map(|stem| format!("{stem}{name}"));
            let panics = |name: &String| {
                let body = function(&on, name);
                body.map(|body| body.contains("panic") || body.contains("precondition_check"))
            };
            if pair.each_ref().map(panics) != [Some(true), Some(false)] {
                let [first, second] = pair.each_ref().map(|name| function(&on, name));
                return Err(Reason::new(format!(
                    "`{name}` checked is compiled to\n{first:?}\nand unchecked to\n{second:?}"
                )));
            }
            let [first, second] = pair.each_ref().map(|name| function(&off, name));
            // Of two that are the same, one may be only another name of the other.
            let [checked, unchecked] = &pair;
            let is_other = [(checked, unchecked), (unchecked, checked)]
                .iter()
                .any(|(one, other)| off.contains(&format!("\n{one} = {other}\n")));
            if first != second && !is_other {
                return Err(Reason::new(format!(
                    "`{name}` in a build without checks is compiled to\n{first:?}\nand marked to\n{second:?}"
                )));
            }
            twins += 1;
        }
    }
    if twins == 0 {
        return Err(Reason::new(String::from("no functions were compared")));
    }
    Ok(Outcome::Passed)
}

/// The names of the functions in an assembly file.
fn function_names(assembly: &str) -> impl Iterator<Item = &str> {
    let labels = assembly.lines().filter_map(|line| line.strip_suffix(':'));
    labels.filter(|label| !label.starts_with('.'))
}

/// The instructions of a function.
fn function(assembly: &str, name: &str) -> Option<String> {
    let mut lines = assembly.lines();
    lines.find(|line| line.strip_suffix(':') == Some(name))?;
    let body = lines.take_while(|line| !line.contains(".cfi_endproc"));
    let instructions = body.filter(|line| line.starts_with('\t') && !line.starts_with("\t."));
    Some(instructions.collect::<Vec<_>>().join("\n"))
}
