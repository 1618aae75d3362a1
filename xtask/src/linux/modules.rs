// SPDX-License-Identifier: MIT OR Apache-2.0

//! The stage `modules`: Kelson and the modules that use it, built out of tree as anybody would.

use std::fs;
use std::path::{Path, PathBuf};

use super::runner::watch_locked;
use super::setup::Setup;
use super::stop::{self, Stop};
use super::{command_lines, kernel};
use crate::shell::{self, Failure, Spinner};
use crate::toolchains::remove;

/// What `linux/modules` says has to be seen in the guest.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Declared {
    /// The suites.
    pub(super) suites: Vec<String>,
    /// The modules, in the order in which they are loaded.
    pub(super) modules: Vec<String>,
}

/// The folder of the modules' sources.
pub(super) fn source() -> PathBuf {
    shell::workspace_root().join("linux/modules")
}

/// Builds everything and checks what was built; returns what there is, in words.
pub(super) fn build(setup: &Setup) -> Result<String, Stop> {
    let declared = declared(setup)?;
    fs::create_dir_all(&setup.modules)
        .map_err(|error| Failure::io("create", &setup.modules, &error))?;
    let log = setup.log("modules");
    let spinner = Spinner::start("modules");
    let mut command = setup.make_modules(&source());
    command.arg("modules");
    let status = watch_locked(&kernel::lock(setup), &command, &log, |_| ())?;
    drop(spinner);
    if !status.success() {
        return Err(Stop::at(
            &log,
            format!("building the modules ended with {status}"),
        ));
    }

    let text = stop::read(&log);
    let warnings = command_lines::warnings(&text);
    if !warnings.is_empty() {
        let list = warnings.join("\n  ");
        // Make prints a warning only when it builds; were the objects kept, the next run would find nothing wrong.
        remove(&setup.modules)?;
        return Err(Stop::at(
            &log,
            format!("the modules build with warnings:\n  {list}"),
        ));
    }
    let objects = command_lines::check(&setup.modules)?;
    let built = built(&setup.modules)?;
    let missing: Vec<&str> = declared
        .modules
        .iter()
        .map(|line| module_name(line))
        .filter(|name| !built.iter().any(|path| is_module(path, name)))
        .collect();
    if !missing.is_empty() {
        return Err(Stop::at(
            &log,
            format!(
                "`load.order` names modules that were not built: {}",
                missing.join(", ")
            ),
        ));
    }
    Ok(format!(
        "{} modules; {objects} Rust objects within the allowed features",
        built.len()
    ))
}

/// Reads what the folder of the modules declares.
pub(super) fn declared(setup: &Setup) -> Result<Declared, Stop> {
    let read = |name: &str| -> Result<Vec<String>, Stop> {
        let mut all = Vec::new();
        let further = setup.rustc.further_modules().iter();
        for folder in std::iter::once(&".").chain(further) {
            let path = source().join(folder).join(name);
            let text =
                fs::read_to_string(&path).map_err(|error| Failure::io("read", &path, &error))?;
            all.extend(entries(&text));
        }
        Ok(all)
    };
    let declared = Declared {
        suites: read("suites")?,
        modules: read("load.order")?,
    };
    // A run that looks for nothing finds nothing wrong.
    if declared.suites.is_empty() || declared.modules.is_empty() {
        return Err(Stop::new(format!(
            "`{}` declares no suite or no module",
            source().display()
        )));
    }
    Ok(declared)
}

/// The lines of a list that say something.
fn entries(text: &str) -> Vec<String> {
    text.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(str::to_owned)
        .collect()
}

/// The module in a line of `load.order`, which may go on with parameters.
pub(super) fn module_name(line: &str) -> &str {
    line.split_whitespace().next().unwrap_or_default()
}

/// The module files of the last build in a folder, from the list Kbuild makes of them.
///
/// A file that no source stands for any more stays in the folder; it is not in the list.
pub(super) fn built(folder: &Path) -> Result<Vec<PathBuf>, Stop> {
    let list = folder.join("modules.order");
    let text = fs::read_to_string(&list).map_err(|error| Failure::io("read", &list, &error))?;
    Ok(text
        .lines()
        .map(|line| folder.join(line).with_extension("ko"))
        .collect())
}

/// Whether a file is the module of a name. The kernel takes hyphens and underscores for the same.
fn is_module(path: &Path, name: &str) -> bool {
    let same = |text: &str| text.replace('-', "_");
    path.file_stem()
        .is_some_and(|stem| same(&stem.to_string_lossy()) == same(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_may_have_comments() {
        assert_eq!(
            entries("# why\n\n one \ntwo size=3\n#three\n"),
            ["one", "two size=3"]
        );
        assert_eq!(module_name("two size=3"), "two");
    }

    #[test]
    fn modules_are_known_by_either_spelling() {
        assert!(is_module(Path::new("a/kelson-kunit.ko"), "kelson_kunit"));
        assert!(!is_module(Path::new("a/kelson.ko"), "kelson_kunit"));
    }

    #[test]
    fn every_file_of_cases_is_in_a_suite() {
        let folders = fs::read_dir(source().join("kelson_kunit")).unwrap();
        let mut suites = 0;
        for folder in folders.map(|entry| entry.unwrap().path()) {
            if !folder.is_dir() {
                continue;
            }
            let list = fs::read_to_string(folder.join("mod.rs")).unwrap();
            let (_, suite) = list.split_once("suite!(").expect("a theme is a suite");
            let (_, features) = suite.split_once(':').unwrap();
            let (features, _) = features.split_once(')').unwrap();
            let mut named: Vec<&str> = features.split(',').map(str::trim).collect();
            named.retain(|name| !name.is_empty());
            let mut files: Vec<String> = fs::read_dir(&folder)
                .unwrap()
                .map(|entry| entry.unwrap().path())
                .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
                .map(|path| path.file_stem().unwrap().to_string_lossy().into_owned())
                .filter(|stem| stem != "mod")
                .collect();
            named.sort_unstable();
            files.sort_unstable();
            assert_eq!(files, named, "{}", folder.display());
            suites += 1;
        }
        assert!(suites > 0, "there are no suites");
    }
}
