// SPDX-License-Identifier: MIT OR Apache-2.0

//! C layout.

#[doc(hidden)]
pub mod bits;
pub mod engine;
#[doc(hidden)]
pub mod enums;
mod flexible;
mod packed;
#[doc(hidden)]
pub mod plan;

pub use bits::{Base, OutOfRange};
pub use enums::Enum;
pub use flexible::FlexibleArray;
pub use kelson_macros::c_layout;
pub use packed::Packed;
