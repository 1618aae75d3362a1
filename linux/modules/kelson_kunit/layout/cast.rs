// SPDX-License-Identifier: MIT OR Apache-2.0

//! Casts of the kernel's numbers, and of memory with the zerocopy that the kernel carries.

use core::num::NonZero;
use kelson::{
    cast,
    const_cast,
    zerocopy::{
        self,
        FromBytes as _,
        IntoBytes as _, //
    },
};
use kernel::{
    bindings,
    page::{
        PAGE_SHIFT,
        PAGE_SIZE, //
    },
    prelude::*, //
};
use zerocopy_derive::{
    Immutable,
    KnownLayout,
    TryFromBytes, //
};

/// A descriptor as a device has it in memory.
#[derive(Clone, Copy, PartialEq, Eq, Debug, FromBytes, IntoBytes, KnownLayout, Immutable)]
#[repr(C)]
struct Descriptor {
    address: u64,
    length: u32,
    flags: u16,
    status: u16,
}

/// How a transfer ended, of which a device tells by a byte.
#[derive(Clone, Copy, PartialEq, Eq, Debug, TryFromBytes)]
#[repr(u8)]
enum Status {
    Done = 0,
    Short = 3,
}

const LENGTH: u16 = const_cast!(PAGE_SIZE - 1 => u16);

cases! { cast:
    fn numbers_of_the_kernel_keep_their_values() {
        expect_eq!(cast!(bindings::CONFIG_NR_CPUS => usize), bindings::CONFIG_NR_CPUS as usize);
        expect_eq!(const_cast!(PAGE_SHIFT => u8), 12);
        expect_eq!(LENGTH, 4095);
        let order = NonZero::<u8>::MIN;
        expect_eq!(cast!(order => NonZero<usize>).get() << PAGE_SHIFT, PAGE_SIZE);
        expect_eq!(cast!(PAGE_SIZE => u64), const_cast!(PAGE_SIZE => u64));
    }

    fn memory_is_read_without_unsafe() {
        let sent = Descriptor { address: 0xfee0_0000, length: 1500, flags: 1, status: 3 };
        let mut bytes = [0; size_of::<Descriptor>() + 1];
        expect!(sent.write_to_prefix(&mut bytes).is_ok());
        // From a place that is not aligned for it, too.
        let read = Descriptor::read_from_prefix(&bytes).map(|(read, _)| read);
        expect_eq!(read.ok(), Some(sent));
        let words: [u32; 4] = zerocopy::transmute!(sent);
        expect_eq!(words[2], 1500);
        let [status, _] = sent.status.to_le_bytes();
        let status: Result<Status, _> = zerocopy::try_transmute!(status);
        expect_eq!(status.ok(), Some(Status::Short));
        let none: Result<Status, _> = zerocopy::try_transmute!(7u8);
        expect!(none.is_err());
        expect_eq!(Status::Done as u8, 0);
    }
}
