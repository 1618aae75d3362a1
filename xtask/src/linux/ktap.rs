// SPDX-License-Identifier: MIT OR Apache-2.0

//! The kernel's test protocol, KTAP version 1, read from a log among other lines.
//!
//! Tests may be nested to any depth, each level indented by four spaces. What is wrong with a report is part of its
//! result: a plan that other tests than planned ran under, a number left out, a line cut off, a test that says `ok`
//! above one that failed, and a test that began and has no result.

use std::mem;

/// How far a level is indented below the one above it.
const INDENT: usize = 4;

/// How a test ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// As it should.
    Passed,
    /// Not as it should.
    Failed,
    /// It did not run, for the reason given.
    Skipped(String),
    /// It failed, as its author announced by `TODO` or `XFAIL`.
    Expected(String),
}

/// A test and the tests within it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Test {
    /// Its name.
    pub name: String,
    /// How it ended.
    pub outcome: Outcome,
    /// The tests within it.
    pub tests: Vec<Test>,
    /// What is wrong with its report; then it counts as failed, whatever it says.
    pub problems: Vec<String>,
}

/// How many tests without tests in them ended how.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    /// As they should.
    pub passed: usize,
    /// Not as they should.
    pub failed: usize,
    /// Not at all, or in a failure that was announced.
    pub skipped: usize,
}

impl Test {
    /// Whether it and everything in it is as it should be, or was left out.
    pub fn is_success(&self) -> bool {
        self.outcome != Outcome::Failed
            && self.problems.is_empty()
            && (matches!(self.outcome, Outcome::Expected(_))
                || self.tests.iter().all(Test::is_success))
    }

    /// Counts the tests in it that have none in them.
    pub fn count(&self) -> Count {
        let mut count = Count::default();
        if self.tests.is_empty() {
            match self.outcome {
                Outcome::Passed if self.problems.is_empty() => count.passed = 1,
                Outcome::Passed | Outcome::Failed => count.failed = 1,
                Outcome::Skipped(_) | Outcome::Expected(_) => count.skipped = 1,
            }
        }
        for test in &self.tests {
            let inner = test.count();
            count.passed += inner.passed;
            count.failed += inner.failed;
            count.skipped += inner.skipped;
        }
        count
    }

    /// The innermost tests that failed and the problems, each with the names on the way to it.
    pub fn failures(&self) -> Vec<String> {
        let mut found: Vec<String> = self
            .problems
            .iter()
            .map(|problem| format!("{}: {problem}", self.name))
            .collect();
        for test in self.tests.iter().filter(|test| !test.is_success()) {
            for failure in test.failures() {
                found.push(format!("{}: {failure}", self.name));
            }
        }
        if found.is_empty() && self.outcome == Outcome::Failed {
            found.push(format!("{}: failed", self.name));
        }
        found
    }
}

/// A whole log's tests.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// The outermost tests: KUnit's suites.
    pub suites: Vec<Test>,
    /// What is wrong outside of any suite.
    pub problems: Vec<String>,
}

/// What is known of a level before the result of the test around it.
#[derive(Debug, Default)]
struct Level {
    name: Option<String>,
    plan: Option<usize>,
    tests: Vec<Test>,
    problems: Vec<String>,
    /// What the test that runs has said about its failure.
    notes: Vec<String>,
}

/// Reads a log line by line.
#[derive(Debug, Default)]
pub struct Parser {
    /// The levels below the outermost one that are open; the first is one level in.
    open: Vec<Level>,
    /// The outermost level. Every module's tests begin it anew.
    top: Level,
    report: Report,
}

