// SPDX-License-Identifier: MIT OR Apache-2.0

//! What rustc's crates are built with: everything that makes one build another than the next.
//!
//! The settings are those that rustc's own build system has for a release, as far as the distribution's compiler was
//! seen to be built with them. Where it is not, kelsonc answers other than that compiler or is slower.

use super::debian::Compiler;
use crate::shell::key;

/// What the compiler's main package is built with. The stock compiler says that it leaves out its debug messages
/// (`RUSTC_LOG=debug rustc ...`); with them in, the code that would print them is there and takes time.
const FEATURES: &str = "llvm,max_level_info";

/// The settings of one build, of one compiler's crates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Recipe {
    /// Names and values, in the order in which a difference is looked for.
    settings: Vec<(&'static str, String)>,
}

impl Recipe {
    /// How the crates of a compiler are built.
    pub(super) fn of(compiler: &Compiler) -> Recipe {
        let mut settings = vec![
            // An update of the package may bring other libraries of the same version.
            ("package", compiler.package.clone()),
            ("features", FEATURES.to_owned()),
            ("flags", flags().join(" ")),
        ];
        let text = |value: &str| value.to_owned();
        settings.extend([
            // Metadata carries this string, and a compiler reads only what its own kind wrote. It has to be the stock
            // compiler's to the letter, or its standard library would not be accepted.
            ("CFG_VERSION", compiler.version.clone()),
            ("CFG_VER_HASH", compiler.hash.clone()),
            ("CFG_VER_DATE", compiler.date.clone()),
            ("CFG_RELEASE", compiler.release.clone()),
            ("CFG_RELEASE_NUM", compiler.release.clone()),
            ("CFG_RELEASE_CHANNEL", text("stable")),
            // What makes a stable release refuse unstable features.
            ("CFG_DISABLE_UNSTABLE_FEATURES", text("1")),
            ("CFG_COMPILER_HOST_TRIPLE", compiler.host.clone()),
            // Without it the driver has no code generator unless each command line names one.
            ("CFG_DEFAULT_CODEGEN_BACKEND", text("llvm")),
            ("CFG_LIBDIR_RELATIVE", text("lib")),
            ("RUSTC_INSTALL_BINDIR", text("bin")),
            ("REAL_LIBRARY_PATH_VAR", text("LD_LIBRARY_PATH")),
            ("RUSTC_STAGE", text("1")),
            ("RUSTC_BOOTSTRAP", text("1")),
            ("LLVM_LINK_SHARED", text("1")),
            ("CARGO_PROFILE_RELEASE_OPT_LEVEL", text("3")),
            ("CARGO_PROFILE_RELEASE_DEBUG", text("0")),
            ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", text("16")),
            ("CARGO_INCREMENTAL", text("0")),
            (
                "DOC_RUST_LANG_ORG_CHANNEL",
                format!("https://doc.rust-lang.org/{}", compiler.release),
            ),
        ]);
        Recipe { settings }
    }

    /// The variables that rustc's build scripts and cargo want to know.
    pub(super) fn variables(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.settings
            .iter()
            .filter(|(name, _)| is_variable(name))
            .map(|(name, value)| (*name, &**value))
    }

    /// A short name, of its own for each combination.
    pub(super) fn key(&self) -> String {
        key(&self.text())
    }

    /// All settings, to be kept beside what was built with them.
    pub(super) fn text(&self) -> String {
        self.settings
            .iter()
            .map(|(name, value)| format!("{name}={value}\n"))
            .collect()
    }

    /// The first setting that differs from those of a text: what it was and what it is.
    pub(super) fn difference(&self, text: &str) -> Option<String> {
        let (ours, theirs) = (self.text(), text.lines().collect::<Vec<_>>());
        let new = ours.lines().find(|line| !theirs.contains(line));
        let old = theirs
            .iter()
            .find(|line| !ours.lines().any(|o| o == **line));
        match (old, new) {
            (Some(old), Some(new)) => Some(format!("`{old}` is now `{new}`")),
            (None, Some(new)) => Some(format!("`{new}` is new")),
            (Some(old), None) => Some(format!("`{old}` is gone")),
            (None, None) => None,
        }
    }
}

/// Whether a setting is an environment variable; the others are options.
fn is_variable(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_uppercase())
}

/// The features of the compiler's main package.
pub(super) fn features() -> &'static str {
    FEATURES
}

/// What the compiler is told when it compiles the crates, except for paths.
///
/// The crates are loaded when a program starts and never later, so variables of a thread can have a fixed place, as
/// they have in the stock compiler's library (`STATIC_TLS` in `readelf -d`). Macros are loaded later; they are built
/// without these flags.
pub(super) fn flags() -> [&'static str; 3] {
    [
        "-Zunstable-options",
        "-Cdebuginfo=0",
        "-Ztls-model=initial-exec",
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn compiler(package: &str) -> Compiler {
        Compiler {
            rustc: "rustc".into(),
            sysroot: "usr".into(),
            package: package.to_owned(),
            version: "1.96.0 (abc)".to_owned(),
            release: "1.96.0".to_owned(),
            hash: "abc".to_owned(),
            date: "2026-05-25".to_owned(),
            host: "x86_64-unknown-linux-gnu".to_owned(),
        }
    }

    #[test]
    fn another_package_is_another_build() {
        let (one, two) = (Recipe::of(&compiler("1-1")), Recipe::of(&compiler("1-2")));
        assert_ne!(one.key(), two.key());
        assert_eq!(one.key(), Recipe::of(&compiler("1-1")).key());
        assert_eq!(
            two.difference(&one.text()).as_deref(),
            Some("`package=1-1` is now `package=1-2`")
        );
        assert_eq!(one.difference(&one.text()), None);
    }

    #[test]
    fn a_setting_that_went_is_named() {
        let recipe = Recipe::of(&compiler("1-1"));
        let more = recipe.text() + "CFG_OLD=1\n";
        assert_eq!(
            recipe.difference(&more).as_deref(),
            Some("`CFG_OLD=1` is gone")
        );
    }

    #[test]
    fn options_are_no_variables() {
        let recipe = Recipe::of(&compiler("1-1"));
        assert!(recipe.variables().all(|(name, _)| is_variable(name)));
        assert!(
            recipe
                .variables()
                .any(|(name, value)| name == "CFG_VERSION" && value == "1.96.0 (abc)")
        );
        assert!(!recipe.variables().any(|(name, _)| name == "flags"));
    }
}
