// SPDX-License-Identifier: MIT OR Apache-2.0

//! A faster way for some types, chosen at compile time.

//@run
//@compile-flags: -K edition=kernel

trait Fill {
    fn fill(self, to: &mut [Self]) -> &'static str
    where
        Self: Sized;
}

impl<T: Clone> Fill for T {
    default fn fill(self, to: &mut [T]) -> &'static str {
        to.iter_mut().for_each(|slot| *slot = self.clone());
        "one by one"
    }
}

impl Fill for u8 {
    fn fill(self, to: &mut [u8]) -> &'static str {
        to.fill(self);
        "at once"
    }
}

fn fill_all<T: Clone>(value: T, to: &mut [T]) -> &'static str {
    value.fill(to)
}

fn main() {
    let (mut bytes, mut words) = ([0_u8; 4], [0_u16; 4]);
    println!("{} {}", fill_all(7, &mut bytes), fill_all(7, &mut words));
    println!("{bytes:?} {words:?}");
}