/// A line that belongs to the protocol.
enum Line<'a> {
    Version,
    Plan(usize),
    Subtest(&'a str),
    /// Where an assertion failed, in KUnit's words.
    Note(&'a str),
    Result {
        number: usize,
        name: &'a str,
        outcome: Outcome,
    },
    Damaged,
}

impl Parser {
    /// Reads a line without its time; returns whether it was a test's result.
    pub fn read(&mut self, line: &str) -> bool {
        let text = line.trim_start_matches(' ');
        let depth = (line.len() - text.len()) / INDENT;
        let Some(line) = parse_line(text.trim_end()) else {
            return false;
        };
        match line {
            Line::Version => self.begin(depth),
            Line::Plan(plan) => self.level(depth).plan = Some(plan),
            Line::Subtest(name) => self.level(depth).name = Some(name.to_owned()),
            Line::Note(note) => self.level(depth).notes.push(note.to_owned()),
            Line::Result {
                number,
                name,
                outcome,
            } => {
                self.result(depth, number, name, outcome);
                return true;
            }
            Line::Damaged => self
                .level(depth)
                .problems
                .push(format!("damaged line `{text}`")),
        }
        false
    }

    /// Ends the log.
    pub fn finish(mut self) -> Report {
        self.close_top();
        self.report
    }

    /// Begins a level. What is still open there never got its result.
    fn begin(&mut self, depth: usize) {
        if depth == 0 {
            self.close_top();
            return;
        }
        self.drop_from(depth);
        // Opens it, and those above it that have no line of their own.
        self.level(depth);
    }

    /// The level at a depth, opened if it is not.
    fn level(&mut self, depth: usize) -> &mut Level {
        if depth == 0 {
            return &mut self.top;
        }
        if self.open.len() < depth {
            self.open.resize_with(depth, Level::default);
        }
        &mut self.open[depth - 1]
    }

    /// Closes open levels from a depth on, whose tests have no result.
    fn drop_from(&mut self, depth: usize) {
        while self.open.len() >= depth.max(1) {
            let at = self.open.len();
            let Some(level) = self.open.pop() else { break };
            let name = level.name.clone().unwrap_or_else(|| "a test".to_owned());
            let mut test = finish_level(level, &name, Outcome::Failed);
            test.problems.push("it began and has no result".to_owned());
            self.level(at - 1).tests.push(test);
        }
    }

    /// Takes a result, with the level below it.
    fn result(&mut self, depth: usize, number: usize, name: &str, outcome: Outcome) {
        self.drop_from(depth + 2);
        let inner = if self.open.len() > depth {
            self.open.pop()
        } else {
            None
        };
        let test = match inner {
            Some(level) => finish_level(level, name, outcome),
            None => Test {
                name: name.to_owned(),
                outcome,
                tests: Vec::new(),
                problems: Vec::new(),
            },
        };
        let level = self.level(depth);
        let notes = mem::take(&mut level.notes);
        level.tests.push(test);
        if let Some(test) = level.tests.last_mut()
            && test.outcome == Outcome::Failed
        {
            test.problems.extend(notes);
        }
        // KUnit numbers suites through all modules, and results within a suite from one.
        if depth > 0 && number != level.tests.len() {
            let expected = level.tests.len();
            level.problems.push(format!(
                "the result of `{name}` has number {number} and not {expected}"
            ));
        }
    }

    /// Ends the outermost level.
    fn close_top(&mut self) {
        self.drop_from(1);
        let top = mem::take(&mut self.top);
        if let Some(plan) = top.plan
            && plan != top.tests.len()
        {
            self.report.problems.push(format!(
                "{plan} suites were planned and {} have a result",
                top.tests.len()
            ));
        }
        self.report.problems.extend(top.problems);
        self.report.suites.extend(top.tests);
    }
}

/// Makes a test of a level and the result that ends it.
fn finish_level(level: Level, name: &str, outcome: Outcome) -> Test {
    let mut problems = level.problems;
    match level.plan {
        Some(plan) if plan != level.tests.len() => problems.push(format!(
            "{plan} tests were planned and {} have a result",
            level.tests.len()
        )),
        None if !level.tests.is_empty() => problems.push("there is no plan".to_owned()),
        _ => {}
    }
    if let Some(begun) = level.name
        && begun != name
    {
        problems.push(format!("it began as `{begun}`"));
    }
    if outcome == Outcome::Passed && !level.tests.iter().all(Test::is_success) {
        problems.push("it says `ok` above a test that failed".to_owned());
    }
    Test {
        name: name.to_owned(),
        outcome,
        tests: level.tests,
        problems,
    }
}

/// Reads a line of the protocol; everything else is for people.
fn parse_line(text: &str) -> Option<Line<'_>> {
    if text.starts_with("KTAP version ") || text.starts_with("TAP version ") {
        return Some(Line::Version);
    }
    if let Some(name) = text.strip_prefix("# Subtest: ") {
        return Some(Line::Subtest(name));
    }
    if let Some((_, note)) = text
        .strip_prefix("# ")
        .and_then(|rest| rest.split_once(": "))
        && (note.starts_with("EXPECTATION FAILED at ") || note.starts_with("ASSERTION FAILED at "))
    {
        return Some(Line::Note(note));
    }
    if let Some(plan) = text.strip_prefix("1..") {
        return Some(plan.parse().map_or(Line::Damaged, Line::Plan));
    }
    let (failed, rest) = match text.strip_prefix("not ok") {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix("ok")?),
    };
    // `okay` and the like are words of a message.
    if !rest.is_empty() && !rest.starts_with(' ') {
        return None;
    }
    let mut words = rest.trim_start().splitn(2, ' ');
    let Some(number) = words.next().and_then(|word| word.parse().ok()) else {
        return Some(Line::Damaged);
    };
    let rest = words.next().unwrap_or_default();
    let (name, directive) = match rest.split_once('#') {
        Some((name, directive)) => (name, directive.trim()),
        None => (rest, ""),
    };
    let name = name.trim().trim_start_matches("- ");
    if name.is_empty() {
        return Some(Line::Damaged);
    }
    Some(Line::Result {
        number,
        name,
        outcome: outcome(failed, directive),
    })
}

/// The outcome by the first word of a line and what stands behind the hash sign.
fn outcome(failed: bool, directive: &str) -> Outcome {
    let (word, reason) = directive.split_once(' ').unwrap_or((directive, ""));
    match word.trim_end_matches(':') {
        "SKIP" => Outcome::Skipped(reason.trim().to_owned()),
        "TODO" | "XFAIL" if failed => Outcome::Expected(reason.trim().to_owned()),
        "TIMEOUT" | "ERROR" => Outcome::Failed,
        _ if failed => Outcome::Failed,
        _ => Outcome::Passed,
    }
}

#[cfg(test)]
mod tests;
