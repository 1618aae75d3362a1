// SPDX-License-Identifier: MIT OR Apache-2.0

//! The work item that pushes packets, and the memory it pushes them through.

use crate::load::{
    self,
    Report, //
};
use core::ops::Deref;
use kernel::{
    bindings,
    fmt,
    impl_has_work,
    new_mutex,
    new_work,
    prelude::*,
    sync::{
        atomic::{
            Atomic,
            Relaxed, //
        },
        Arc,
        Mutex, //
    },
    workqueue::{
        self,
        Work,
        WorkItem, //
    }, //
};
use ringnic::Memory;

/// Pushes packets whenever it is told to, one run at a time.
#[pin_data]
pub(crate) struct Runner {
    #[pin]
    work: Work<Runner>,
    #[pin]
    memory: Mutex<VBox<Memory>>,
    // Not held during a run, so that the last report can be read meanwhile.
    #[pin]
    last: Mutex<Option<Report>>,
    packets: Atomic<u64>,
    stop: Atomic<bool>,
}

impl_has_work! {
    impl HasWork<Self> for Runner { self.work }
}

impl WorkItem for Runner {
    type Pointer = Arc<Runner>;

    fn run(this: Arc<Runner>) {
        let report = load::run(&mut this.memory.lock(), this.packets.load(Relaxed), || {
            this.stop.load(Relaxed)
        });
        pr_info!("{report}\n");
        *this.last.lock() = Some(report);
    }
}

impl Runner {
    pub(crate) fn new() -> Result<Arc<Self>> {
        let memory = memory()?;
        Arc::pin_init(
            pin_init!(Runner {
                work <- new_work!("ringnic::Runner"),
                memory <- new_mutex!(memory),
                last <- new_mutex!(None),
                packets: Atomic::new(0),
                stop: Atomic::new(false),
            }),
            GFP_KERNEL,
        )
    }

    /// Starts a run, on the queue for work that takes longer than others like to wait.
    pub(crate) fn start(self: &Arc<Self>, packets: u64) -> Result {
        self.packets.store(packets, Relaxed);
        workqueue::system_long()
            .enqueue(self.clone())
            .map_err(|_| EBUSY)
    }

    /// Waits until no run is queued or going on.
    pub(crate) fn wait(&self) {
        // SAFETY: `self.work` is a field of a value that is alive, so the pointer is aligned and
        // not dangling.
        let work = unsafe { Work::raw_get(&self.work) };
        // SAFETY: `Work::new` has initialized the `work_struct`, and it stays where it is until
        // after the call, for `self` is borrowed. Runs take no lock that a caller of this
        // function holds: it is called by the module's own `init` and `drop`, which hold none.
        unsafe { bindings::flush_work(work) };
    }

    /// How the last run went, if there was one.
    pub(crate) fn last(&self) -> Option<Report> {
        *self.last.lock()
    }
}

impl fmt::Display for Runner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.last() {
            Some(report) => f.write_fmt(fmt!("{report}\n")),
            None => f.write_str("no run yet\n"),
        }
    }
}

/// Memory for driver and device; some megabytes, so neither on the stack nor in one piece.
pub(crate) fn memory() -> Result<VBox<Memory>> {
    let zeros = VBox::<Memory>::new_uninit(GFP_KERNEL | __GFP_ZERO)?;
    // SAFETY: `Memory` and `Ring` are structs of arrays, `Descriptor` is a struct, and all that is
    // in them are `u8`, `u32` and `u64`, for which zeros are a value. `__GFP_ZERO` has written
    // zeros to all of it.
    Ok(unsafe { zeros.assume_init() })
}

/// The only handle that a module keeps: no run outlives it, so none outlives the module's code.
pub(crate) struct Stopped(pub(crate) Arc<Runner>);

impl Deref for Stopped {
    type Target = Arc<Runner>;

    fn deref(&self) -> &Arc<Runner> {
        &self.0
    }
}

impl Drop for Stopped {
    fn drop(&mut self) {
        self.stop.store(true, Relaxed);
        self.wait();
    }
}
