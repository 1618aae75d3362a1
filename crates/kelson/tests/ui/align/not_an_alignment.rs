// An alignment is a power of two up to 2^29.
use kelson::Aligned;

const PAGE_SIZE: usize = 4096;
const NR_CPUS: u32 = 8;

#[kelson::align(PAGE_SIZE - 1)] //~ E0080
struct NotAPower {
    value: u8,
}

#[kelson::align(PAGE_SIZE << 18)] //~ E0080
struct TooLarge(u8);

#[kelson::align(64, PAGE_SIZE, PAGE_SIZE / 3)] //~ E0080
struct OneOfThem(u8);

#[kelson::align(NR_CPUS)] //~ E0308
struct WrongType(u8);

struct Stack {
    bytes: Aligned<u8, 24>, //~ E0277
}

// Near misses.
#[kelson::align(PAGE_SIZE << 17)]
struct Largest(u8);

#[kelson::align(NR_CPUS as usize)]
struct Converted(u8);

fn main() {}
