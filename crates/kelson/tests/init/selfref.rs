// SPDX-License-Identifier: MIT OR Apache-2.0

//! Fields that borrow from others of the same value; what is refused is in `tests/ui/selfref`.

use super::log::{log, take, Failed, Part};
use kelson::init::{value, Dropping, Emplace, InPlace, Init, Lender, PinnedDrop, SelfRef, Uninit};
use kelson::{for_lt, init, pinned};
use std::cell::Cell;
use std::pin::Pin;

struct Bar {
    value: Cell<u32>,
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.value.set(0);
        log("drop bar");
    }
}

/// Uses its bar until the very end.
#[pinned(drop)]
struct Gpu<'b> {
    bar: &'b Bar,
    id: u32,
}

impl<'b> Gpu<'b> {
    fn new<'o>(out: Uninit<'o, Self>, bar: &'b Bar) -> Result<InPlace<'o, Self>, Failed> {
        if bar.value.get() == 1 {
            return Err(Failed(19));
        }
        Ok(init!(out => Gpu { bar, id: bar.value.get() }))
    }
}

impl PinnedDrop for Gpu<'_> {
    fn drop(self: Pin<&mut Self>, _: Dropping<Self>) {
        log(format!("drop gpu with bar {}", self.bar.value.get()));
    }
}

for_lt!(GpuLt = for<'b> Gpu<'b>);
for_lt!(
    /// What borrows may be borrowed from again.
    IdLt = for<'g> &'g u32
);

#[pinned]
struct Driver {
    gpu: SelfRef<GpuLt>,
    first: SelfRef<IdLt>,
    bar: Lender<Bar>,
    part: Part,
    number: u32,
}

fn driver(value_of_bar: u32, number: &str) -> impl Init<Driver, Failed> + '_ {
    init!(Driver {
        part: Part("part"),
        bar <- Lender::new(value(Bar { value: Cell::new(value_of_bar) })),
        gpu <-? &bar => |bar, out| Gpu::new(out, bar),
        first <- &bar => |bar, out| {
            let _: &Bar = bar;
            Ok(out.write(&4))
        },
        number: number.parse()?,
    })
}

#[test]
fn a_borrower_goes_before_its_lender() {
    let driver = Box::<Driver>::try_emplace(driver(7, "1")).expect("the bar is 7");
    assert!(std::ptr::eq(driver.gpu.get().bar, &*driver.bar));
    driver.bar.value.set(8);
    assert_eq!(
        (driver.gpu.get().bar.value.get(), driver.gpu.get().id),
        (8, 7)
    );
    assert_eq!((**driver.first.get(), driver.number), (4, 1));
    drop(driver);
    assert_eq!(take(), ["drop gpu with bar 8", "drop bar", "drop part"]);
}

#[test]
fn an_error_drops_the_borrower_first() {
    assert_eq!(
        Box::<Driver>::try_emplace(driver(7, "x")).err(),
        Some(Failed(1))
    );
    assert_eq!(take(), ["drop gpu with bar 7", "drop bar", "drop part"]);
    assert_eq!(
        Box::<Driver>::try_emplace(driver(1, "1")).err(),
        Some(Failed(19))
    );
    assert_eq!(take(), ["drop bar", "drop part"]);
}
