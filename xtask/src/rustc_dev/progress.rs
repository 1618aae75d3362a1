// SPDX-License-Identifier: MIT OR Apache-2.0

//! How far the build is: a bar on a terminal, a line now and then elsewhere.

use indicatif::{ProgressBar, ProgressStyle};

use crate::shell::is_watched;

/// Where progress is not drawn, a line is written each time this many crates are done.
const STRIDE: usize = 25;

/// A count of crates that is shown.
pub(super) struct Progress {
    bar: Option<ProgressBar>,
    total: usize,
}

impl Progress {
    pub(super) fn start(total: usize) -> Progress {
        if !is_watched() {
            println!("rustc-dev: building {total} crates");
            return Progress { bar: None, total };
        }
        let bar = ProgressBar::new(total as u64);
        if let Ok(style) =
            ProgressStyle::with_template("{bar:30} {pos}/{len} crates, {elapsed}, {msg}")
        {
            bar.set_style(style);
        }
        Progress {
            bar: Some(bar),
            total,
        }
    }

    /// Notes that so many are done, the last of which has this name.
    pub(super) fn at(&self, done: usize, name: &str) {
        match &self.bar {
            Some(bar) => {
                bar.set_message(name.to_owned());
                bar.set_position(done as u64);
            }
            None if done.is_multiple_of(STRIDE) => {
                println!("rustc-dev: {done} of {} crates, last `{name}`", self.total);
            }
            None => {}
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
