// SPDX-License-Identifier: MIT OR Apache-2.0

//! In-place initialization stays sound with type aliases of opaque types.
//@ none: what is wanted is that a program does not compile; the exploit is a compile-fail test of `init/place`
