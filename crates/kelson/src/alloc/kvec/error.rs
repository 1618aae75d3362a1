// SPDX-License-Identifier: MIT OR Apache-2.0

//! Why an item could not be inserted.

use crate::alloc::AllocError;
use core::{
    error::Error,
    fmt, //
};

/// Why [`KVec::insert`](super::Vec::insert) did nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InsertError {
    /// The index is behind the end.
    IndexOutOfBounds,
    /// There is no memory.
    OutOfMemory,
}

impl fmt::Display for InsertError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            InsertError::IndexOutOfBounds => "index out of bounds",
            InsertError::OutOfMemory => "out of memory",
        })
    }
}

impl Error for InsertError {}

impl From<AllocError> for InsertError {
    fn from(_: AllocError) -> Self {
        InsertError::OutOfMemory
    }
}

#[cfg(kelson_kernel)]
impl From<InsertError> for kernel::error::Error {
    fn from(error: InsertError) -> Self {
        match error {
            InsertError::IndexOutOfBounds => kernel::error::code::EINVAL,
            InsertError::OutOfMemory => kernel::error::code::ENOMEM,
        }
    }
}
