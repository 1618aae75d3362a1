// SPDX-License-Identifier: MIT OR Apache-2.0

//! `wanted.toml` and the tree agree.

use kelson_register::{Register, check};
use std::fs;
use std::path::Path;

#[test]
fn the_register_and_the_tree_agree() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let text = fs::read_to_string(root.join("wanted.toml")).expect("the root has a `wanted.toml`");
    let register = Register::parse(&text).unwrap_or_else(|error| panic!("{error}"));
    let problems = check(&register, &root);
    for problem in &problems {
        eprintln!("{problem}");
    }
    assert!(
        problems.is_empty(),
        "{} problems, listed above",
        problems.len()
    );
}
