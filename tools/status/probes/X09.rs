// SPDX-License-Identifier: MIT OR Apache-2.0

//! No allocator symbols for the kernel to define.
//@ none: object files tell; the static library test of `KBox` looks for undefined symbols
