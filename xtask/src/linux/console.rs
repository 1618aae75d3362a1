// SPDX-License-Identifier: MIT OR Apache-2.0

//! What a guest's console says: tests, modules, and everything the kernel complains of.
//!
//! `linux/init` writes lines of its own between the kernel's, all of which start with `kelson: `:
//!
//! | line | meaning |
//! |---|---|
//! | `begin MODULE` | the module is about to be loaded |
//! | `end MODULE STATUS` | loading it ended with this exit code |
//! | `removed MODULE STATUS` | unloading it ended with this exit code |
//! | `kmemleak: TEXT` | a line of the leak detector's report |
//! | `done` | nothing is left to do |
//!
//! A test that makes the kernel warn on purpose says so before, in a message that ends in `kelson: expect-warn N TEXT`.
//! Exactly N reports that start with `WARNING:` and have the text in that line must follow before the test's result;
//! there may be no text. Every other report, and each that did not come, is an incident. Nothing announces a bug or an
//! oops: those end the guest.

use std::mem;

use super::ktap::{Parser, Report};

/// How lines start that no healthy kernel writes.
const COMPLAINTS: &[&str] = &[
    "BUG:",
    "BUG ",
    "[ BUG:",
    "kernel BUG at",
    "Oops:",
    "general protection fault",
    "Kernel panic",
    "Internal error",
    "INFO: task ",
    "INFO: rcu",
    "INFO: trying to register non-static key",
    "rcu: INFO:",
    "watchdog: BUG",
    "UBSAN:",
    "Out of memory:",
    "unreferenced object 0x",
    "rust_kernel: panicked at",
];

/// A module's way through the guest.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Module {
    /// Its name.
    pub name: String,
    /// The exit code of loading it, if that came to an end.
    pub loaded: Option<i32>,
    /// The exit code of unloading it, if that came to an end.
    pub removed: Option<i32>,
}

/// What a guest's console says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Console {
    /// The tests.
    pub report: Report,
    /// The modules, in the order in which they were begun.
    pub modules: Vec<Module>,
    /// The kernel's complaints, each in a line.
    pub incidents: Vec<String>,
    /// Whether the leak detector was asked.
    pub is_leak_checked: bool,
    /// Whether the guest came to its end.
    pub is_done: bool,
}

/// Reads a console's log.
pub fn read(log: &str) -> Console {
    let mut reader = Reader::default();
    for line in log.lines() {
        reader.read(message(line));
    }
    reader.finish()
}

/// The message in a line of the console: without the time, and without what a serial line ends lines with.
fn message(line: &str) -> &str {
    let line = line.trim_end_matches('\r');
    let is_time = |text: &str| {
        let text = text.trim_start();
        text.contains('.') && text.chars().all(|c| c.is_ascii_digit() || c == '.')
    };
    match line.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((time, rest)) if is_time(time) => rest.strip_prefix(' ').unwrap_or(rest),
        _ => line,
    }
}

/// The state while a console is read.
#[derive(Default)]
struct Reader {
    console: Console,
    tests: Parser,
    /// The module that is being loaded or unloaded.
    current: Option<String>,
    /// The texts of announced warnings that have not come yet.
    expected: Vec<String>,
}

impl Reader {
    fn read(&mut self, line: &str) {
        if let Some(said) = line.strip_prefix("kelson: ") {
            self.note(said);
        }
        if let Some((_, said)) = line.split_once("kelson: expect-warn ") {
            let (number, text) = said.trim().split_once(' ').unwrap_or((said.trim(), ""));
            match number.parse::<usize>() {
                Ok(number) => self.expected.extend(vec![text.to_owned(); number]),
                Err(_) => self.complain(&format!("`{line}` names no number of warnings")),
            }
            return;
        }
        if line.starts_with("WARNING:") {
            match self.expected.iter().position(|text| line.contains(text)) {
                Some(index) => drop(self.expected.remove(index)),
                None => self.complain(line),
            }
        } else if COMPLAINTS.iter().any(|start| line.starts_with(start)) {
            self.complain(line);
        }
        if self.tests.read(line) {
            self.settle(line.trim());
        }
    }

    /// Reads a line of the guest's own.
    fn note(&mut self, said: &str) {
        let words: Vec<&str> = said.split_whitespace().collect();
        match words[..] {
            ["begin", name] => {
                self.current = Some(name.to_owned());
                self.console.modules.push(Module {
                    name: name.to_owned(),
                    ..Module::default()
                });
            }
            ["end", name, status] => {
                self.settle(&format!("the end of loading `{name}`"));
                self.current = None;
                let status = status.parse().ok();
                if let Some(module) = self.module(name) {
                    module.loaded = status;
                }
            }
            ["removed", name, status] => {
                self.settle(&format!("the end of unloading `{name}`"));
                let status = status.parse().ok();
                if let Some(module) = self.module(name) {
                    module.removed = status;
                }
            }
            ["kmemleak:", "checked"] => self.console.is_leak_checked = true,
            ["kmemleak:", ..] => {
                if let Some((_, text)) = said.split_once("kmemleak: ")
                    && text.starts_with("unreferenced object")
                {
                    self.complain(&format!("memory leak: {text}"));
                }
            }
            ["done"] => self.console.is_done = true,
            _ => {}
        }
    }

    /// The module of a name.
    fn module(&mut self, name: &str) -> Option<&mut Module> {
        self.console
            .modules
            .iter_mut()
            .find(|module| module.name == name)
    }

    /// Notes a complaint.
    fn complain(&mut self, line: &str) {
        let line = line.trim();
        self.console.incidents.push(match &self.current {
            Some(module) => format!("{line} (while `{module}` was loading)"),
            None => line.to_owned(),
        });
    }

    /// Notes the warnings that were announced and did not come in time.
    fn settle(&mut self, before: &str) {
        let expected = mem::take(&mut self.expected);
        if let Some(first) = expected.first() {
            let of = if first.is_empty() {
                String::new()
            } else {
                format!(", the first of `{first}`,")
            };
            let count = expected.len();
            self.complain(&format!(
                "{count} announced warnings{of} did not come before `{before}`"
            ));
        }
    }

    fn finish(mut self) -> Console {
        self.settle("the end of the log");
        self.console.report = self.tests.finish();
        self.console
    }
}

#[cfg(test)]
mod tests;
