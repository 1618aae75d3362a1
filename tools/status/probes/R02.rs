// SPDX-License-Identifier: MIT OR Apache-2.0

//! Layouts of packed and aligned C types in the output of bindgen.
//@ none: bindgen is a program of its own, no part of rustc
