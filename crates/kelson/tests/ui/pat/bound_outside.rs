// Bounds are values of the type.
use kelson::pat;

type Percent = pat!(u8 is 0..=300); //~ overflowing_literals
type Low = pat!(i8 is -129..); //~ overflowing_literals
// Near miss.
type Byte = pat!(u8 is 0..=255);

fn takes(_: Percent, _: Low, _: Byte) {}

fn main() {}
