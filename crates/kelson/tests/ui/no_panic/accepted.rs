// Functions of every kind keep their meaning under the mark.
//@run
#![deny(warnings)]
use kelson::no_panic;

#[no_panic]
pub const fn constant(a: u32) -> u32 {
    a / 2
}

#[no_panic]
fn generic<'a, T: Copy + 'a, const N: usize>(of: &'a [T; N]) -> Option<T>
where
    T: Default,
{
    of.first().copied()
}

#[no_panic]
#[inline(always)]
unsafe fn raw(at: *const u8) -> u8 {
    // SAFETY: the caller's promise.
    unsafe { *at }
}

#[no_panic]
extern "C" fn r#type(of: extern "C" fn(u8) -> u8) -> u8 {
    of(1)
}

trait Device {
    #[no_panic]
    fn reset(&mut self) -> u32 {
        7
    }
}

struct Nic(u32);

impl Nic {
    #[no_panic]
    fn count(&self) -> u32 {
        #![allow(clippy::needless_return)]
        self.0
    }
}

impl Device for Nic {
    #[no_panic]
    fn reset(&mut self) -> u32 {
        self.0 = 0;
        self.0
    }
}

fn main() {
    const HALF: u32 = constant(8);
    assert_eq!(HALF, 4);
    assert_eq!(generic(&[5u8]), Some(5));
    // SAFETY: a reference is valid for reads.
    assert_eq!(unsafe { raw(&9) }, 9);
    extern "C" fn next(a: u8) -> u8 {
        a + 1
    }
    assert_eq!(r#type(next), 2);
    let mut nic = Nic(3);
    assert_eq!(nic.count(), 3);
    assert_eq!(nic.reset(), 0);
}
