// SPDX-License-Identifier: MIT OR Apache-2.0

//! A bar for work that takes longer than a glance.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::{
    sync::atomic::{AtomicBool, Ordering},
    time::{Duration, Instant},
};

/// A shorter wait needs no bar.
const PATIENCE: Duration = Duration::from_secs(1);

/// A progress bar on standard error that appears after a second and leaves no trace. Where
/// standard error is no terminal it never appears.
pub(crate) struct Progress {
    bar: ProgressBar,
    start: Instant,
    shown: AtomicBool,
}

impl Progress {
    pub(crate) fn new(stage: &'static str, total: usize) -> Self {
        let style = ProgressStyle::with_template("{bar:40} {pos}/{len} {msg}");
        let bar = ProgressBar::with_draw_target(Some(total as u64), ProgressDrawTarget::hidden())
            .with_style(style.expect("the template parses"))
            .with_message(stage);
        Self {
            bar,
            start: Instant::now(),
            shown: AtomicBool::new(false),
        }
    }

    /// One step further.
    pub(crate) fn step(&self) {
        self.show();
        self.bar.inc(1);
    }

    /// `done` of `total` steps of a stage.
    pub(crate) fn set(&self, stage: &'static str, done: usize, total: usize) {
        self.show();
        self.bar.set_length(total as u64);
        self.bar.set_position(done as u64);
        self.bar.set_message(stage);
    }

    fn show(&self) {
        if self.start.elapsed() > PATIENCE && !self.shown.swap(true, Ordering::Relaxed) {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
