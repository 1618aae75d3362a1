// SPDX-License-Identifier: MIT OR Apache-2.0

//! The `quote` crate where there is no cargo.
//@ none: wanted from the build of the kernel
