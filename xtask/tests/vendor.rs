// SPDX-License-Identifier: MIT OR Apache-2.0

//! `linux/vendor.sh` on a tree that has of a kernel what the script looks at.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const FILES: [(&str, &str); 4] = [
    ("Makefile", "VERSION = 7\nPATCHLEVEL = 3\n"),
    ("Kconfig", "mainmenu \"Linux\"\n"),
    (
        "rust/Makefile",
        "always-y += host/libsyn.rlib\nendif # CONFIG_RUST\n",
    ),
    (
        "samples/rust/Makefile",
        "obj-m += a.o\n\nsubdir-y += hostprogs\n",
    ),
];

/// A tree of its own for a test.
fn tree(name: &str) -> PathBuf {
    let tree = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("vendor")
        .join(name);
    let _ = fs::remove_dir_all(&tree);
    for (path, text) in FILES {
        let path = tree.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("the folder is made");
        fs::write(path, text).expect("the file is written");
    }
    tree
}

fn vendor(tree: &Path, options: &[&str]) -> Output {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../linux/vendor.sh");
    Command::new("sh")
        .arg(script)
        .arg(tree)
        .args(options)
        .output()
        .expect("there is a shell")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&[&output.stdout[..], &output.stderr].concat()).into_owned()
}

/// Every file of the tree with what is in it.
fn contents(tree: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut folders = vec![tree.to_owned()];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.push((path.clone(), fs::read(path).expect("a file")));
            }
        }
    }
    files.sort();
    files
}

#[test]
fn what_is_put_in_comes_out_again() {
    let tree = tree("round");
    let before = contents(&tree);
    for words in ["is in Linux 7.3", "is already in Linux 7.3"] {
        let output = vendor(&tree, &[]);
        assert!(output.status.success(), "{}", said(&output));
        assert!(said(&output).contains(words), "{}", said(&output));
    }
    for path in ["rust/kelson/src/lib.rs", "rust/kelson/macros/lib.rs"] {
        assert!(tree.join(path).is_file(), "{path}");
    }
    for words in ["is no longer in", "nothing to undo"] {
        let output = vendor(&tree, &["--undo"]);
        assert!(output.status.success(), "{}", said(&output));
        assert!(said(&output).contains(words), "{}", said(&output));
    }
    assert!(contents(&tree) == before, "the tree is not as it was");
}

#[test]
fn what_is_out_of_date_is_brought_up_to_date() {
    let tree = tree("stale");
    assert!(vendor(&tree, &[]).status.success());
    let new = contents(&tree);
    fs::write(tree.join("rust/kelson/src/lib.rs"), "old").expect("a file");
    fs::write(tree.join("rust/kelson/src/gone.rs"), "old").expect("a file");
    assert!(vendor(&tree, &[]).status.success());
    assert!(contents(&tree) == new, "something old is left");
}

#[test]
fn what_is_no_such_tree_is_left_alone() {
    let refused = |tree: &Path, words: &str| {
        let before = contents(tree);
        let output = vendor(tree, &[]);
        assert_eq!(output.status.code(), Some(1), "{}", said(&output));
        assert!(said(&output).contains(words), "{}", said(&output));
        assert!(contents(tree) == before, "the tree was changed");
    };
    let none = tree("none");
    fs::remove_file(none.join("Kconfig")).expect("a file");
    refused(&none, "is not a kernel tree");

    let old = tree("old");
    fs::write(old.join("rust/Makefile"), "obj-y += core.o\n").expect("a file");
    refused(&old, "Linux 7.3 is too old");

    let foreign = tree("foreign");
    fs::create_dir(foreign.join("rust/kelson")).expect("a folder");
    fs::write(foreign.join("rust/kelson/notes"), "mine").expect("a file");
    refused(&foreign, "not by this script");

    let half = tree("half");
    fs::write(half.join("Kconfig"), "# kelson: begin\n").expect("a file");
    refused(&half, "restore the file");
}
