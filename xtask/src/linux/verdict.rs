// SPDX-License-Identifier: MIT OR Apache-2.0

//! The stage `test`: what the guest reported, against what `linux/modules` declares.

use std::fmt;
use std::path::PathBuf;

use super::console::Console;
use super::guest::Booted;
use super::ktap::{Count, Outcome, Test};
use super::modules::{self, Declared, module_name};
use super::setup::Setup;
use super::stop::{self, Stop};
use crate::shell::last_lines;

/// How many lines a suite or the kernel's complaints may take.
const SHOWN_PROBLEMS: usize = 20;

/// How many of the console's last lines are shown when something failed.
const SHOWN_LINES: usize = 30;

/// Everything there is to say about a guest.
#[derive(Debug, Default)]
pub(super) struct Verdict {
    lines: Vec<String>,
    passed: usize,
    failed: usize,
    skipped: usize,
    tests: Count,
    /// What went wrong outside of suites.
    others: usize,
    log: Option<PathBuf>,
    shown: Vec<String>,
}

/// Judges a guest that is over.
pub(super) fn judge(setup: &Setup, booted: &Booted) -> Result<Verdict, Stop> {
    let mut verdict = compare(&modules::declared(setup)?, &booted.console);
    if !booted.is_ended() {
        verdict.other(&booted.said());
    }
    let wants_leaks = setup
        .settings
        .to_string()
        .contains("CONFIG_DEBUG_KMEMLEAK=y\n");
    if wants_leaks && booted.is_ended() && !booted.console.is_leak_checked {
        verdict.other("the leak detector was not asked");
    }
    if !verdict.is_success() {
        let text = stop::read(&booted.log);
        verdict.log = Some(booted.log.clone());
        verdict.shown = last_lines(&text, SHOWN_LINES)
            .into_iter()
            .map(str::to_owned)
            .collect();
    }
    Ok(verdict)
}

/// Compares what was declared with what a console says.
fn compare(declared: &Declared, console: &Console) -> Verdict {
    let mut verdict = Verdict::default();
    for suite in &console.report.suites {
        verdict.suite(suite);
    }
    for name in &declared.suites {
        if !console
            .report
            .suites
            .iter()
            .any(|suite| &suite.name == name)
        {
            verdict.failed += 1;
            verdict.line(name, "MISSING", "it did not run");
        }
    }
    for problem in &console.report.problems {
        verdict.other(problem);
    }
    for line in &declared.modules {
        let name = module_name(line);
        let module = console.modules.iter().find(|module| module.name == name);
        match module.map(|module| (module.loaded, module.removed)) {
            Some((Some(0), Some(0))) => {}
            None => verdict.other(&format!("module `{name}` was not loaded")),
            Some((None, _)) => verdict.other(&format!("loading `{name}` did not end")),
            Some((Some(0), None)) => verdict.other(&format!("unloading `{name}` did not end")),
            Some((Some(0), Some(status))) => {
                verdict.other(&format!("unloading `{name}` ended with {status}"));
            }
            Some((Some(status), _)) => {
                verdict.other(&format!("loading `{name}` ended with {status}"));
            }
        }
    }
    for incident in console.incidents.iter().take(SHOWN_PROBLEMS) {
        verdict.other(incident);
    }
    if let Some(more) = console.incidents.len().checked_sub(SHOWN_PROBLEMS + 1) {
        verdict.other(&format!("and {} more complaints", more + 1));
    }
    verdict
}

impl Verdict {
    /// Whether everything is as it should be.
    pub(super) fn is_success(&self) -> bool {
        // Nothing failed where nothing ran, but nothing was shown either.
        self.failed == 0 && self.others == 0 && self.passed > 0
    }

    /// The sum of it.
    pub(super) fn total(&self) -> String {
        let Count {
            passed,
            failed,
            skipped,
        } = self.tests;
        let mut text = format!(
            "{} suites passed, {} failed, {} skipped; {passed} tests passed, {failed} failed, {skipped} skipped",
            self.passed, self.failed, self.skipped
        );
        if self.others > 0 {
            text.push_str(&format!("; {} other problems", self.others));
        }
        text
    }

