// The layout of an enum is known from what is there, however that is said.
#![forbid(unsafe_code)]
use kelson::pinned;

#[pinned]
#[repr(u8)]
enum Hidden {
    #[cfg_attr(all(), cfg(any()))] //~ ERROR: hides its number
    Off,
    On,
}

#[pinned]
#[repr(u8)]
enum Raw {
    #[r#cfg(any())] //~ ERROR: hides its number
    Off,
    On,
}

#[pinned]
#[r#repr(r#packed)] //~ ERROR: a packed struct cannot keep its fields where they are
struct Packed {
    length: u32,
}

// It could be built in place if it was the integer alone.
#[pinned]
#[repr(u8)]
#[r#repr(C)]
enum RawC {
    Word { byte: u8, word: u64 },
    Byte { byte: u8 },
}

fn of_c() -> impl kelson::init::Init<RawC> {
    kelson::init!(RawC::Byte { byte: 1 }) //~ E0599
}

#[pinned]
#[repr(u8)]
enum NearMiss {
    #[cfg_attr(all(), allow(dead_code))]
    Off,
    #[allow(dead_code)]
    On {
        #[cfg_attr(all(), cfg(any()))]
        speed: u32,
        #[r#cfg(all())]
        limit: u32,
    },
}

fn near_miss() -> impl kelson::init::Init<NearMiss> {
    kelson::init!(NearMiss::On { limit: 1 })
}

fn main() {}
