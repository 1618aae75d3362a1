// SPDX-License-Identifier: MIT OR Apache-2.0

//! One command of the matrix: its log, and what the log says about the tests that ran.

use std::fmt;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::shell::{self, run_logged};

/// How many lines of a failed step's log are shown.
const SHOWN_LINES: usize = 30;

/// A command to run, and where its output goes.
pub(super) struct Step {
    /// What to call it.
    pub(super) name: String,
    command: Command,
    log: PathBuf,
}

/// How a step ended.
pub(super) enum Outcome {
    /// All its tests passed.
    Passed(Count),
    /// It failed, in words for a person.
    Failed(String),
}

/// The tests of a step.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Count {
    passed: usize,
    ignored: usize,
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tests = if self.passed == 1 { "test" } else { "tests" };
        write!(f, "{} {tests}", self.passed)?;
        if self.ignored > 0 {
            write!(f, ", {} ignored", self.ignored)?;
        }
        Ok(())
    }
}

impl Step {
    /// Names a command and its log.
    pub(super) fn new(name: &str, command: Command, log: PathBuf) -> Self {
        Step {
            name: name.to_owned(),
            command,
            log,
        }
    }

    /// Runs it to its end.
    pub(super) fn run(&mut self) -> Outcome {
        let log = self.log.display();
        let status = match run_logged(&mut self.command, &self.log) {
            Ok((status, _)) => status,
            Err(failure) => return Outcome::Failed(failure.to_string()),
        };
        let count = count_tests(&self.read_log());
        if !status.success() {
            return Outcome::Failed(format!(
                "`{}` ended with {status}; log: {log}",
                shell::spell(&self.command)
            ));
        }
        // A test command that finds nothing to test succeeds, and would hide that everything was left out.
        if count.passed == 0 {
            return Outcome::Failed(format!("no test ran; log: {log}"));
        }
        Outcome::Passed(count)
    }

    /// The last lines of its log.
    pub(super) fn end_of_log(&self) -> Vec<String> {
        shell::last_lines(&self.read_log(), SHOWN_LINES)
            .into_iter()
            .map(str::to_owned)
            .collect()
    }

    /// Its log so far. What tests print need not be UTF-8.
    fn read_log(&self) -> String {
        fs::read(&self.log).map_or_else(
            |_| String::new(),
            |bytes| String::from_utf8_lossy(&bytes).into_owned(),
        )
    }
}

/// Adds up the lines `test result: ok. 5 passed; 0 failed; 1 ignored; ...`.
fn count_tests(log: &str) -> Count {
    let mut count = Count::default();
    for line in log.lines() {
        // A harness may colour the word `ok`, so the numbers are looked for and not the words before them.
        let Some((_, result)) = line.split_once("test result: ") else {
            continue;
        };
        let number = |what: &str| {
            let mut parts = result.split([';', '.', ',']).map(str::trim);
            parts
                .find_map(|part| part.strip_suffix(what)?.trim().parse().ok())
                .unwrap_or(0usize)
        };
        count.passed += number("passed");
        count.ignored += number("ignored");
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_add_up_over_test_programs() {
        let log = "\
running 2 tests
test result: ok. 2 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s
   Doc-tests kelson
test result: FAILED. 40 passed; 1 failed; 2 ignored; 0 measured; 0 filtered out; finished in 1.02s
test result: ok. 7 passed;
";
        let count = count_tests(log);
        assert_eq!((count.passed, count.ignored), (49, 3));
        assert_eq!(count.to_string(), "49 tests, 3 ignored");
        assert_eq!(
            count_tests("error: no test target named `ui`"),
            Count::default()
        );
    }

    #[test]
    fn step_without_tests_fails() {
        let log = std::env::temp_dir().join(format!("kelson-step-test-{}", std::process::id()));
        let mut step = Step::new("empty", Command::new("true"), log.clone());
        assert!(matches!(step.run(), Outcome::Failed(why) if why.starts_with("no test ran")));
        let mut step = Step::new("broken", Command::new("false"), log.clone());
        assert!(matches!(step.run(), Outcome::Failed(why) if why.contains("exit status: 1")));
        fs::remove_file(log).unwrap();
    }
}
