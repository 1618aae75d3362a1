// SPDX-License-Identifier: MIT OR Apache-2.0

//! The folder fetched toolchains live in, and how one gets there whole.
//!
//! A toolchain is prepared in `<version>.partial-<pid>` and renamed when it works, so the final name exists only
//! for a whole one, and two runs at once cannot harm each other. What a killed run left is swept by the next.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process;

use super::{Reason, remove};
use crate::shell::Failure;

/// The folder of everything Kelson keeps between runs.
pub fn root() -> Result<PathBuf, Reason> {
    // The base directory specification says to ignore a relative path.
    let absolute = |name| {
        env::var_os(name)
            .map(PathBuf::from)
            .filter(|path| path.is_absolute())
    };
    absolute("XDG_CACHE_HOME")
        .or_else(|| absolute("HOME").map(|home| home.join(".cache")))
        .map(|folder| folder.join("kelson"))
        .ok_or_else(|| Reason::new("there is no cache folder; set `HOME` or `XDG_CACHE_HOME`"))
}

/// The folder of one toolchain, whether it is there or not.
pub fn folder(version: &str) -> Result<PathBuf, Reason> {
    Ok(root()?.join("toolchains").join(version))
}

/// A folder under preparation; deleted unless [`Partial::install`] gives it its final name.
pub struct Partial {
    path: PathBuf,
    target: PathBuf,
}

impl Partial {
    /// Makes an empty folder beside the one it shall become.
    pub fn new(target: &Path) -> Result<Self, Reason> {
        let path = sibling(target, "partial");
        remove(&path)?;
        fs::create_dir_all(&path).map_err(|error| Failure::io("create", &path, &error))?;
        Ok(Partial {
            path,
            target: target.to_owned(),
        })
    }

    /// Where to put things.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Gives the folder its final name, in place of a damaged one.
    pub fn install(self) -> Result<(), Reason> {
        // A rename cannot replace a folder that has files; the old one steps aside and is deleted after.
        let old = sibling(&self.target, "old");
        if self.target.exists() {
            remove(&old)?;
            fs::rename(&self.target, &old)
                .map_err(|error| Failure::io("rename", &self.target, &error))?;
        }
        fs::rename(&self.path, &self.target)
            .map_err(|error| Failure::io("rename", &self.path, &error))?;
        Ok(remove(&old)?)
    }
}

impl Drop for Partial {
    fn drop(&mut self) {
        // After a successful rename there is nothing under this name. A failure here is swept by the next run.
        let _ = remove(&self.path);
    }
}

/// Deletes what killed runs left beside a folder or a file.
pub fn sweep(target: &Path) {
    let (Some(parent), Some(name)) = (target.parent(), target.file_name()) else {
        return;
    };
    let Ok(entries) = fs::read_dir(parent) else {
        return;
    };
    let name = name.to_string_lossy();
    for entry in entries.flatten() {
        // A process that is still alive may be at work in its folder.
        if let Some(pid) = leftover_of(&entry.file_name().to_string_lossy(), &name)
            && !Path::new("/proc").join(pid.to_string()).exists()
        {
            // Best effort: what cannot be deleted does no harm under this name.
            let _ = remove(&entry.path());
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// The process that made a temporary folder, if the name is one of `version`.
fn leftover_of(entry: &str, version: &str) -> Option<u32> {
    let rest = entry.strip_prefix(version)?.strip_prefix('.')?;
    let (what, pid) = rest.split_once('-')?;
    matches!(what, "partial" | "old" | "check" | "new").then(|| pid.parse().ok())?
}

/// A name beside `target` that belongs to this process.
pub fn sibling(target: &Path, what: &str) -> PathBuf {
    let mut name = target.as_os_str().to_owned();
    name.push(format!(".{what}-{}", process::id()));
    PathBuf::from(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leftovers_are_told_from_toolchains() {
        assert_eq!(leftover_of("1.85.0.partial-12", "1.85.0"), Some(12));
        assert_eq!(leftover_of("1.85.0.old-7", "1.85.0"), Some(7));
        assert_eq!(leftover_of("1.85.0", "1.85.0"), None);
        assert_eq!(leftover_of("1.85.0.1", "1.85.0"), None);
        assert_eq!(leftover_of("1.96.0.partial-12", "1.85.0"), None);
    }

    #[test]
    fn partial_replaces_a_damaged_folder_or_vanishes() {
        let top = env::temp_dir().join(format!("kelson-cache-test-{}", process::id()));
        let target = top.join("1.0.0");
        fs::create_dir_all(&target).unwrap();
        fs::write(target.join("damaged"), "").unwrap();

        let dropped = Partial::new(&target).unwrap().path().to_owned();
        assert!(!dropped.exists());
        assert!(target.join("damaged").exists());

        let partial = Partial::new(&target).unwrap();
        fs::write(partial.path().join("whole"), "").unwrap();
        partial.install().unwrap();
        assert!(target.join("whole").exists() && !target.join("damaged").exists());
        assert_eq!(fs::read_dir(&top).unwrap().count(), 1);
        remove(&top).unwrap();
    }
}
