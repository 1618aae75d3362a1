// SPDX-License-Identifier: MIT OR Apache-2.0

//! A const parameter of a type that the user defined.
//@ gate: adt_const_params

#![no_std]

#[derive(PartialEq, Eq, core::marker::ConstParamTy)]
pub enum Mode {
    Poll,
    Interrupt,
}

pub struct Port<const MODE: Mode>;

pub type Polled = Port<{ Mode::Poll }>;
