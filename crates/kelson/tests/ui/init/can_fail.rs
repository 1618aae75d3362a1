// An initializer that can fail says so at its arrow.
use kelson::init::{lazy, InPlace, Init, Uninit};
use kelson::init;

struct Clock(u32);

struct TooFast;

impl Clock {
    fn new<'o>(out: Uninit<'o, Self>, rate: u32) -> Result<InPlace<'o, Self>, TooFast> {
        match rate {
            0..=100 => Ok(out.write(Clock(rate))),
            _ => Err(TooFast),
        }
    }
}

struct Port {
    clock: Clock,
}

fn port(rate: u32) -> impl Init<Port, TooFast> {
    init!(Port {
        clock <- lazy(move |out| Clock::new(out, rate)), //~ ERROR: this initializer can fail
    } ? TooFast)
}

fn near_miss(rate: u32) -> impl Init<Port, TooFast> {
    init!(Port {
        clock <-? lazy(move |out| Clock::new(out, rate)),
    })
}

fn main() {}
