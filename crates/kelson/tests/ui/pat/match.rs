// The patterns of a range are those of its integer, and a value is made by a function.
use kelson::pat;

type Percent = pat!(u8 is 0..=100);

fn half(percent: Percent) -> bool {
    match percent {
        50 => true, //~ E0308
        _ => false,
    }
}

fn quarter() -> Percent {
    25 //~ E0308
}

fn near_miss(percent: Percent) -> bool {
    match percent.get() {
        50 => true,
        _ => percent == Percent::of::<25>(),
    }
}

fn main() {}
