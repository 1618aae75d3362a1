// SPDX-License-Identifier: MIT OR Apache-2.0

//! Const parameters whose values are the kernel's: its configuration, its strings, its constants.

use core::marker::PhantomData;
use kelson::{
    c,
    ConstParamTy,
    Is, //
};
use kernel::{
    bindings,
    page::PAGE_SIZE,
    prelude::*,
    str::CStr, //
};

#[derive(Clone, Copy, PartialEq, Eq, Debug, ConstParamTy)]
enum Trigger {
    Rising,
    Level { high: bool, debounce_ms: Option<u16> },
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ConstParamTy)]
struct Line {
    number: c_uint,
    trigger: Trigger,
    cpus: [u8; 4],
}

const BASE: Line = Line {
    number: 9,
    trigger: Trigger::Level {
        high: true,
        debounce_ms: Some(20),
    },
    cpus: [0, 1, 0, 0],
};

struct Irq<N: Is<&'static CStr>, L: Is<Line>>(PhantomData<(N, L)>);

impl<N: Is<&'static CStr>, L: Is<Line>> Irq<N, L> {
    const NAME: &'static CStr = N::VALUE;

    fn handle(&self) -> (u32, usize) {
        const { assert!(L::VALUE.number < bindings::CONFIG_NR_CPUS * 64) };
        (L::VALUE.number, L::VALUE.cpus.len())
    }
}

/// A timer that ticks as often as the kernel does: an impl for each of the rates that there are.
struct Ticks<H: Is<u32>>(PhantomData<H>);

trait Rate {
    const MILLISECONDS: u32;
}

impl Rate for Ticks<c!(100u32)> {
    const MILLISECONDS: u32 = 10;
}
impl Rate for Ticks<c!(250u32)> {
    const MILLISECONDS: u32 = 4;
}
impl Rate for Ticks<c!(300u32)> {
    const MILLISECONDS: u32 = 3;
}
impl Rate for Ticks<c!(1000u32)> {
    const MILLISECONDS: u32 = 1;
}

struct Pages<N: Is<usize>>(PhantomData<N>);

impl<N: Is<usize>> Pages<N> {
    const BYTES: usize = N::VALUE * PAGE_SIZE;
}

fn value<T, P: Is<T>>() -> T {
    P::VALUE
}

cases! { const_param:
    fn the_configuration_is_a_parameter() {
        expect_eq!(<Ticks<c!(bindings::CONFIG_HZ)> as Rate>::MILLISECONDS, 1000 / bindings::CONFIG_HZ);
        expect_eq!(Pages::<c!(usize: 1 << bindings::CONFIG_LOG_BUF_SHIFT >> 12)>::BYTES, 1 << bindings::CONFIG_LOG_BUF_SHIFT);
        // A string of the configuration is bytes with a NUL.
        let filter = value::<&[u8], c!([u8]: bindings::CONFIG_KUNIT_DEFAULT_FILTER)>();
        expect_eq!(filter, &bindings::CONFIG_KUNIT_DEFAULT_FILTER[..]);
    }

    fn strings_are_those_of_the_kernel() {
        type Eth = Irq<c!(c"eth0"), c!(Line: Line { number: 4, ..BASE })>;
        expect_eq!(Eth::NAME, c"eth0");
        expect_eq!(Irq::<c!(c"eth0"), c!(Line: BASE)>(PhantomData).handle(), (9, 4));
        expect_eq!(value::<&str, c!(str: concat!("kelson: ", "a name of more than sixteen letters"))>(),
            "kelson: a name of more than sixteen letters");
    }

    fn structs_and_enums_come_back() {
        expect_eq!(value::<Line, c!(Line: BASE)>(), BASE);
        let rising = Line { trigger: Trigger::Rising, ..BASE };
        expect_eq!(value::<Line, c!(Line: Line { trigger: Trigger::Rising, ..BASE })>(), rising);
        // Equal values are equal types.
        let same: fn(PhantomData<c!(Line: BASE)>) -> PhantomData<c!(Line: Line { number: 4 + 5, ..BASE })> = |of| of;
        let _ = same(PhantomData);
    }
}
