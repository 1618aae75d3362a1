// A range is encoded where that is of use alone.
use kelson::pat;

const ALL: u32 = u32::MAX;

// The plain form has values for `None`.
type Index = pat!(encoded u32 is 0..1000); //~ E0080
type Byte = pat!(encoded u8 is 0..=254); //~ E0080
type NotZero = pat!(encoded i16 is ..=-1); //~ E0080
type Lower = pat!(encoded char is 'a'..='z'); //~ E0080
// There is none to be had.
type Full = pat!(encoded u32 is 0..=ALL); //~ E0080
type Signed = pat!(encoded i64 is i64::MIN..); //~ E0080
type Empty = pat!(encoded u32 is 9..9); //~ E0080
// Near misses.
type Id = pat!(encoded u32 is 0..ALL);
type Fit = pat!(encoded u16 is 0..=0xff00);

fn takes(_: Index, _: Byte, _: NotZero, _: Lower) {}
fn takes_others(_: Full, _: Signed, _: Empty, _: Id, _: Fit) {}

const LAST: Id = pat!(ALL in Id); //~ E0080

fn main() {}
