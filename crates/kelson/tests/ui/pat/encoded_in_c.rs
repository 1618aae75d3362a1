// What is encoded is no integer of C, and rustc says so where a function of C takes it for one.
#![deny(improper_ctypes)]
#![allow(dead_code)]
use kelson::pat;

type Id = pat!(encoded u32 is 0..u32::MAX);
type Plain = pat!(u32 is 1..);

#[repr(C)]
struct Request {
    id: Id,
    flags: u32,
}

unsafe extern "C" {
    // Near miss: the bytes of this one are the integer.
    fn plain(number: &Plain);
    fn by_value(id: Id); //~ improper_ctypes
    fn in_struct(request: &Request); //~ improper_ctypes
}

fn main() {}
