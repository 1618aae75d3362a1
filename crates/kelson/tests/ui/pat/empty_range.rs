// A range has a value.
use kelson::pat;

const NR_CPUS: u32 = 0;

struct Cpu {
    // Near miss: one value.
    node: pat!(u32 is 0..=0),
    number: pat!(u32 is 0..NR_CPUS), //~ E0080
}

type Nice = pat!(i32 is 19..=-20); //~ E0080

fn nice(_: Nice) {}

fn main() {}
