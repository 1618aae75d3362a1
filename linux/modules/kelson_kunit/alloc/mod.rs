// SPDX-License-Identifier: MIT OR Apache-2.0

//! Owning pointers and vectors on the kernel's allocators.

mod dangle;
mod karc;
mod kbox;
mod kvec;

suite!(kelson_alloc: dangle, karc, kbox, kvec);
