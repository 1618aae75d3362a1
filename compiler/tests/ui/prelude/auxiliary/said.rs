// SPDX-License-Identifier: MIT OR Apache-2.0

#[macro_export]
macro_rules! said {
    ($condition:expr) => {
        println!("{}: {}", stringify!($condition), $condition)
    };
}
