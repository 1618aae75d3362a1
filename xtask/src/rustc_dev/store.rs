// SPDX-License-Identifier: MIT OR Apache-2.0

//! The cache folder of rustc's crates.
//!
//! `lib-<key>` holds a whole build: metadata of each crate, the library that has the code of all, and the macros. It is
//! there only if it was found to work. `build-<key>` is where one is under way. The key stands for the settings, so a
//! build of other settings cannot be mistaken for one of these, and cargo links kelsonc anew because the path is another.

use std::fs;
use std::path::{Path, PathBuf};

use super::recipe::Recipe;
use super::{RustcDev, debian, verify};
use crate::shell::Failure;
use crate::toolchains::{Reason, cache, remove};

/// The file in a finished build that says what it was built with.
const RECORD: &str = "built-with";

/// What a build left at the top of the folder before there were keys.
const BEFORE_KEYS: [&str; 4] = ["src", "target", "ready", "build.log"];

/// The folder of all builds of one version.
pub(super) struct Store(pub(super) PathBuf);

impl Store {
    /// Where a finished build of these settings is, or shall be.
    fn finished(&self, recipe: &Recipe) -> PathBuf {
        self.0.join(format!("lib-{}", recipe.key()))
    }

    /// Where a build of these settings is under way.
    pub(super) fn workshop(&self, recipe: &Recipe) -> PathBuf {
        self.0.join(format!("build-{}", recipe.key()))
    }

    /// A finished build of these settings.
    pub(super) fn find(&self, recipe: &Recipe) -> Option<PathBuf> {
        let folder = self.finished(recipe);
        // Its name says that it is whole; whether somebody took files away since is not asked.
        folder.join(RECORD).is_file().then_some(folder)
    }

    /// Whether an earlier run got as far as to compile something, with whatever settings.
    pub(super) fn has_begun(&self) -> bool {
        self.others("")
            .iter()
            .any(|folder| !folder.ends_with("target") && folder.join("target").exists())
    }

    /// Whether there is any build, of whatever settings.
    pub(super) fn is_empty(&self) -> bool {
        self.others("").is_empty()
    }

    /// What sets the builds that are here apart from the one that is wanted, if there are any.
    pub(super) fn difference(&self, recipe: &Recipe) -> Option<String> {
        let mut others = self.others("").into_iter();
        let other = others.find(|path| !path.ends_with(&*format!("build-{}", recipe.key())))?;
        Some(
            fs::read_to_string(other.join(RECORD))
                .ok()
                .and_then(|text| recipe.difference(&text))
                .unwrap_or_else(|| {
                    "they are of an earlier version of Kelson, which did not note its settings"
                        .to_owned()
                }),
        )
    }

    /// Takes the files of a build in, once they are seen to work.
    pub(super) fn install(
        &self,
        files: &[PathBuf],
        compiler: &debian::Compiler,
        recipe: &Recipe,
    ) -> Result<PathBuf, Reason> {
        let target = self.finished(recipe);
        cache::sweep(&target);
        let partial = cache::Partial::new(&target)?;
        for file in files {
            let to = partial.path().join(file.file_name().unwrap_or_default());
            // A second name takes no room; what cargo built stays until all is well.
            fs::hard_link(file, &to)
                .or_else(|_| fs::copy(file, &to).map(|_| ()))
                .map_err(|error| Failure::io("copy", file, &error))?;
        }
        let record = partial.path().join(RECORD);
        fs::write(&record, recipe.text()).map_err(|error| Failure::io("write", &record, &error))?;
        let dev = RustcDev::built(compiler, partial.path().to_owned());
        verify::check(&dev, &self.workshop(recipe))?;
        partial.install()?;
        self.clear(&target);
        Ok(target)
    }

    /// Deletes what a finished build makes useless: its workshop, and builds of other settings.
    fn clear(&self, keep: &Path) {
        let name = keep.file_name().unwrap_or_default().to_string_lossy();
        for other in self.others(&name) {
            // What cannot be deleted does no harm, and is tried again the next time.
            let _ = remove(&other);
            let _ = fs::remove_file(other);
        }
    }

    /// Everything in the folder that is or was a build, except for one name.
    fn others(&self, keep: &str) -> Vec<PathBuf> {
        let Ok(entries) = fs::read_dir(&self.0) else {
            return Vec::new();
        };
        let mut found: Vec<PathBuf> = entries
            .flatten()
            .filter(|entry| {
                let name = entry.file_name().to_string_lossy().into_owned();
                // A name with a dot is another run's temporary one.
                let is_build = name.starts_with("lib-") || name.starts_with("build-");
                name != keep && (is_build && !name.contains('.') || BEFORE_KEYS.contains(&&*name))
            })
            .map(|entry| entry.path())
            .collect();
        // Finished ones first: they have a record to compare with.
        found.sort_by_key(|path| !path.join(RECORD).is_file());
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_builds_are_told_from_strangers() {
        let top = std::env::temp_dir().join(format!("kelson-store-test-{}", std::process::id()));
        for name in [
            "lib-1",
            "lib-2",
            "lib-3.partial-7",
            "build-2",
            "src",
            "notes",
        ] {
            fs::create_dir_all(top.join(name)).unwrap();
        }
        fs::write(top.join("lib-2").join(RECORD), "").unwrap();
        let store = Store(top.clone());
        let mut names: Vec<String> = store
            .others("lib-1")
            .iter()
            .map(|path| path.file_name().unwrap().to_string_lossy().into_owned())
            .collect();
        assert_eq!(names[0], "lib-2");
        names.sort();
        assert_eq!(names, ["build-2", "lib-2", "src"]);
        assert!(!store.is_empty());
        store.clear(&top.join("lib-1"));
        assert_eq!(fs::read_dir(&top).unwrap().count(), 3);
        remove(&top).unwrap();
        assert!(store.is_empty());
    }
}
