// SPDX-License-Identifier: MIT OR Apache-2.0

//@compile-flags: -K asm-syntax=intel

#[repr(C, align(16))]
#[derive(Clone, Copy)]
pub struct Aligned(pub u32);

#[repr(C, packed)]
#[kelsonc::align(64)]
#[derive(Clone, Copy)]
pub struct Struct {
    pub kind: u8,
    pub body: Aligned,
    pub tail: u16,
}

#[repr(C, packed)]
#[kelsonc::align(8)]
#[derive(Clone, Copy)]
pub struct Fields<T> {
    pub kind: u8,
    #[kelsonc::align(4)]
    pub body: T,
}

#[repr(C, packed)]
#[kelsonc::align(32)]
#[derive(Clone, Copy)]
pub union Union {
    pub whole: u64,
    pub low: u8,
}

pub fn fields() -> Fields<u16> {
    Fields { kind: 1, body: 0x0203 }
}

/// Compiled here: size, alignment, and the offset of the second field.
pub fn sizes() -> [usize; 8] {
    [
        size_of::<Struct>(),
        align_of::<Struct>(),
        std::mem::offset_of!(Struct, tail),
        size_of::<Fields<u16>>(),
        align_of::<Fields<u16>>(),
        std::mem::offset_of!(Fields<u16>, body),
        size_of::<Union>(),
        align_of::<Union>(),
    ]
}
