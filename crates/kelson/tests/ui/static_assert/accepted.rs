// What holds compiles, in every position.
//@check-pass
#![deny(warnings)]
// Not every compiler counts a use in an anonymous constant.
#![allow(dead_code)]
use kelson::{const_assert, static_assert, where_assert};

static_assert!(true);
static_assert!(size_of::<u32>() == 4, "a message",);
static_assert!(<usize as Limit>::MAX == 4096);
static_assert!(<u32>::MAX > 3);
static_assert!(<[u8; 4] as Len>::LEN == 4, concat!("a", "b"));

pub trait Limit {
    const MAX: usize;
}
impl Limit for usize {
    const MAX: usize = 4096;
}
pub trait Len {
    const LEN: usize;
}
impl<const N: usize> Len for [u8; N] {
    const LEN: usize = N;
}

static_assert!(<T: Limit> for [usize]: T::MAX == 4096);
static_assert!(<T: ?Sized> for [str, [u8], dyn Send]: size_of::<&T>() == 16, "wide");

#[where_assert(N > 0)]
#[where_assert(size_of::<T>() < 64, "small")]
pub const fn first<T: Copy, const N: usize>(of: &[T; N]) -> T {
    const_assert!(N > 0);
    of[0]
}

pub struct Table<T, const N: usize>([T; N]);

#[where_assert(N > 1)]
impl<T: Copy, const N: usize> Table<T, N> {
    pub const LAST: usize = N - 1;

    pub const fn last(&self) -> T {
        self.0[Self::LAST]
    }
}

#[where_assert(N < 100)]
impl<T: Copy, const N: usize> Table<T, N> {
    #[where_assert(N < 50)]
    pub async fn later(&self) -> T {
        self.0[0]
    }
}

#[where_assert(core::mem::align_of::<Self>() == 1)]
pub enum Tiny {
    A,
}

fn main() {
    static_assert!(1 < 2);
    first(&[1]);
    Table([1, 2]).last();
    let _ = Table([1, 2]).later();
}
