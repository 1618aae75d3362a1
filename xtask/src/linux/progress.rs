// SPDX-License-Identifier: MIT OR Apache-2.0

//! How far a stage is: a bar on a terminal, now and then a line elsewhere.

use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use super::Stage;
use crate::matrix::seconds;
use crate::shell::is_watched;

/// How often a line is printed where nobody sees a bar move.
const LINE_EVERY: Duration = Duration::from_secs(60);

/// The progress of a stage through a number of things.
pub(super) struct Progress {
    stage: Stage,
    things: &'static str,
    expected: u64,
    /// What earlier runs did already, which says nothing about the speed of this one.
    before: u64,
    done: u64,
    start: Instant,
    line: Instant,
    bar: Option<ProgressBar>,
}

impl Progress {
    /// Starts with what is expected in the end and what is done already.
    pub(super) fn start(stage: Stage, things: &'static str, expected: u64, before: u64) -> Self {
        let bar = is_watched().then(|| {
            let bar = ProgressBar::new(expected);
            if let Ok(style) = ProgressStyle::with_template(
                "{prefix:<10} {wide_bar} {pos}/{len} {msg} ({elapsed})",
            ) {
                bar.set_style(style);
            }
            bar.set_prefix(stage.to_string());
            bar.set_message(things);
            bar.set_position(before);
            bar.enable_steady_tick(Duration::from_millis(250));
            bar
        });
        let now = Instant::now();
        Progress {
            stage,
            things,
            expected,
            before,
            done: before,
            start: now,
            line: now,
            bar,
        }
    }

    /// Counts some more.
    pub(super) fn add(&mut self, count: u64) {
        self.done += count;
        // The number expected is what another build took; it must not look as if more than everything were done.
        self.expected = self.expected.max(self.done);
        if let Some(bar) = &self.bar {
            bar.set_length(self.expected);
            bar.set_position(self.done);
            bar.set_message(format!(
                "{}{}",
                self.things,
                self.left(self.start.elapsed())
            ));
        } else if self.line.elapsed() >= LINE_EVERY {
            self.line = Instant::now();
            eprintln!("{}", self.text(self.start.elapsed()));
        }
    }

    /// The line printed now and then.
    fn text(&self, elapsed: Duration) -> String {
        format!(
            "{}: {} of about {} {}, {}{}",
            self.stage,
            self.done,
            self.expected,
            self.things,
            seconds(elapsed),
            self.left(elapsed)
        )
    }

    /// What is left, as the end of a sentence.
    fn left(&self, elapsed: Duration) -> String {
        remaining(elapsed, self.done - self.before, self.expected - self.done)
            .map_or_else(String::new, |left| {
                format!(", about {} left", seconds(left))
            })
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

/// How long the rest takes if it goes on like this.
fn remaining(elapsed: Duration, done: u64, left: u64) -> Option<Duration> {
    // The first steps of a kernel's build are its longest, and would promise hours.
    if left == 0 || done * 10 < left {
        return None;
    }
    let seconds = elapsed.as_secs().saturating_mul(left) / done;
    Some(Duration::from_secs(seconds))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn estimate_counts_only_this_run() {
        let mut progress = Progress::start(Stage::Build, "objects", 1000, 400);
        progress.done = 600;
        assert_eq!(
            progress.text(Duration::from_secs(100)),
            "build: 600 of about 1000 objects, 1 min 40 s, about 3 min 20 s left"
        );
    }

    #[test]
    fn nothing_is_promised_at_the_start() {
        let minute = Duration::from_secs(60);
        assert_eq!(remaining(minute, 99, 1000), None);
        assert_eq!(remaining(minute, 100, 1000), Some(10 * minute));
        assert_eq!(remaining(minute, 0, 0), None);
    }

    #[test]
    fn more_than_expected_is_no_surprise() {
        let mut progress = Progress::start(Stage::Build, "objects", 2, 0);
        progress.add(3);
        assert_eq!(
            progress.text(Duration::from_secs(1)),
            "build: 3 of about 3 objects, 1.0 s"
        );
    }
}
