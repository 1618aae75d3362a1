//@run
use kelson::bitfield::Bounded;
use kelson::{bitfield, Bits};

#[derive(Bits, Clone, Copy, Debug, PartialEq)]
enum Mode {
    Off,
    Slow,
    Fast,
}

/// Four variants: each value of two bits is one.
#[derive(Bits, Clone, Copy, Debug, PartialEq)]
enum Power {
    D0,
    D1,
    D2,
    D3,
}

const LANES: u32 = 4;

bitfield! {
    /// The control register of a fan.
    pub struct Control(u32) {
        /// What it does. Not each value is a `Mode`, so the getter returns a `Result`.
        31:30 mode ?=> Mode;
        29:28 power => Power;
        27:20 trim => signed;
        (LANES + 2):LANES lane[4];
        ro 1:1 stalled => bool;
        0:0 enable => bool;
        /// Another view of the lanes.
        overlay 15:4 lanes;
    }
}

/// Everything is `const`, and a constant is checked when the program is built.
const START: Control = Control::zeroed()
    .with_mode(Mode::Slow)
    .with_power(Power::D3)
    .with_const_trim::<{ -3 }>()
    .with_const_lane::<1, 7>()
    .with_enable(true);

fn main() {
    assert_eq!(START.into_raw(), 0x7fd0_0381);
    assert_eq!(START.lanes(), 7 << 3);

    // As read from the device. What is in no field, here bit 2, stays as it is.
    let mut now = Control::from_raw(0x8000_0006);
    assert_eq!(now.mode(), Ok(Mode::Fast));
    assert!(now.stalled() && !now.enable());
    now.set_trim(-5_i8);
    assert_eq!((now.trim().get(), now.into_raw()), (-5, 0x8fb0_0006));

    // A number that does not fit because of its type is tried, or cut to the bits of the field.
    assert!(now.try_with_lane(2, 8_u64).is_err());
    let lane = Bounded::<u32, 3>::truncate(0xff);
    assert_eq!(now.with_lane(2, lane).try_lane(2), Some(lane));
    assert_eq!(now.try_lane(4), None);

    // Bits that are no value come back.
    assert_eq!(Control::from_raw(0xc000_0000).mode().unwrap_err().bits, 3);
    println!("{START:?}");
}
