// SPDX-License-Identifier: MIT OR Apache-2.0

//! Alignments that are constants, where the language takes a number only.
//!
//! `#[repr(align(PAGE_SIZE))]` is not Rust: the attribute takes a literal. But a field of no size
//! that is aligned to 4096 aligns the struct it is in, and a trait can look one up by a constant:
//! `[<Align<{ PAGE_SIZE }> as ToAlign>::T; 0]`.

/// The number `N`, for [`ToAlign`] to find a type by.
#[derive(Clone, Copy, Debug)]
pub enum Align<const N: usize> {}

/// Is implemented for [`Align<N>`] where `N` is an alignment: a power of two up to 2^29.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no alignment: it must be a power of two, and at most 2^29",
    label = "not a power of two up to 2^29"
)]
pub trait ToAlign {
    /// A type of no size that is aligned to `N`.
    ///
    /// It has one value, which `Default` gives. In a struct that is passed to C write `[T; 0]`,
    /// which takes no value of it.
    type T: Copy
        + Default
        + Eq
        + Ord
        + core::hash::Hash
        + core::fmt::Debug
        + Send
        + Sync
        + Unpin
        + 'static;
}

macro_rules! aligners {
    ($($number:literal $name:ident)*) => { $(
        /// Has no size, and the alignment of its name.
        #[cfg_attr(
            kelson_kernel,
            derive(
                ::zerocopy_derive::FromBytes,
                ::zerocopy_derive::IntoBytes,
                ::zerocopy_derive::Immutable,
                ::zerocopy_derive::KnownLayout
            )
        )]
        #[cfg_attr(
            all(feature = "zerocopy", not(kelson_kernel)),
            derive(
                ::zerocopy::FromBytes,
                ::zerocopy::IntoBytes,
                ::zerocopy::Immutable,
                ::zerocopy::KnownLayout
            )
        )]
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(C, align($number))]
        pub struct $name([u8; 0]);

        // SAFETY: it has no bytes.
        unsafe impl crate::init::Zeroable for $name {}

        impl ToAlign for Align<$number> {
            type T = $name;
        }
    )* };
}

/// The types that [`ToAlign`] leads to. Only generated code names them.
mod aligner {
    use super::{Align, ToAlign};

    aligners! {
        1 Align1
        2 Align2
        4 Align4
        8 Align8
        16 Align16
        32 Align32
        64 Align64
        128 Align128
        256 Align256
        512 Align512
        1024 Align1K
        2048 Align2K
        4096 Align4K
        8192 Align8K
        16384 Align16K
        32768 Align32K
        65536 Align64K
        131072 Align128K
        262144 Align256K
        524288 Align512K
        1048576 Align1M
        2097152 Align2M
        4194304 Align4M
        8388608 Align8M
        16777216 Align16M
        33554432 Align32M
        67108864 Align64M
        134217728 Align128M
        268435456 Align256M
        536870912 Align512M
    }
}
