// SPDX-License-Identifier: MIT OR Apache-2.0

//! Where to build.
//!
//! Cargo tells compilers apart by their version, and kelsonc has that of the stock compiler. It tells options apart by
//! `RUSTFLAGS`, which an option of ours is not. So every set of options gets a folder, and a folder remembers the program
//! that it was built by.

use super::{find::Kelsonc, value_of};
use crate::{
    exit::{Exit, Failure},
    output::tell,
};
use std::{
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::UNIX_EPOCH,
};

/// The folder in the target directory. `kelsonc` is where the Kelson project builds kelsonc itself.
const FOLDER: &str = "by-kelsonc";
/// The file in a set's folder that says which program built it.
const MARK: &str = ".kelsonc";

/// The arguments that tell cargo, or none where the user has said it or there is no package to build.
pub(super) fn target_dir(
    cargo: &[OsString],
    options: &[String],
    kelsonc: &Kelsonc,
) -> Result<Vec<OsString>, Failure> {
    if value_of(cargo, "--target-dir").is_some() {
        return Ok(Vec::new());
    }
    let Some(target) = of_project(cargo) else {
        // Cargo is about to say why.
        return Ok(Vec::new());
    };
    let folder = target.join(FOLDER).join(name(options));
    prepare(&folder, kelsonc).map_err(|error| {
        let folder = folder.display();
        Failure::new(Exit::Input, format!("cannot build in `{folder}`: {error}"))
    })?;
    Ok(vec!["--target-dir".into(), folder.into()])
}

/// The target directory that cargo would use.
fn of_project(cargo: &[OsString]) -> Option<PathBuf> {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(["metadata", "--no-deps", "--format-version=1"]);
    for option in ["--manifest-path", "--config"] {
        if let Some(value) = value_of(cargo, option) {
            command.arg(option).arg(value);
        }
    }
    let output = command
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).ok()?;
    metadata["target_directory"].as_str().map(PathBuf::from)
}

/// A name for a set of options: the options as far as they can be in one, and a number where that is not all.
fn name(options: &[String]) -> String {
    if options.is_empty() {
        return "plain".to_owned();
    }
    let all = options.join("+");
    let legible: String = all
        .chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() || "=+_.-".contains(c) {
                c
            } else {
                '-'
            }
        })
        .take(60)
        .collect();
    if legible == all {
        return legible;
    }
    // FNV: the number has to be the same in every run.
    let number = all.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{legible}-{number:016x}")
}

/// Makes the folder; what another kelsonc has built in it goes.
fn prepare(folder: &Path, kelsonc: &Kelsonc) -> std::io::Result<()> {
    let file = fs::metadata(&kelsonc.path)?;
    let changed = file
        .modified()?
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    let program = kelsonc.path.display();
    let now = format!("{program}\n{}\n{}\n", file.len(), changed.as_nanos());
    match fs::read_to_string(folder.join(MARK)) {
        Ok(before) if before == now => return Ok(()),
        Ok(_) => {
            tell(format_args!(
                "note: kelsonc is another than the last time; everything is built again"
            ));
            fs::remove_dir_all(folder)?;
        }
        Err(_) => {}
    }
    fs::create_dir_all(folder)?;
    fs::write(folder.join(MARK), now)
}

#[cfg(test)]
mod tests {
    use super::name;

    fn of(options: &[&str]) -> String {
        name(
            &options
                .iter()
                .map(|option| (*option).to_owned())
                .collect::<Vec<_>>(),
        )
    }

    #[test]
    fn names_of_folders() {
        assert_eq!(of(&[]), "plain");
        assert_eq!(
            of(&["edition=kernel", "prelude=+a"]),
            "edition=kernel+prelude=+a"
        );
        let path = of(&["prelude=a::b"]);
        assert!(path.starts_with("prelude=a--b-"), "{path}");
        // What looks alike is still told apart.
        assert_ne!(path, of(&["prelude=a:-b"]));
        let long = "a".repeat(300);
        assert!(of(&[&long]).len() < 100);
        assert_ne!(of(&[&long]), of(&[&long, &long]));
    }
}
