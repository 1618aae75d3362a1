// SPDX-License-Identifier: MIT OR Apache-2.0

//! Tells the library what its compiler has, under the names that the kernel's Kconfig uses.
//!
//! Under Kbuild the same names come from `include/generated/rustc_cfg`, and this file is not used.

use std::process::Command;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rustc-check-cfg=cfg(kelson_kernel)");
    println!("cargo::rustc-check-cfg=cfg(kelson_strict)");
    println!("cargo::rustc-check-cfg=cfg(CONFIG_RUSTC_HAS_COLD_PATH)");
    println!("cargo::rustc-check-cfg=cfg(CONFIG_RUST_BUILD_ASSERT_ALLOW)");

    // No answer means the oldest compiler we know: every fallback works on newer ones too.
    let minor = rustc_minor().unwrap_or(85);
    if minor >= 95 {
        println!("cargo::rustc-cfg=CONFIG_RUSTC_HAS_COLD_PATH");
    }
}

/// The `95` of `rustc 1.95.0 (...)`.
///
/// A nightly counts as the release before it: what became stable in 1.96 may not yet be stable in
/// an early 1.96 nightly.
fn rustc_minor() -> Option<u32> {
    let rustc = std::env::var_os("RUSTC")?;
    let output = Command::new(rustc).arg("--version").output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    let version = text.split(' ').nth(1)?;
    let minor = version.split('.').nth(1)?.parse::<u32>().ok()?;
    let unreleased = version.contains("-nightly") || version.contains("-dev");
    Some(minor - u32::from(unreleased))
}
