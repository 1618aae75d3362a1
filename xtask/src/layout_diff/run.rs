// SPDX-License-Identifier: MIT OR Apache-2.0

//! All comparisons of all types, batch by batch, by as many threads as there are processors.

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use super::generate;
use super::lab::{Check, Found, Lab};
use super::model::Record;
use crate::matrix::seconds;
use crate::shell::{Failure, is_watched, target_dir};
use crate::toolchains::cache::Partial;

/// How many types stand in a file. GCC takes disproportionately long for more.
const BATCH: u64 = 1000;

/// With how many differences a run ends: the later ones are the first ones again.
const ENOUGH: usize = 3;

/// How often a line says how far it is, where nobody sees a bar move.
const LINE_EVERY: Duration = Duration::from_secs(60);

/// What a comparison was about.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Tally {
    pub(super) types: u64,
    pub(super) things: u64,
}

/// What came out.
#[derive(Debug)]
pub(super) struct Done {
    pub(super) tallies: Vec<(Check, Tally)>,
    pub(super) found: Vec<Found>,
    pub(super) interrupted: bool,
}

/// Set by Ctrl-C.
static INTERRUPTED: AtomicBool = AtomicBool::new(false);

/// Makes the comparisons.
pub(super) fn all(
    lab: &Lab,
    seed: u64,
    from: u64,
    count: u64,
    jobs: Option<usize>,
) -> Result<Done, Failure> {
    // The compilers get the signal as well and end; what they leave goes with the folder. A second handler is an
    // error, which changes nothing for the first.
    let _ = ctrlc::set_handler(|| INTERRUPTED.store(true, Ordering::Relaxed));
    let folder = Partial::new(&target_dir().join("layout-diff"))
        .map_err(|reason| Failure::new(reason.to_string()))?;
    let run = Run {
        lab,
        checks: lab.checks(),
        seed,
        from,
        count,
        next: AtomicU64::new(0),
        stop: AtomicBool::new(false),
        state: Mutex::new(State {
            tallies: vec![Tally::default(); lab.checks().len()],
            found: Vec::new(),
            progress: Progress::start(count),
        }),
    };
    let jobs = jobs
        .or_else(|| thread::available_parallelism().ok().map(usize::from))
        .unwrap_or(1)
        .clamp(1, count.div_ceil(BATCH).max(1) as usize);
    let results: Vec<Result<(), Failure>> = thread::scope(|scope| {
        let workers: Vec<_> = (0..jobs)
            .map(|job| {
                let scratch = folder.path().join(job.to_string());
                let run = &run;
                scope.spawn(move || {
                    let result = std::fs::create_dir_all(&scratch)
                        .map_err(|error| Failure::io("create", &scratch, &error))
                        .and_then(|()| run.work(&scratch));
                    // One that cannot go on ends the others.
                    if result.is_err() {
                        run.stop.store(true, Ordering::Relaxed);
                    }
                    result
                })
            })
            .collect();
        workers
            .into_iter()
            .map(|worker| {
                worker
                    .join()
                    .unwrap_or_else(|panic| std::panic::resume_unwind(panic))
            })
            .collect()
    });
    let interrupted = INTERRUPTED.load(Ordering::Relaxed);
    for result in results {
        // A compiler that was ended by the same Ctrl-C has nothing to say.
        if !interrupted {
            result?;
        }
    }
    let state = run
        .state
        .into_inner()
        .unwrap_or_else(|poisoned| poisoned.into_inner());
    Ok(Done {
        tallies: run.checks.into_iter().zip(state.tallies).collect(),
        found: state.found,
        interrupted,
    })
}

/// A run under way.
struct Run<'a> {
    lab: &'a Lab,
    checks: Vec<Check>,
    seed: u64,
    from: u64,
    count: u64,
    /// The next type that nobody has begun with.
    next: AtomicU64,
    /// Enough was found, or somebody cannot go on.
    stop: AtomicBool,
    state: Mutex<State>,
}

struct State {
    tallies: Vec<Tally>,
    found: Vec<Found>,
    progress: Progress,
}

impl Run<'_> {
    /// Takes batches until there are no more.
    fn work(&self, scratch: &std::path::Path) -> Result<(), Failure> {
        loop {
            let begin = self.next.fetch_add(BATCH, Ordering::Relaxed);
            if begin >= self.count {
                return Ok(());
            }
            let end = (begin + BATCH).min(self.count);
            let records: Vec<Record> = (begin..end)
                .map(|number| generate::record(self.seed, self.from + number))
                .collect();
            for (index, check) in self.checks.iter().enumerate() {
                if self.stop.load(Ordering::Relaxed) || INTERRUPTED.load(Ordering::Relaxed) {
                    return Ok(());
                }
                let looked = self.lab.look(check, &records, scratch)?;
                let first = looked.differences.iter().position(Option::is_some);
                {
                    let mut state = self.lock();
                    state.tallies[index].types += looked.types;
                    state.tallies[index].things += looked.things;
                    // One of each comparison is enough, and few of all.
                    if state.found.iter().any(|found| found.check == *check) {
                        continue;
                    }
                }
                if let Some(first) = first {
                    let number = self.from + begin + first as u64;
                    let found = self.lab.shrink(number, check, &records[first], scratch)?;
                    let mut state = self.lock();
                    state.found.push(found);
                    if state.found.len() >= ENOUGH {
                        self.stop.store(true, Ordering::Relaxed);
                    }
                }
            }
            self.lock().progress.add(end - begin);
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, State> {
        self.state
            .lock()
            .unwrap_or_else(|poisoned| poisoned.into_inner())
    }
}

/// How far it is: a bar on a terminal, now and then a line elsewhere.
struct Progress {
    done: u64,
    count: u64,
    begin: Instant,
    line: Instant,
    bar: Option<ProgressBar>,
}

impl Progress {
    fn start(count: u64) -> Progress {
        let bar = is_watched().then(|| {
            let bar = ProgressBar::new(count);
            if let Ok(style) = ProgressStyle::with_template(
                "layout-diff {wide_bar} {pos}/{len} types ({elapsed}, {eta} left)",
            ) {
                bar.set_style(style);
            }
            bar.enable_steady_tick(Duration::from_millis(250));
            bar
        });
        Progress {
            done: 0,
            count,
            begin: Instant::now(),
            line: Instant::now(),
            bar,
        }
    }

    fn add(&mut self, count: u64) {
        self.done += count;
        if let Some(bar) = &self.bar {
            bar.set_position(self.done);
        } else if self.line.elapsed() >= LINE_EVERY {
            self.line = Instant::now();
            eprintln!(
                "layout-diff: {} of {} types ({})",
                self.done,
                self.count,
                seconds(self.begin.elapsed())
            );
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
