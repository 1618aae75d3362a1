// SPDX-License-Identifier: MIT OR Apache-2.0

//! Structs with parts of the kernel's own, built by `init!` and pinned.

use kelson::init::{
    from_pin_init,
    to_pin_init,
    Dropping,
    Init,
    PinnedDrop, //
};
use kelson::{
    init,
    pinned, //
};
use kernel::{
    new_condvar,
    new_mutex,
    prelude::*,
    sync::{
        Arc,
        CondVar,
        Mutex, //
    },
    workqueue::{
        self,
        impl_has_work,
        new_work,
        Work,
        WorkItem, //
    },
};

/// What a driver's struct has: a lock, a wait queue, and work for later.
#[pinned]
struct Driver {
    done: Mutex<u32>,
    wait: CondVar,
    work: Work<Driver>,
    number: u32,
}

impl_has_work! {
    impl HasWork<Self> for Driver { self.work }
}

impl WorkItem for Driver {
    type Pointer = Arc<Driver>;

    fn run(this: Arc<Driver>) {
        *this.done.lock() += this.number;
        this.wait.notify_all();
    }
}

fn driver(number: u32) -> impl Init<Driver> {
    init!(Driver {
        done <- from_pin_init(new_mutex!(0)),
        wait <- from_pin_init(new_condvar!()),
        work <- from_pin_init(new_work!()),
        number,
    })
}

/// Takes back one when it is dropped.
struct Counted<'a>(&'a Mutex<i32>);

impl Drop for Counted<'_> {
    fn drop(&mut self) {
        *self.0.lock() -= 1;
    }
}

fn counted(count: &Mutex<i32>) -> Counted<'_> {
    *count.lock() += 1;
    Counted(count)
}

#[pinned(drop)]
struct Parts<'a> {
    lock: Mutex<u32>,
    first: Counted<'a>,
    second: Counted<'a>,
    number: u32,
}

impl PinnedDrop for Parts<'_> {
    fn drop(self: Pin<&mut Self>, _: Dropping<Self>) {
        *self.first.0.lock() += 10;
    }
}

fn parts(count: &Mutex<i32>, number: Result<u32>) -> impl Init<Parts<'_>, Error> {
    init!(Parts {
        ref lock <- from_pin_init(new_mutex!(7)),
        first: counted(count),
        second: counted(count),
        _: {
            *lock.lock() += 1;
        },
        number: number?,
    })
}

cases! { init:
    fn parts_of_the_kernel_are_built_in_place_and_work() {
        let Ok(driver) = Arc::pin_init(to_pin_init(driver(5)), GFP_KERNEL) else {
            expect!(false);
            return;
        };
        expect!(workqueue::system().enqueue(driver.clone()).is_ok());
        let mut done = driver.done.lock();
        while *done == 0 {
            driver.wait.wait(&mut done);
        }
        expect_eq!(*done, 5);
    }

    fn an_error_half_way_drops_what_was_built() {
        let Ok(count) = KBox::pin_init(new_mutex!(0), GFP_KERNEL) else {
            expect!(false);
            return;
        };
        let failed = KBox::pin_init(to_pin_init(parts(&count, Err(EINVAL))), GFP_KERNEL);
        expect!(failed.is_err_and(|error| error == EINVAL));
        // The parts are gone; the destructor of the whole did not run.
        expect_eq!(*count.lock(), 0);

        let Ok(built) = KBox::pin_init(to_pin_init(parts(&count, Ok(3))), GFP_KERNEL) else {
            expect!(false);
            return;
        };
        expect_eq!(*count.lock(), 2);
        expect_eq!((built.number, *built.lock.lock()), (3, 8));
        drop(built);
        expect_eq!(*count.lock(), 10);
    }
}
