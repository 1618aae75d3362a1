// SPDX-License-Identifier: MIT OR Apache-2.0

//! Generic functions of another crate, which hide what they do with a value.

//@compile-flags: -K attributes=on

pub trait Clear {
    fn clear(&mut self);
}

impl<T> Clear for Option<T> {
    fn clear(&mut self) {
        *self = None;
    }
}

pub fn boxed<T: Send + 'static>(value: T) -> Box<dyn Send> {
    Box::new(value)
}

pub struct Table<T>(T);

impl<T> Table<T> {
    const RELEASE: fn(T) = drop::<T>;

    pub fn release(value: T) {
        Self::RELEASE(value);
    }
}

pub fn clear<T>(slot: &mut Option<T>) {
    let object: &mut dyn Clear = slot;
    object.clear();
}

#[kelsonc::may_forget]
pub struct Registry<T>(Vec<T>);

pub fn register<T>(value: T) -> usize {
    Registry(vec![value]).0.len()
}
