// SPDX-License-Identifier: MIT OR Apache-2.0

//! Values whose address others rely on.

pub(crate) mod unsafe_pinned;
