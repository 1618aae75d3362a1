// Bounds are of the type that the range is of.
use kelson::pat;

const NR_CPUS: u32 = 64;

type Cpu = pat!(usize is 0..NR_CPUS); //~ E0308
type Lower = pat!(char is 'a'..=122); //~ E0308
type Sign = pat!(u16 is -1..=1); //~ E0600
// Near misses.
type Byte = pat!(u8 is 0..=255);
type Converted = pat!(usize is 0..NR_CPUS as usize);

fn takes(_: Cpu, _: Lower, _: Sign, _: Byte, _: Converted) {}

fn main() {}
