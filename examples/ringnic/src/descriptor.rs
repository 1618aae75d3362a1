// SPDX-License-Identifier: MIT OR Apache-2.0

//! What driver and device tell each other about one buffer.

use kelson::{static_assert, where_assert};

/// One entry of a ring, as the device reads and writes it.
#[where_assert(size_of::<Self>() == 16, "the device steps through 16-byte descriptors")]
#[repr(C)]
#[derive(Clone, Copy, Default, Debug)]
pub struct Descriptor {
    /// Which buffer; on real hardware, its bus address.
    pub buffer: u64,
    /// Bytes in use, at most [`crate::BUFFER`].
    pub length: u32,
    /// Whose turn it is.
    pub flags: u32,
}

// The device looks at the flags alone to see whether a descriptor is its own.
static_assert!(core::mem::offset_of!(Descriptor, flags) == 12);

impl Descriptor {
    /// The device may use the buffer.
    pub const OWNED_BY_DEVICE: u32 = 1 << 0;
    /// The device is done with it.
    pub const DONE: u32 = 1 << 1;

    /// Whether the device has finished with this descriptor.
    pub const fn is_done(&self) -> bool {
        self.flags & Self::DONE != 0
    }

    /// Whether the device may take this descriptor.
    pub const fn is_devices(&self) -> bool {
        self.flags & Self::OWNED_BY_DEVICE != 0
    }
}
