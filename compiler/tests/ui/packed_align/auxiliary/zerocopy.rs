// SPDX-License-Identifier: MIT OR Apache-2.0

//! Stands in for the package of that name.

pub unsafe trait FromBytes {}
pub unsafe trait IntoBytes {}
pub unsafe trait Unaligned {}
