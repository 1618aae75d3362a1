// SPDX-License-Identifier: MIT OR Apache-2.0

//! What rustc does with packed types, it does with these: copies, drops, niches, generics, unsized tails.

//@run
//@compile-flags: -K asm-syntax=intel

use std::mem::{ManuallyDrop, align_of, align_of_val, offset_of, size_of, size_of_val};
use std::num::NonZeroU32;

#[repr(C, align(16))]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
struct Aligned(u32);

struct Noisy(&'static str);

impl Drop for Noisy {
    fn drop(&mut self) {
        // Its address is looked at: drop has to see an aligned value.
        let address = &raw const *self as usize;
        println!("drop {} {}", self.0, address % align_of::<Self>());
    }
}

#[repr(C, packed)]
#[kelsonc::align(32)]
struct Owner<T> {
    tag: u8,
    noisy: Noisy,
    list: Vec<u8>,
    value: T,
}

#[repr(C, packed)]
#[kelsonc::align(8)]
struct Gaps<T> {
    tag: u8,
    #[kelsonc::align(4)]
    noisy: Noisy,
    middle: u8,
    #[kelsonc::align(2)]
    value: T,
}

#[repr(C, packed(2))]
#[kelsonc::align(8)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
struct Plain {
    first: u16,
    second: Aligned,
}

#[repr(C, packed)]
#[kelsonc::align(4)]
struct Niche {
    tag: u8,
    #[kelsonc::align(2)]
    count: NonZeroU32,
}

#[repr(C, packed(2))]
#[kelsonc::align(8)]
struct Tail<T: ?Sized> {
    tag: u8,
    rest: ManuallyDrop<T>,
}

#[repr(C, packed)]
#[kelsonc::align(16)]
union Register {
    whole: u64,
    low: u8,
    part: Plain,
}

#[repr(C, packed)]
#[kelsonc::align(1)]
union Loose {
    wide: Aligned,
    low: u8,
}

macro_rules! header {
    ($name:ident, $align:literal, $field:literal) => {
        #[repr(C, packed)]
        #[kelsonc::align($align)]
        struct $name {
            kind: u8,
            #[kelsonc::align($field)]
            length: u32,
        }
    };
}

header!(Header, 32, 2);

#[repr(C, packed)]
#[kelsonc::align(16)]
struct Empty;

static GLOBAL: Owner<u64> = Owner {
    tag: 3,
    noisy: Noisy("never"),
    list: Vec::new(),
    value: 0x1122_3344_5566_7788,
};

const SUM: u64 = {
    let plain = Plain { first: 5, second: Aligned(6) };
    plain.first as u64 + plain.second.0 as u64
};

fn main() {
    println!("{} {}", size_of::<Owner<u8>>(), offset_of!(Owner<Aligned>, value));
    println!("{} {}", size_of::<Gaps<u64>>(), offset_of!(Gaps<u64>, value));
    println!("{} {}", size_of::<Gaps<u8>>(), align_of::<Gaps<u8>>());
    println!("{} {}", size_of::<Plain>(), offset_of!(Plain, second));
    println!("{} {}", size_of::<Register>(), align_of::<Register>());
    println!("{} {}", size_of::<Loose>(), align_of::<Loose>());
    println!("{} {}", size_of::<Niche>(), size_of::<Option<Niche>>());
    println!("{} {}", size_of::<Header>(), offset_of!(Header, length));
    println!("{} {}", size_of::<Empty>(), align_of::<Empty>());
    println!("{} {:#x} {SUM}", { GLOBAL.tag }, { GLOBAL.value });

    let owner = Owner { tag: 1, noisy: Noisy("owner"), list: vec![1, 2], value: Aligned(4) };
    let Owner { noisy, .. } = owner;
    println!("moved out");
    drop(noisy);
    let gaps = Gaps { tag: 1, noisy: Noisy("gaps"), middle: 2, value: [3_u64; 2] };
    println!("{} {} {}", gaps.tag, gaps.middle, { gaps.value }[1]);
    drop(gaps);

    let many = vec![Plain { first: 2, second: Aligned(1) }, Plain::default()];
    println!("{:?} {}", many.iter().min(), many[0].clone() == many[1]);
    println!("{}", &raw const many[1] as usize - &raw const many[0] as usize);

    let tail: &Tail<[u16]> = &Tail { tag: 1, rest: ManuallyDrop::new([1, 2, 3]) };
    println!("{} {} {}", size_of_val(tail), align_of_val(tail), tail.rest[2]);
    let tail: Box<Tail<dyn ToString>> = Box::new(Tail { tag: 1, rest: ManuallyDrop::new(7_u8) });
    println!("{} {} {}", size_of_val(&*tail), align_of_val(&*tail), tail.tag);

    let register = Register { whole: 0x0102 };
    // SAFETY: all bytes of `whole` were written.
    println!("{}", unsafe { register.low });
    println!("{:?}", Some(Niche { tag: 0, count: NonZeroU32::MIN }).map(|niche| niche.count));
}
