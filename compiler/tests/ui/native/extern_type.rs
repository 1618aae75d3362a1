// SPDX-License-Identifier: MIT OR Apache-2.0

//! A type of C that has no size here: it is known by its address only.

//@run
//@compile-flags: -K edition=kernel

unsafe extern "C" {
    type File;
}

fn is_open(file: *const File) -> bool {
    !file.is_null()
}

fn main() {
    assert_eq!(size_of::<&File>(), size_of::<usize>());
    println!("{}", is_open(&raw const *Box::new(1_u8) as *const File));
}
