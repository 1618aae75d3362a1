// SPDX-License-Identifier: MIT OR Apache-2.0

//! Where packing has other rules.

//@rustc-env: RUSTC_BOOTSTRAP=1
//@compile-flags: -K asm-syntax=intel --target x86_64-pc-windows-msvc --crate-type=lib

#![feature(no_core, lang_items)]
#![allow(internal_features)]
#![no_core]

#[lang = "pointee_sized"]
pub trait PointeeSized {}
#[lang = "meta_sized"]
pub trait MetaSized: PointeeSized {}
#[lang = "sized"]
pub trait Sized: MetaSized {}

#[repr(C, packed)]
#[kelsonc::align(8)] //~ ERROR: no meaning on a target
pub struct Header(u8);

// A near miss.
#[repr(C, packed)]
pub struct Packed(u8);
