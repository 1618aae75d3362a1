// SPDX-License-Identifier: MIT OR Apache-2.0

//! A request that a driver has to complete, and a guard that cannot be forgotten, on the kernel's own types.

#[macro_use]
#[path = "../kelson_kunit/kunit.rs"]
mod kunit;

use core::sync::atomic::{AtomicU32, Ordering};

module! {
    type: Linear,
    name: "kelsonc_linear",
    authors: ["The Kelson contributors"],
    description: "Values that end where somebody ends them",
    license: "Dual MIT/GPL",
}

struct Linear;

impl kernel::Module for Linear {
    fn init(_module: &'static ThisModule) -> Result<Self> {
        Ok(Linear)
    }
}

static COMPLETED: AtomicU32 = AtomicU32::new(0);
static RELEASED: AtomicU32 = AtomicU32::new(0);

/// A request. On each path of a driver it is completed or given back.
#[kelsonc::linear("a request ends by `complete` or `requeue`")]
struct Request {
    sector: u32,
}

impl Request {
    #[kelsonc::consumes]
    fn complete(self) {
        COMPLETED.fetch_add(self.sector, Ordering::Relaxed);
    }

    #[kelsonc::consumes]
    fn requeue(self, queue: &mut KVec<u32>) -> Result {
        COMPLETED.fetch_add(self.sector, Ordering::Relaxed);
        Ok(queue.push(self.sector, GFP_KERNEL)?)
    }
}

/// Like the guard of a registration that borrows from a stack.
#[kelsonc::no_forget]
struct Guard<'a>(&'a AtomicU32);

impl Drop for Guard<'_> {
    fn drop(&mut self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }
}

/// Each path ends the request, also those that `?` leaves by.
fn submit(request: Request, sectors: u32, queue: &mut KVec<u32>) -> Result {
    if request.sector >= sectors {
        request.complete();
        return Err(EINVAL);
    }
    let boxed = match KBox::new(0_u8, GFP_KERNEL) {
        Ok(boxed) => boxed,
        Err(error) => {
            request.complete();
            return Err(error.into());
        }
    };
    drop(boxed);
    request.requeue(queue)
}

mod linear {
    use super::*;

    cases! { linear:
        fn requests_end_on_each_path() {
            let mut queue = KVec::new();
            expect!(submit(Request { sector: 7 }, 8, &mut queue).is_ok());
            expect!(submit(Request { sector: 9 }, 8, &mut queue).is_err());
            expect_eq!(COMPLETED.load(Ordering::Relaxed), 16);
            expect_eq!(queue.len(), 1);
        }

        fn guards_are_dropped() {
            {
                let _on_the_stack = Guard(&RELEASED);
                expect!(KBox::new(Guard(&RELEASED), GFP_KERNEL).is_ok());
            }
            expect_eq!(RELEASED.load(Ordering::Relaxed), 2);
        }
    }
}

suite!(kelsonc_linear: linear);
