// SPDX-License-Identifier: MIT OR Apache-2.0

//! What a stable release refuses, and what a mistake looks like that shows code of the standard library.

#![feature(never_type)]

pub fn never(_: !) {}

pub fn clone<T>(values: &[T]) -> Vec<T> {
    values.to_vec()
}
