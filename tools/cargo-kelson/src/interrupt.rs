// SPDX-License-Identifier: MIT OR Apache-2.0

//! Ctrl-C.

use crate::exit::Exit;
use std::{
    process,
    sync::atomic::{AtomicBool, Ordering},
};

/// Set by Ctrl-C while somebody holds a [`Grace`].
static STOP: AtomicBool = AtomicBool::new(false);

/// Whether somebody looks at [`STOP`].
static GRACE: AtomicBool = AtomicBool::new(false);

/// A stretch of work that has something to clean up and ends soon after its flag is set.
pub(crate) struct Grace;

impl Grace {
    pub(crate) fn begin() -> Self {
        GRACE.store(true, Ordering::SeqCst);
        Self
    }

    pub(crate) fn flag(&self) -> &'static AtomicBool {
        &STOP
    }
}

impl Drop for Grace {
    fn drop(&mut self) {
        GRACE.store(false, Ordering::SeqCst);
    }
}

/// From here on Ctrl-C ends the program with exit code 130: at once where nothing needs to be
/// cleaned up, after the clean-up where it does, and at once when it is pressed again.
pub(crate) fn install() {
    // Without a handler Ctrl-C still ends the program, only less tidily.
    let _ = ctrlc::set_handler(|| {
        if !GRACE.load(Ordering::SeqCst) || STOP.swap(true, Ordering::SeqCst) {
            process::exit(Exit::Interrupted.number().into());
        }
    });
}
