// The example of the book's page.
//@run
use core::mem::{align_of, offset_of, size_of};
use kelson::{c_layout, static_assert};

/// `struct vector { int lanes[4]; } __attribute__((aligned(16)));`
#[c_layout(align(16))]
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Vector {
    lanes: [i32; 4],
}

/// `enum mode { MODE_OFF, MODE_ON = 4 };`
#[c_layout]
enum Mode {
    Off,
    On = 4,
}

const LINE: usize = 64;

/// `struct state { .. } __attribute__((packed, aligned(64)));`
#[c_layout(packed, align(LINE))]
#[derive(Clone, Copy, Debug)]
struct State {
    tag: u8,
    vector: Vector,
    #[align(8)]
    tail: u32,
    #[bits(3)]
    mode: Mode,
    #[bits(5)]
    delta: i32,
    #[bits(1)]
    busy: bool,
    #[bits(0)]
    __: u8,
    value: anon!(union {
        whole: u32,
        halves: [u16; 2],
    }),
}

static_assert!(size_of::<State>() == 64 && align_of::<State>() == 64);
static_assert!(offset_of!(State, vector) == 1 && offset_of!(State, tail) == 24);
static_assert!(State::DELTA_BIT == 28 * 8 + 3 && offset_of!(State, value) == 30);

fn main() {
    // The padding is zero. What the constructor is not told of has no name.
    let whole = State_value { whole: 7.into() };
    let mut state = State::new(1, Vector::default(), 7, Mode::On, -16, true, whole);

    // A packed field may be borrowed; the value goes in and out as a whole.
    let tail = &mut state.tail;
    tail.set(tail.get() + 1);
    assert_eq!(state.tail, 8);

    // Bits that do not fit are cut off, as in C, unless one asks.
    state.set_delta(17);
    assert_eq!(state.delta(), -15);
    assert!(state.try_set_delta(17).is_err());
    assert_eq!(state.with_mode(Mode::Off).mode(), Mode::Off);

    // SAFETY: `whole` was written, so all the bytes of `halves` were.
    assert_eq!(unsafe { state.halves() }.get(), [7, 0]);
    println!("{state:?}");
}
