//@run
use kelson::Aligned;

/// What the kernel is configured for.
mod config {
    pub const PAGE_SIZE: usize = 4096;
    pub const L1_CACHE_SHIFT: usize = 6;
}

/// `struct ring { u32 head; u32 tail; } __aligned(PAGE_SIZE);`
#[kelson::align(config::PAGE_SIZE)]
#[derive(Clone, Default)]
#[repr(C)]
struct Ring {
    head: u32,
    tail: u32,
}

/// `____cacheline_aligned`
#[kelson::align(1 << config::L1_CACHE_SHIFT)]
struct Counter(u64);

/// Of an enum, or of a type of somebody else.
#[derive(Debug, PartialEq)]
enum State {
    Idle,
    Busy(u8),
}

static STATES: [Aligned<State, { 1 << config::L1_CACHE_SHIFT }>; 2] =
    [Aligned::new(State::Idle), Aligned::new(State::Busy(3))];

fn main() {
    assert_eq!((align_of::<Ring>(), size_of::<Ring>()), (4096, 4096));
    assert_eq!((align_of::<Counter>(), size_of_val(&STATES)), (64, 128));

    let ring = Ring { head: 1, tail: 2, _align: [] };
    let Ring { head, tail, .. } = Ring { head: 0, ..ring.clone() };
    let counter = Counter(u64::from(head + tail), []);
    assert_eq!((ring.head, counter.0, &*STATES[1]), (1, 2, &State::Busy(3)));
}
