// SPDX-License-Identifier: MIT OR Apache-2.0

//! Panic reachability on object files.
//!
//! Data flows one way. `input` and `elf` read files into checked models; `decode`, `registers`,
//! `data` and `body` say what one function does; `graph` joins the objects and `sysroot` adds the
//! standard library where a name leads there; `marks`, `dwarf`, `debug` and `subjects` find what
//! is to be proven and where its code is; `reach`, `loose` and `verdict` judge it; `rules` and `report`
//! word the outcome.
//!
//! The one invariant of this crate: *missing information is never a proof*. Whatever cannot be
//! read, resolved or attributed ends in [`Verdict::Unproven`] or in an [`Error`].

mod body;
mod data;
mod debug;
mod decode;
mod dwarf;
mod elf;
mod error;
mod graph;
mod input;
mod loose;
mod marks;
mod names;
mod reach;
mod registers;
mod report;
mod rules;
mod subjects;
mod sysroot;
mod verdict;

pub use error::{Error, ErrorKind};
pub use names::PanicKind;
pub use report::{Judged, Outcome};
pub use rules::RULES;
pub use verdict::{Reason, Verdict};

use debug::DebugInfos;
use graph::Program;
use input::Opened;
use reach::{Policy, Reach};
use std::path::PathBuf;
use subjects::{Copy, Lines, Origin, Subject};
use sysroot::Sysroot;

/// What to prove, and about which files.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Objects (`.o`, `.ko`) and archives of them (`.rlib`, `.a`).
    pub files: Vec<PathBuf>,
    /// Paths of functions to judge besides those marked `#[no_panic]`.
    pub roots: Vec<String>,
    /// Judge every Rust function of the files, in summary.
    pub all: bool,
    /// Functions that are declared not to panic.
    pub cuts: Vec<String>,
    /// What to make of C functions whose code is not given.
    pub extern_c: ExternC,
    /// The toolchain to look up the standard library in; without one, its functions are missing.
    pub sysroot: Option<PathBuf>,
}

/// What to make of C functions whose code is not given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ExternC {
    /// They may call back into Rust: no proof.
    #[default]
    Deny,
    /// They are assumed never to call back into Rust.
    Trust,
}

/// Told how far an analysis is.
pub trait Observer {
    /// `done` of `total` steps of a stage; the total may grow.
    fn progress(&mut self, stage: &'static str, done: usize, total: usize);
}

/// An observer that does nothing.
impl Observer for () {
    fn progress(&mut self, _: &'static str, _: usize, _: usize) {}
}

/// Reads the files and judges what was asked for.
///
/// # Errors
///
/// When a file cannot be read, when a root names no function, and when there is nothing to prove:
/// "could not look" is not "clean".
pub fn prove(options: &Options, observer: &mut dyn Observer) -> Result<Outcome, Error> {
    if options.files.is_empty() {
        return Err(Error::usage(
            "no files to look at: pass objects or archives",
        ));
    }
    let mut program = Program::new(Sysroot::new(options.sysroot.clone()));
    for (done, path) in options.files.iter().enumerate() {
        observer.progress("reading files", done, options.files.len());
        match input::open(path)? {
            Opened::Object(source) => program.add(source)?,
            Opened::Archive(archive) => {
                let objects = archive.objects()?;
                for source in objects {
                    program.add(source)?;
                }
            }
        }
    }
    let mut debug = DebugInfos::default();
    let lines = Lines::collect(&program, &mut debug);
    let mut subjects = subjects::marked(&program, &mut debug, &lines)?;
    subjects.extend(subjects::named(&program, &options.roots)?);
    if options.all {
        subjects.extend(subjects::all(&program));
    }
    if subjects.is_empty() {
        return Err(Error::input(
            "nothing to prove: no function of the given files is marked `#[no_panic]`; name one \
             with `--root`, or pass `--all`",
        ));
    }
    let policy = Policy {
        cuts: &options.cuts,
        extern_c: options.extern_c,
    };
    let starts = starts(&program, &subjects);
    let reach = Reach::explore(&mut program, &starts, &policy, observer)?;
    Ok(report::outcome(
        &program, &mut debug, &reach, &lines, &subjects,
    ))
}

/// The nodes to explore from: every copy, or the function that it is inlined into. A marked
/// function may also have left traces in any other one.
fn starts(program: &Program, subjects: &[Subject]) -> Vec<graph::NodeId> {
    let mut starts: Vec<graph::NodeId> = subjects
        .iter()
        .flat_map(|subject| &subject.copies)
        .map(Copy::node)
        .collect();
    if subjects.iter().any(|s| s.origin == Origin::Mark) {
        starts.extend(program.own_functions());
    }
    starts
}
