// SPDX-License-Identifier: MIT OR Apache-2.0

//! Without the attribute the same is refused.

//@compile-flags: -K edition=kernel

struct Own<T>(*mut T);

impl<T> Drop for Own<T> {
    fn drop(&mut self) {}
}

fn main() {
    let (_owner, value);
    value = 7_u8;
    _owner = Own(&mut &value); //~ E0597
}
