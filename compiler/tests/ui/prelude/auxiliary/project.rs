// SPDX-License-Identifier: MIT OR Apache-2.0

pub mod prelude {
    /// Not the standard one.
    pub type Result<T> = core::result::Result<T, crate::Error>;
}

#[derive(Debug)]
pub struct Error;
