// SPDX-License-Identifier: MIT OR Apache-2.0

//! The toolchain's own library, from which single objects are read when a name leads there.

use crate::Error;
use crate::input::{self, Archive, Opened, Source};
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

/// Where rustc keeps the libraries of our only target, below its sysroot.
const LIBRARIES: &str = "lib/rustlib/x86_64-unknown-linux-gnu/lib";

/// The libraries, opened when the first name is looked up.
pub(crate) struct Sysroot {
    root: Option<PathBuf>,
    index: Option<Index>,
}

struct Index {
    archives: Vec<Archive>,
    /// Which member (by archive and offset) defines a symbol.
    members: HashMap<String, (usize, u64)>,
    taken: HashSet<(usize, u64)>,
}

impl Sysroot {
    pub(crate) fn new(root: Option<PathBuf>) -> Self {
        Self { root, index: None }
    }

    /// The object that defines a symbol, unless there is none or it was handed out before.
    pub(crate) fn find(&mut self, symbol: &str) -> Result<Option<Source>, Error> {
        let Some(root) = &self.root else {
            return Ok(None);
        };
        let index = match &mut self.index {
            Some(index) => index,
            none => none.insert(Index::read(root)?),
        };
        let Some(key) = index.members.get(symbol).copied() else {
            return Ok(None);
        };
        if !index.taken.insert(key) {
            return Ok(None);
        }
        match index.archives.get(key.0) {
            Some(archive) => archive.member(key.1).map(Some),
            None => Ok(None),
        }
    }
}

impl Index {
    fn read(root: &Path) -> Result<Self, Error> {
        let folder = root.join(LIBRARIES);
        let hint = "pass another `--sysroot`, or `--no-sysroot` to do without";
        let fail = |e: std::io::Error| {
            Error::input(format!("cannot read `{}`: {e}: {hint}", folder.display()))
        };
        let mut paths = Vec::new();
        for entry in std::fs::read_dir(&folder).map_err(fail)? {
            let path = entry.map_err(fail)?.path();
            if path.extension().is_some_and(|e| e == "rlib") {
                paths.push(path);
            }
        }
        // The order of a directory is not deterministic, and answers must be.
        paths.sort();
        if paths.is_empty() {
            return Err(Error::input(format!(
                "`{}` holds no `.rlib`: {hint}",
                folder.display()
            )));
        }
        let mut index = Self {
            archives: Vec::new(),
            members: HashMap::new(),
            taken: HashSet::new(),
        };
        for path in paths {
            if let Opened::Archive(archive) = input::open(&path)? {
                for (symbol, offset) in archive.symbols()? {
                    index
                        .members
                        .entry(symbol)
                        .or_insert((index.archives.len(), offset));
                }
                index.archives.push(archive);
            }
        }
        Ok(index)
    }
}
