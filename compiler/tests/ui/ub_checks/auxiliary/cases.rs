// SPDX-License-Identifier: MIT OR Apache-2.0

//! Runs each case in a process of its own, because a failed check ends the process, and says how it ended.

use std::env;
use std::process::Command;

/// A name, and what may trip over a check.
pub type Case = (&'static str, fn());

/// Runs all cases, or the one that this process is for.
pub fn run(cases: &[Case]) {
    if let Some(index) = env::args().nth(1) {
        let index: usize = index.parse().unwrap();
        (cases[index].1)();
        return;
    }
    for (index, (name, _)) in cases.iter().enumerate() {
        let mut command = Command::new(env::current_exe().unwrap());
        let output = command.arg(index.to_string()).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        let checks = [
            "unsafe precondition(s) violated",
            "misaligned pointer dereference",
            "null pointer dereference",
        ];
        let end = match output.status.success() {
            true => "goes on",
            false if checks.iter().any(|check| said.contains(check)) => "is checked",
            false if said.contains("panicked") => "panics",
            false => "ends in another way",
        };
        println!("{name}: {end}");
    }
}

/// Four bytes, of which a slice shows two, where the optimizer does not know it.
pub fn two_of_four() -> &'static [u8] {
    static BYTES: [u8; 4] = [1, 2, 3, 4];
    std::hint::black_box(&BYTES[..2])
}

/// A pointer to numbers that is not aligned for them.
pub fn unaligned() -> *mut u32 {
    #[repr(align(4))]
    struct Aligned([u8; 64]);
    let bytes = Box::leak(Box::new(Aligned([0; 64])));
    std::hint::black_box(&raw mut bytes.0[1]).cast()
}
