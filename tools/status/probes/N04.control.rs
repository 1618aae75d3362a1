// SPDX-License-Identifier: MIT OR Apache-2.0

//! The impl that makes the promise is not unsafe.
//@ gate: dropck_eyepatch
//@ error: E0569

#![no_std]

pub struct Arc<T>(*mut T);

impl<#[may_dangle] T> Drop for Arc<T> {
    fn drop(&mut self) {}
}
