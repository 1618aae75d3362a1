// SPDX-License-Identifier: MIT OR Apache-2.0

//! Values that must be used up. Panics abort in a kernel, so a path that drops one does not build;
//! that this is built shows that the compiler finds none here.

use kelson::{
    linear,
    Linear,
    Obligation, //
};
use kernel::prelude::*;

linear! {
    /// How a transaction ends.
    Ended: "a transaction ends by `commit` or `roll_back`";
}

struct Transaction {
    log: Linear<u32, Ended>,
}

impl Transaction {
    #[inline(never)]
    fn begin(value: u32) -> Result<Self> {
        if value == 0 {
            return Err(EINVAL);
        }
        let log = Linear::new(core::hint::black_box(value));
        Ok(Transaction { log })
    }

    fn commit(self) -> u32 {
        self.log.consume()
    }

    fn roll_back(self) {
        self.log.consume();
    }
}

fn write(value: u32, fail: bool) -> Result<u32> {
    let mut transaction = Transaction::begin(value)?;
    *transaction.log += 1;
    // A call that may not return to here, were this a program that unwinds.
    pr_debug!("{}\n", *transaction.log);
    if fail {
        transaction.roll_back();
        return Err(EIO);
    }
    Ok(transaction.commit())
}

cases! { linear:
    fn every_path_uses_it_up() {
        expect_eq!(write(4, false), Ok(5));
        expect_eq!(write(4, true), Err(EIO));
        expect_eq!(write(0, false), Err(EINVAL));
    }

    fn drops_are_found_when_building() {
        expect!(Ended::AT_BUILD);
        expect_eq!(size_of::<Option<Linear<u8, Ended>>>(), 2);
    }

    fn options_are_said_to_be_empty() {
        let mut slot = Some(Linear::<u32, Ended>::new(core::hint::black_box(3)));
        let taken = slot.take().map(Linear::consume);
        Linear::expect_none(slot);
        expect_eq!(taken, Some(3));
    }
}
