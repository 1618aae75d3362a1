// SPDX-License-Identifier: MIT OR Apache-2.0

//! Conditions on constants, on types of ours, of C and of the kernel.

use core::mem::offset_of;
use kelson::{
    const_assert,
    static_assert,
    where_assert, //
};
use kernel::{
    bindings,
    prelude::*, //
};

/// Of the same layout as the one in `static_assert.c`.
#[where_assert(size_of::<Self>() == 16, "the device reads 16-byte descriptors")]
#[repr(C)]
struct Descriptor {
    address: u64,
    length: u16,
    flags: u16,
    status: u32,
}

static_assert!(offset_of!(Descriptor, length) == 8 && offset_of!(Descriptor, status) == 12);

// The kernel's own types, as bindgen has made them.
static_assert!(size_of::<bindings::list_head>() == 2 * size_of::<usize>());
static_assert!(<T> for [bindings::gfp_t, u32, c_uint]: size_of::<T>() == 4, "32 bits each");
static_assert!(<T: ?Sized> for [CStr, str, [u8]]: size_of::<&T>() == 2 * size_of::<usize>());
static_assert!(<const N: usize> for [kernel::page::PAGE_SIZE, 4096]: N.is_power_of_two());

// SAFETY: `static_assert.c` defines it as a constant of a struct with the same fields.
unsafe extern "C" {
    safe static kelson_descriptor: Descriptor;
}

struct Ring<T, const N: usize> {
    slots: KVec<T>,
}

#[where_assert(N.is_power_of_two(), "the index mask needs a power of two")]
#[where_assert(size_of::<T>() <= 8)]
impl<T: Copy, const N: usize> Ring<T, N> {
    const MASK: usize = N - 1;

    fn new(value: T) -> Result<Self> {
        Ok(Ring {
            slots: KVec::from_elem(value, N, GFP_KERNEL)?,
        })
    }

    fn get(&self, index: usize) -> Option<T> {
        self.slots.get(index & Self::MASK).copied()
    }
}

trait Width {
    fn bits() -> usize;
}

#[where_assert(N > 0)]
impl<T, const N: usize> Width for Ring<T, N> {
    fn bits() -> usize {
        const_assert!(size_of::<T>() < 1 << 16);
        N * size_of::<T>() * 8
    }
}

cases! { static_assert:
    fn asserted_layout_is_that_of_c() {
        expect_eq!(kelson_descriptor.address, 0x0123_4567_89ab_cdef);
        expect_eq!(kelson_descriptor.length, 0x1122);
        expect_eq!(kelson_descriptor.flags, 0x3344);
        expect_eq!(kelson_descriptor.status, 0x5566_7788);
    }

    fn an_impl_with_assertions_works_as_without() {
        let ring = Ring::<u16, 8>::new(7);
        expect_eq!(ring.as_ref().ok().and_then(|ring| ring.get(1001)), Some(7));
        expect_eq!(ring.map(|ring| ring.slots.len()).ok(), Some(8));
        expect_eq!(Ring::<u32, 4>::bits(), 128);
    }

    fn an_assertion_is_an_expression_of_unit_type() {
        fn first<const N: usize>(of: [u8; N]) -> ((), u8) {
            static_assert!(true);
            (const_assert!(N > 0, "not empty"), of[0])
        }
        expect_eq!(first([3, 4]), ((), 3));
    }
}