    /// Adds a suite.
    fn suite(&mut self, suite: &Test) {
        let count = suite.count();
        self.tests.passed += count.passed;
        self.tests.failed += count.failed;
        self.tests.skipped += count.skipped;
        let mut said = format!("{} tests", count.passed + count.failed);
        if count.skipped > 0 {
            said.push_str(&format!(", {} skipped", count.skipped));
        }
        if !suite.is_success() {
            self.failed += 1;
            self.line(&suite.name, "FAILED", &said);
            for failure in suite.failures().into_iter().take(SHOWN_PROBLEMS) {
                self.lines.push(format!("    {failure}"));
            }
        } else if suite.outcome == Outcome::Passed && count.passed > 0 {
            self.passed += 1;
            self.line(&suite.name, "passed", &said);
        } else {
            self.skipped += 1;
            self.line(&suite.name, "skipped", &said);
        }
        self.name_skipped(&suite.name, suite);
    }

    /// Names each test that did not run, in the words that CI counts.
    fn name_skipped(&mut self, way: &str, test: &Test) {
        for inner in &test.tests {
            let way = format!("{way}: {}", inner.name);
            if let Outcome::Skipped(reason) | Outcome::Expected(reason) = &inner.outcome {
                self.lines.push(format!("skipped: {way}: {reason}"));
            }
            self.name_skipped(&way, inner);
        }
        if test.tests.is_empty()
            && let Outcome::Skipped(reason) = &test.outcome
            && way == test.name
        {
            self.lines.push(format!("skipped: {way}: {reason}"));
        }
    }

    /// Adds something that went wrong outside of suites.
    fn other(&mut self, what: &str) {
        self.others += 1;
        self.lines.push(format!("problem: {what}"));
    }

    /// Adds a line of the table.
    fn line(&mut self, name: &str, result: &str, detail: &str) {
        self.lines.push(format!("{name:<32} {result:<9} {detail}"));
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for line in &self.lines {
            writeln!(f, "{line}")?;
        }
        if let Some(log) = &self.log {
            writeln!(f, "log: {}", log.display())?;
        }
        for line in &self.shown {
            writeln!(f, "    | {}", line.trim_end())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::console;
    use super::*;

    const GOOD: &str = "\
kelson: begin one
KTAP version 1
1..1
    KTAP version 1
    # Subtest: a
    1..2
    ok 1 x
    ok 2 y # SKIP no device
ok 1 a
kelson: end one 0
kelson: removed one 0
kelson: done
";

    fn verdict(suites: &[&str], modules: &[&str], log: &str) -> Verdict {
        let strings = |list: &[&str]| list.iter().map(ToString::to_string).collect();
        let declared = Declared {
            suites: strings(suites),
            modules: strings(modules),
        };
        compare(&declared, &console::read(log))
    }

    #[test]
    fn good_guest() {
        let verdict = verdict(&["a"], &["one size=3"], GOOD);
        assert!(verdict.is_success(), "{verdict}");
        assert_eq!(
            verdict.total(),
            "1 suites passed, 0 failed, 0 skipped; 1 tests passed, 0 failed, 1 skipped"
        );
        let text = verdict.to_string();
        assert!(text.contains("skipped: a: y: no device\n"), "{text}");
    }

    #[test]
    fn missing_suite_and_module() {
        let verdict = verdict(&["a", "b"], &["one", "two"], GOOD);
        assert!(!verdict.is_success());
        let text = verdict.to_string();
        assert!(text.contains("MISSING   it did not run"), "{text}");
        assert!(
            text.contains("problem: module `two` was not loaded"),
            "{text}"
        );
    }

    #[test]
    fn module_that_does_not_load_or_unload() {
        for (from, to, said) in [
            ("end one 0", "end one 1", "loading `one` ended with 1"),
            (
                "removed one 0",
                "removed one 1",
                "unloading `one` ended with 1",
            ),
            ("kelson: removed one 0", "", "unloading `one` did not end"),
            ("kelson: end one 0", "", "loading `one` did not end"),
        ] {
            let verdict = verdict(&["a"], &["one"], &GOOD.replace(from, to));
            assert!(!verdict.is_success(), "{said}");
            assert!(verdict.to_string().contains(said), "{verdict}");
        }
    }

    #[test]
    fn nothing_at_all_is_no_success() {
        assert!(!verdict(&[], &[], "").is_success());
        assert!(!verdict(&["a"], &["one"], "").is_success());
    }

    #[test]
    fn complaint_fails_the_run() {
        let verdict = verdict(&["a"], &["one"], &format!("{GOOD}WARNING: x\n"));
        assert!(!verdict.is_success());
        assert!(verdict.total().ends_with("; 1 other problems"));
    }
}
