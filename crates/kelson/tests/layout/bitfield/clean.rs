// SPDX-License-Identifier: MIT OR Apache-2.0

//! What the macros write is no concern of the lints that a crate denies.

#![deny(
    warnings,
    unused,
    nonstandard_style,
    let_underscore_drop,
    missing_copy_implementations,
    missing_debug_implementations,
    missing_docs,
    single_use_lifetimes,
    trivial_casts,
    trivial_numeric_casts,
    unreachable_pub,
    unsafe_code,
    unused_lifetimes,
    unused_qualifications,
    unused_results,
    variant_size_differences,
    clippy::pedantic,
    clippy::nursery,
    clippy::arithmetic_side_effects,
    clippy::as_conversions,
    clippy::indexing_slicing,
    clippy::missing_docs_in_private_items,
    clippy::missing_inline_in_public_items
)]

use kelson::{bitfield, Bits};

// Names that the generated code may not mean.
#[allow(dead_code, reason = "it is there to be mistaken for another")]
#[allow(
    clippy::allow_attributes,
    clippy::missing_trait_methods,
    reason = "it is not for use"
)]
mod core {
    //! Nothing.
}

/// An enum.
#[derive(Bits, Clone, Copy, Debug)]
#[allow(
    clippy::exhaustive_enums,
    clippy::allow_attributes,
    reason = "bits are so many"
)]
pub(super) enum Option {
    /// No.
    Some,
    /// Yes.
    None,
    /// Perhaps.
    Ok,
}

bitfield! {
    /// A register.
    pub(super) struct Result(u32) {
        /// A number.
        3:0 bits;
        7:4 value => signed;
        9:8 raw ?=> Option;
        ro 11:10 index[2];
        wo 16:16 inner => bool;
        24:17 get => u8;
    }
}
