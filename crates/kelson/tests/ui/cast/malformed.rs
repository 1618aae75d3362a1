// What is no cast is told how one is written.
use kelson::{cast, const_cast};

fn casts(number: u32) {
    let _: u64 = cast!(number as u64); //~ ERROR: write `cast!(value => Type)`
    let _: u64 = cast!(number, u64); //~ ERROR: write `cast!(value => Type)`
    let _: u64 = cast!(number =>); //~ ERROR: write `cast!(value => Type)`
    let _: u64 = cast!(); //~ ERROR: write `cast!(value => Type)`
    let _: u16 = const_cast!(5); //~ ERROR: write `const_cast!(VALUE => Type)`
    // Near misses.
    let _: u64 = cast!(number as u64 => u64);
    let _: u16 = const_cast!(
        5u64 => u16,
    );
}

fn main() {
    casts(1);
}
