// SPDX-License-Identifier: MIT OR Apache-2.0

//! How an allocation may be made: the kernel's own flags in the kernel, the same names elsewhere.

#[cfg(kelson_kernel)]
pub use ::kernel::alloc::{
    flags::*,
    Flags, //
};

#[cfg(not(kelson_kernel))]
pub use on_host::*;

#[cfg(not(kelson_kernel))]
mod on_host {
    use core::ops::{
        BitAnd,
        BitOr,
        Not, //
    };

    /// How an allocation may be made.
    ///
    /// The names are the kernel's. What each asks of an [`Allocator`](crate::alloc::Allocator) that
    /// is not a kernel's is for that allocator to say; only [`__GFP_ZERO`] is binding.
    ///
    /// ```
    /// use kelson::alloc::{GFP_KERNEL, __GFP_ZERO};
    ///
    /// let flags = GFP_KERNEL | __GFP_ZERO;
    /// assert!(flags.contains(__GFP_ZERO) && !GFP_KERNEL.contains(__GFP_ZERO));
    /// ```
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct Flags(u32);

    impl Flags {
        /// Whether all of `flags` are among these.
        pub const fn contains(self, flags: Flags) -> bool {
            self.0 & flags.0 == flags.0
        }

        /// The bits, for an allocator in another language.
        ///
        /// They are this library's and not those of any kernel.
        pub const fn bits(self) -> u32 {
            self.0
        }

        /// The flags with these bits.
        pub const fn from_bits(bits: u32) -> Self {
            Flags(bits)
        }
    }

    impl BitOr for Flags {
        type Output = Self;
        fn bitor(self, other: Self) -> Self {
            Flags(self.0 | other.0)
        }
    }

    impl BitAnd for Flags {
        type Output = Self;
        fn bitand(self, other: Self) -> Self {
            Flags(self.0 & other.0)
        }
    }

    impl Not for Flags {
        type Output = Self;
        fn not(self) -> Self {
            Flags(!self.0)
        }
    }

    const HIGH: u32 = 1 << 0;
    const IO: u32 = 1 << 1;
    const FS: u32 = 1 << 2;
    const RECLAIM: u32 = 1 << 3;
    const KSWAPD: u32 = 1 << 4;
    const ACCOUNT: u32 = 1 << 5;

    /// May sleep, and get memory back from elsewhere: the usual choice.
    pub const GFP_KERNEL: Flags = Flags(RECLAIM | KSWAPD | IO | FS);
    /// [`GFP_KERNEL`], charged to whoever asked for it.
    pub const GFP_KERNEL_ACCOUNT: Flags = Flags(GFP_KERNEL.0 | ACCOUNT);
    /// May not sleep, and may use reserves.
    pub const GFP_ATOMIC: Flags = Flags(HIGH | KSWAPD);
    /// May not sleep, and may not use reserves: likely to fail.
    pub const GFP_NOWAIT: Flags = Flags(KSWAPD | __GFP_NOWARN.0);
    /// The memory is zero at first.
    pub const __GFP_ZERO: Flags = Flags(1 << 8);
    /// A failure is not reported to the log.
    pub const __GFP_NOWARN: Flags = Flags(1 << 9);
    /// Memory that need not be mapped all the time.
    pub const __GFP_HIGHMEM: Flags = Flags(1 << 10);
}
