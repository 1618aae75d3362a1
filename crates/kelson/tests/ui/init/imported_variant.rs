// Fields are those of a struct. A variant under its own name has a literal too, but its fields are none of the enum's:
// they would be looked for in what the enum dereferences to.
//@no-rustfix
#![forbid(unsafe_code)]
use kelson::init::{InPlace, Init, Uninit};
use kelson::{build, init, pinned};
use std::ops::{Deref, DerefMut};

#[pinned]
#[repr(u8)]
enum Mode {
    Running { speed: u32 },
    Off,
}
use Mode::Running;

struct Elsewhere {
    speed: u32,
}

impl Deref for Mode {
    type Target = Elsewhere;
    fn deref(&self) -> &Elsewhere {
        &Elsewhere { speed: 0 }
    }
}

impl DerefMut for Mode {
    fn deref_mut(&mut self) -> &mut Elsewhere {
        Box::leak(Box::new(Elsewhere { speed: 0 }))
    }
}

fn near_miss() -> impl Init<Mode> {
    init!(Mode::Running { speed: 1 })
}

fn by_init() -> impl Init<Mode> {
    init!(Running { speed: 1 }) //~ E0433
}

fn by_build(place: Uninit<'_, Mode>) -> InPlace<'_, Mode> {
    build!(place => Running, |mode| { //~ E0433
        mode.speed = 1;
    })
}

fn main() {}
