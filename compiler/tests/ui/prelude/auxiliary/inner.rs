// SPDX-License-Identifier: MIT OR Apache-2.0

pub fn greets() -> String {
    assert_eq!(core::mem::size_of::<Vec>(), 0);
    format!("{}, out of line", hello())
}
