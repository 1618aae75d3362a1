// SPDX-License-Identifier: MIT OR Apache-2.0

//! What `bitfield` promises.

use kelson::bitfield::{Bounded, DoesNotFit, InvalidBits};
use kelson::{bitfield, Bits};

const B: u32 = 4;

#[derive(Bits, Clone, Copy, Debug, PartialEq, Eq)]
enum Mode {
    Off,
    On,
    Auto = 9,
}

#[derive(Bits, Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
enum Power {
    D0,
    D1,
    D2,
    D3,
}

bitfield! {
    /// The control register of a thermometer.
    pub struct Ctl(u32) {
        /// What it does.
        31:28 mode ?=> Mode;
        27:20 temp => signed;
        19:18 power => Power;
        (B + 2):B lane[4];
        0:0 en => bool;
    }
}

#[test]
fn the_example() {
    const CTL: Ctl = Ctl::zeroed()
        .with_mode(Mode::Auto)
        .with_const_temp::<{ -40 }>()
        .with_power(Power::D2)
        .with_const_lane::<3, 5>()
        .with_en(true);
    assert_eq!(CTL.into_raw(), 0x9d80_0001 | 2 << 18 | 5 << 13);
    assert_eq!(CTL.mode(), Ok(Mode::Auto));
    assert_eq!(CTL.temp(), -40);
    assert_eq!(CTL.lane(3), 5);
    const TEMP: i32 = CTL.temp().get();
    assert_eq!(TEMP, -40);
    println!("{CTL:?}");
    let _ = (
        Bounded::<u8, 3>::new::<1>(),
        DoesNotFit { value: 1 },
        InvalidBits { bits: 1 },
    );
}
