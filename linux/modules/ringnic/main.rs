// SPDX-License-Identifier: MIT OR Apache-2.0

//! The `ringnic` driver in Linux, with the simulated device that it has on the host.
//!
//! Loading the module pushes `packets` packets through the driver and fails unless every one
//! comes back. After that, a number written to `ringnic/run` in debugfs starts another run, and
//! the file has the report of the last one.

use core::str;
use kernel::{
    debugfs,
    fmt,
    prelude::*,
    sync::Arc,
    uaccess::UserSliceReader, //
};

mod load;
mod runner;
#[cfg(CONFIG_KUNIT = "y")]
mod tests;

use runner::{
    Runner,
    Stopped, //
};

module! {
    type: RingNic,
    name: "ringnic",
    authors: ["The Kelson contributors"],
    description: "A ring-buffer network driver with a simulated device",
    license: "Dual MIT/GPL",
    params: {
        packets: u64 {
            default: 200_000,
            description: "How many packets to push when loaded",
        },
    },
}

#[pin_data]
struct RingNic {
    // Fields are dropped in this order: first nobody can start a run, then none is going on.
    #[pin]
    _run: debugfs::File<Arc<Runner>>,
    _debugfs: debugfs::Dir,
    _runner: Stopped,
}

impl kernel::InPlaceModule for RingNic {
    fn init(_module: &'static ThisModule) -> impl PinInit<Self, Error> {
        pin_init::pin_init_scope(|| {
            let runner = Stopped(Runner::new()?);
            runner.start(module_parameters::packets.value())?;
            runner.wait();
            if !runner.last().is_some_and(|report| report.is_clean()) {
                return Err(EIO);
            }

            let debugfs = debugfs::Dir::new(c"ringnic");
            let file = runner.clone();
            Ok(try_pin_init!(RingNic {
                _run <- debugfs.read_write_callback_file(c"run", file, &show, &start),
                _debugfs: debugfs,
                _runner: runner,
            }))
        })
    }
}

fn show(runner: &Arc<Runner>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    fmt::Display::fmt(&**runner, f)
}

fn start(runner: &Arc<Runner>, from: &mut UserSliceReader) -> Result {
    // As long as the longest `u64`, and a line feed.
    let mut text = [0; 21];
    let text = text.get_mut(..from.len()).ok_or(EINVAL)?;
    from.read_slice(text)?;
    let text = str::from_utf8(text).map_err(|_| EINVAL)?;
    runner.start(text.trim().parse().map_err(|_| EINVAL)?)
}
