// SPDX-License-Identifier: MIT OR Apache-2.0

//! Keeps its impls apart by what is not implemented, which the owner of a type may.

use std::fmt::{Debug, Display};

pub struct Device;
pub struct Sensor;
pub struct Free;

pub trait Report {
    fn report(&self) -> &'static str;
}

impl Report for Device {
    fn report(&self) -> &'static str {
        "device"
    }
}

impl Report for Sensor {
    fn report(&self) -> &'static str {
        "sensor"
    }
}

impl<T: Display> Report for T {
    fn report(&self) -> &'static str {
        "displayed"
    }
}

pub trait Spell {}
impl Spell for Device {}
impl<T: ToString> Spell for T {}

pub trait Both {}
impl Both for Free {}
impl<T: Default + Debug> Both for T {}

pub fn report(value: &impl Report) -> &'static str {
    value.report()
}
