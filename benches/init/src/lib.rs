// SPDX-License-Identifier: MIT OR Apache-2.0

//! Brings both libraries together in one build; the code that is compared is in `cases`.
#![no_std]
