// SPDX-License-Identifier: MIT OR Apache-2.0

//! Compile probes: which wanted features a toolchain has.
//!
//! Every row of `wanted.toml` has a file in `probes/`: a tiny crate that uses what upstream calls
//! the feature, and a second one with the essential thing broken, the *control*. A probe that
//! compiles says that the feature is there, a control that is refused says that the probe looked.
//! `probes/` documents the header keys in [`Probe`].
//!
//! One run of rustc settles a probe: with its gates switched on, rustc warns of those that are
//! stable, refuses those it does not know, and is silent about those that are needed.

mod classify;
mod compile;
mod error;
mod native;
mod probe;
mod sweep;
mod table;
mod toolchain;

pub use error::Error;
pub use native::{GateState, Native};
pub use probe::{Control, Probe};
pub use sweep::{RowStatus, check_control, sweep};
pub use toolchain::{Select, Toolchain};
