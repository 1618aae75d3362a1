// A type aligned to a constant is used as one that is aligned to the number, which the optimizer may rely on too.
//@ same: fill fill_number
//@ same: copy copy_number
//@ same: sum sum_number
//@ same: sum_of_aligned sum_number
//@ same: low_bits nothing
#![crate_type = "lib"]
use kelson::Aligned;

const LINE: usize = 64;

#[kelson::align(LINE)]
#[derive(Clone, Copy)]
#[repr(C)]
pub struct Constant {
    words: [u64; 8],
}

#[derive(Clone, Copy)]
#[repr(C, align(64))]
pub struct Number {
    words: [u64; 8],
}

#[no_mangle]
pub extern "C" fn fill(of: &mut Constant, word: u64) {
    *of = Constant { words: [word; 8], _align: [] };
}

#[no_mangle]
pub extern "C" fn fill_number(of: &mut Number, word: u64) {
    *of = Number { words: [word; 8] };
}

#[no_mangle]
pub extern "C" fn copy(of: &mut Constant, from: &Constant) {
    *of = *from;
}

#[no_mangle]
pub extern "C" fn copy_number(of: &mut Number, from: &Number) {
    *of = *from;
}

#[no_mangle]
pub extern "C" fn sum(of: &Constant) -> u64 {
    of.words.iter().fold(0, |sum, word| sum ^ word)
}

#[no_mangle]
pub extern "C" fn sum_number(of: &Number) -> u64 {
    of.words.iter().fold(0, |sum, word| sum ^ word)
}

#[no_mangle]
pub extern "C" fn sum_of_aligned(of: &Aligned<[u64; 8], LINE>) -> u64 {
    of.iter().fold(0, |sum, word| sum ^ word)
}

#[no_mangle]
pub extern "C" fn low_bits(of: &Constant) -> usize {
    core::ptr::from_ref(of).addr() & (LINE - 1)
}

#[no_mangle]
pub extern "C" fn nothing(_: &Number) -> usize {
    0
}
