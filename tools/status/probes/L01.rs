// SPDX-License-Identifier: MIT OR Apache-2.0

//! Functions that do nothing when their configuration is off.
//@ none: wanted as a macro of a library
