// The example of the book's page.
//@run
use kelson::{const_assert, static_assert, where_assert};

#[where_assert(size_of::<Self>() == 16, "the device reads 16-byte descriptors")]
#[repr(C)]
struct Descriptor {
    address: u64,
    length: u32,
    flags: u32,
}

static_assert!(core::mem::offset_of!(Descriptor, flags) == 12);

trait Register {
    const OFFSET: usize;
}
struct Ctrl;
struct Status;
impl Register for Ctrl {
    const OFFSET: usize = 0x00;
}
impl Register for Status {
    const OFFSET: usize = 0x08;
}

static_assert!(<R: Register> for [Ctrl, Status]: R::OFFSET % 8 == 0, "registers are 64 bits");

struct Ring<T, const N: usize>([T; N]);

#[where_assert(N.is_power_of_two(), "the index mask needs a power of two")]
impl<T: Copy, const N: usize> Ring<T, N> {
    const MASK: usize = N - 1;

    fn at(&self, counter: u32) -> T {
        self.0[counter as usize & Self::MASK]
    }
}

fn write<R: Register>(_: R, value: u64) -> u64 {
    const_assert!(R::OFFSET < 0x1000, "the window is one page");
    value
}

fn main() {
    let descriptor = Descriptor { address: 0, length: 64, flags: 1 };
    assert_eq!(descriptor.address + u64::from(descriptor.length + descriptor.flags), 65);
    assert_eq!(Ring([1, 2, 3, 4]).at(6), 3);
    assert_eq!(write(Ctrl, 5) + write(Status, 6), 11);
}
