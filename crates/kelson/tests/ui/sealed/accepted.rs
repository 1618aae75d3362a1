// Sealed traits in all their forms, used from another module, with lints denied.
//@check-pass
#![deny(warnings, missing_docs, unreachable_pub)]
//! Documentation.
use kelson::sealed;

/// With everything a trait may have.
#[sealed]
pub unsafe trait Dma<'a, T: ?Sized = u8>: Send + Sync
where
    T: Copy,
{
    /// A type.
    type Handle;
    /// A function.
    fn map(&self, at: &'a T) -> Self::Handle;
}

/// A type.
pub struct Coherent<T>(pub T);

// SAFETY: nothing is promised.
#[sealed]
unsafe impl<'a, T: Send + Sync, U: Copy + 'a> Dma<'a, U> for Coherent<T>
where
    T: Clone,
{
    type Handle = (T, &'a U);
    fn map(&self, at: &'a U) -> (T, &'a U) {
        (self.0.clone(), at)
    }
}

/// A list, with a trailing comma and unsized types.
#[sealed(str, [u8], <T> [T; 2], (), fn(u8) -> u8,)]
pub trait Text {}

impl Text for str {}
impl<T> Text for [T; 2] {}

/// A module.
pub mod inner {
    use crate::Text;
    use kelson::sealed;

    /// Declared inside a function's crate path.
    #[sealed]
    pub trait Deep {}

    /// A user of the trait.
    pub fn takes(_: &dyn Text) {}

    #[sealed]
    impl Deep for u8 {}
}

#[sealed]
impl inner::Deep for u16 {}

#[sealed]
impl crate::inner::Deep for u32 {}

fn main() {
    #[sealed]
    trait Local {}
    #[sealed]
    impl Local for u8 {}
    fn needs<T: Local + inner::Deep>(_: T) {}
    needs(1u8);
    let _ = Coherent(1).map(&2);
    inner::takes(&[1, 2]);
}
