// SPDX-License-Identifier: MIT OR Apache-2.0

//! Cast.

#[cfg(any(kelson_kernel, feature = "zerocopy"))]
pub use ::zerocopy;
