// SPDX-License-Identifier: MIT OR Apache-2.0

//! The configuration of the compiler in whose process the macro runs: its own arguments.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::sync::OnceLock;

/// What `--cfg` set and `--check-cfg` declared.
#[derive(Default)]
pub(super) struct CompilerArgs {
    set: BTreeMap<String, Vec<Option<String>>>,
    declared: BTreeSet<String>,
}

/// How a name is set.
pub(super) enum Setting<'a> {
    /// Not at all.
    Unset,
    /// To a number.
    Number(i128),
    /// To something else, or to nothing.
    Other(Option<&'a str>),
}

/// Names that rustc sets by itself, which its arguments therefore do not show.
const BUILT_IN: &[&str] = &[
    "clippy",
    "contract_checks",
    "debug_assertions",
    "doc",
    "doctest",
    "emscripten_wasm_eh",
    "fmt_debug",
    "miri",
    "overflow_checks",
    "panic",
    "proc_macro",
    "relocation_model",
    "rustfmt",
    "sanitizer_cfi_generalize_pointers",
    "sanitizer_cfi_normalize_integers",
    "sanitize",
    "target_abi",
    "target_arch",
    "target_endian",
    "target_env",
    "target_family",
    "target_feature",
    "target_has_atomic",
    "target_has_atomic_equal_alignment",
    "target_has_atomic_load_store",
    "target_has_reliable_f128",
    "target_has_reliable_f128_math",
    "target_has_reliable_f16",
    "target_has_reliable_f16_math",
    "target_object_format",
    "target_os",
    "target_pointer_width",
    "target_thread_local",
    "target_vendor",
    "test",
    "ub_checks",
    "unix",
    "version",
    "accessible",
    "windows",
];

/// How many characters a misspelt name may differ in: enough for a slip of the hand, too few for
/// `CONFIG_A1` to be taken for most other options.
const MISSPELT: usize = 2;

/// Whether only rustc knows if `name` is set.
pub(super) fn is_built_in(name: &str) -> bool {
    BUILT_IN.contains(&name)
}

impl CompilerArgs {
    /// Those of this process, or of `KELSON_CFG_FILE` where this process is no compiler.
    pub(super) fn of_this_process() -> &'static CompilerArgs {
        // One process compiles one crate. An editor's macro server expands for many, but with
        // one environment.
        static ARGS: OnceLock<CompilerArgs> = OnceLock::new();
        ARGS.get_or_init(|| {
            // Arguments are read as the compiler got them; a path that is not UTF-8 is no cfg.
            let args: Vec<String> = std::env::args_os()
                .skip(1)
                .map(|arg| arg.to_string_lossy().into_owned())
                .collect();
            CompilerArgs::of(&args, std::env::var_os("KELSON_CFG_FILE"))
        })
    }

    /// Those of a compiler's `args`; where they are no compiler's, those in the file `instead`.
    fn of(args: &[String], instead: Option<OsString>) -> CompilerArgs {
        let mut found = CompilerArgs::default();
        found.read(&expand_response_files(args.iter().cloned()));
        let is_compiler = args.iter().any(|arg| {
            arg.starts_with("--crate-name")
                || arg.starts_with('@')
                || arg.ends_with(".rs")
                || arg == "-"
        });
        if let (false, Some(file)) = (is_compiler, instead) {
            // An editor goes on without the file, as it does where no file is named.
            let text = std::fs::read_to_string(file).unwrap_or_default();
            found.read(&text.lines().map(String::from).collect::<Vec<_>>());
        }
        found
    }

    fn read(&mut self, args: &[String]) {
        let mut args = args.iter();
        while let Some(arg) = args.next() {
            // Both `--cfg X` and `--cfg=X` are in use.
            if let Some(spec) = value_of("--cfg", arg, &mut args) {
                let (name, value) = split_cfg(spec);
                self.set
                    .entry(name.into())
                    .or_default()
                    .push(value.map(String::from));
            } else if let Some(spec) = value_of("--check-cfg", arg, &mut args) {
                self.declared.extend(declared_names(spec));
            }
        }
    }

    /// How `name` is set. A name may be set several times, as the kernel sets `CONFIG_X` and
    /// `CONFIG_X="y"`: the number is the one that counts here.
    pub(super) fn setting(&self, name: &str) -> Setting<'_> {
        let Some(values) = self.set.get(name) else {
            return Setting::Unset;
        };
        match values
            .iter()
            .flatten()
            .find_map(|value| parse_number(value))
        {
            Some(number) => Setting::Number(number),
            None => Setting::Other(values.iter().flatten().map(String::as_str).next()),
        }
    }

    /// Whether `name` is set, to `value` if one is given.
    pub(super) fn is_set(&self, name: &str, value: Option<&str>) -> bool {
        let Some(values) = self.set.get(name) else {
            return false;
        };
        values.iter().any(|set| set.as_deref() == value)
    }

    /// For a name that is neither set nor declared: the declared name that was meant, if one is
    /// spelt almost alike.
    pub(super) fn misspelt(&self, name: &str) -> Option<&str> {
        if self.set.contains_key(name) || self.declared.contains(name) {
            return None;
        }
        let near = self
            .declared
            .iter()
            .map(|declared| (distance(declared, name), declared));
        near.filter(|(distance, _)| *distance <= MISSPELT)
            .min()
            .map(|(_, declared)| declared.as_str())
    }
}

/// Replaces each `@file` by the file's lines, as rustc does: once, not in the files themselves.
fn expand_response_files(args: impl Iterator<Item = String>) -> Vec<String> {
    args.flat_map(|arg| match arg.strip_prefix('@') {
        // A file that cannot be read is rustc's to report, which it did before we run.
        Some(file) => std::fs::read_to_string(file)
            .unwrap_or_default()
            .lines()
            .map(String::from)
            .collect(),
        None => vec![arg],
    })
    .collect()
}

/// The value of `option` if `arg` is it, taken from `arg` itself or from the next argument.
fn value_of<'a>(
    option: &str,
    arg: &'a str,
    rest: &mut std::slice::Iter<'a, String>,
) -> Option<&'a str> {
    let tail = arg.strip_prefix(option)?;
    if tail.is_empty() {
        rest.next().map(String::as_str)
    } else {
        tail.strip_prefix('=')
    }
}

/// `NAME` or `NAME="value"`.
fn split_cfg(spec: &str) -> (&str, Option<&str>) {
    match spec.split_once('=') {
        None => (spec.trim(), None),
        Some((name, value)) => {
            let value = value.trim();
            let unquoted = value.strip_prefix('"').and_then(|v| v.strip_suffix('"'));
            (name.trim(), Some(unquoted.unwrap_or(value)))
        }
    }
}

/// The names of `cfg(A, B, values("x", "y"))`.
fn declared_names(spec: &str) -> Vec<String> {
    let Some(inner) = spec.trim().strip_prefix("cfg(") else {
        return Vec::new();
    };
    let names = inner.split("values(").next().unwrap_or(inner);
    names
        .split(',')
        .map(|name| name.trim().trim_end_matches(')').to_owned())
        .filter(|name| name.starts_with(|c: char| c == '_' || c.is_alphabetic()))
        .collect()
}

/// An integer as Kconfig and Rust write them.
fn parse_number(text: &str) -> Option<i128> {
    let text = text.trim().replace('_', "");
    let (negative, digits) = match text.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, text.as_str()),
    };
    let (digits, radix) = match digits.get(..2) {
        Some("0x" | "0X") => (&digits[2..], 16),
        Some("0o") => (&digits[2..], 8),
        Some("0b") => (&digits[2..], 2),
        _ => (digits, 10),
    };
    // `from_str_radix` takes a sign of its own, which has been dealt with.
    if digits.starts_with(['+', '-']) {
        return None;
    }
    let number = i128::from_str_radix(digits, radix).ok()?;
    Some(if negative { -number } else { number })
}

/// How many characters must be added, removed or replaced to make one text the other.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(x != *y);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn args(list: &[&str]) -> CompilerArgs {
        let mut args = CompilerArgs::default();
        args.read(&list.iter().map(|arg| (*arg).to_owned()).collect::<Vec<_>>());
        args
    }

    fn number(args: &CompilerArgs, name: &str) -> Option<i128> {
        match args.setting(name) {
            Setting::Number(number) => Some(number),
            _ => None,
        }
    }

    #[test]
    fn both_ways_to_give_a_cfg_are_read() {
        let args = args(&[
            "--cfg",
            "CONFIG_A=\"1\"",
            "--cfg=CONFIG_B=\"0x1000\"",
            "--cfg=CONFIG_C",
        ]);
        assert_eq!(number(&args, "CONFIG_A"), Some(1));
        assert_eq!(number(&args, "CONFIG_B"), Some(0x1000));
        assert!(args.is_set("CONFIG_C", None));
        assert!(!args.is_set("CONFIG_A", None));
        assert!(!args.is_set("CONFIG_D", None));
    }

    #[test]
    fn a_name_set_twice_has_its_number() {
        let args = args(&["--cfg=CONFIG_A", "--cfg=CONFIG_A=\"7\""]);
        assert_eq!(number(&args, "CONFIG_A"), Some(7));
    }

    #[test]
    fn numbers_are_read_as_kconfig_writes_them() {
        for (text, value) in [
            ("0", 0),
            ("-5", -5),
            ("0xffff888000000000", 0xffff_8880_0000_0000),
            ("1_000", 1000),
            ("0o17", 15),
            ("0b11", 3),
        ] {
            assert_eq!(parse_number(text), Some(value), "{text}");
        }
        for text in ["", "y", "-", "--5", "0x", "1.5", "+-3", "0x-1"] {
            assert_eq!(parse_number(text), None, "{text}");
        }
    }

    #[test]
    fn response_files_are_read_line_by_line() {
        let dir = std::env::temp_dir().join(format!("kelson-args-{}", std::process::id()));
        std::fs::create_dir_all(&dir).unwrap();
        let file = dir.join("rustc_cfg");
        std::fs::write(&file, "--cfg=CONFIG_NR_CPUS=\"64\"\n--cfg=CONFIG_SMP\n").unwrap();
        let expanded = expand_response_files(
            [format!("@{}", file.display()), "--cfg".into(), "X".into()].into_iter(),
        );
        std::fs::remove_dir_all(&dir).unwrap();
        let mut args = CompilerArgs::default();
        args.read(&expanded);
        assert_eq!(number(&args, "CONFIG_NR_CPUS"), Some(64));
        assert!(args.is_set("CONFIG_SMP", None) && args.is_set("X", None));
    }

    #[test]
    fn a_file_stands_in_where_the_process_is_no_compiler() {
        let file = std::env::temp_dir().join(format!("kelson-cfg-{}", std::process::id()));
        std::fs::write(&file, "--cfg=CONFIG_NR_CPUS=\"64\"\n").unwrap();
        let of = |args: &[&str]| {
            let args: Vec<String> = args.iter().map(|arg| (*arg).to_owned()).collect();
            CompilerArgs::of(&args, Some(file.clone().into_os_string()))
        };
        let (server, compiler) = (of(&["--stdio"]), of(&["--crate-name", "nic", "nic.rs"]));
        std::fs::remove_file(&file).unwrap();
        assert_eq!(number(&server, "CONFIG_NR_CPUS"), Some(64));
        assert_eq!(number(&compiler, "CONFIG_NR_CPUS"), None);
        assert_eq!(number(&of(&[]), "CONFIG_NR_CPUS"), None);
    }

    #[test]
    fn only_a_declared_name_makes_a_misspelling() {
        let args = args(&[
            "--check-cfg",
            "cfg(CONFIG_NR_CPUS, CONFIG_SMP, values(\"a, b\"))",
        ]);
        assert_eq!(args.misspelt("CONFIG_NR_CPU"), Some("CONFIG_NR_CPUS"));
        assert_eq!(args.misspelt("CONFIG_SMP"), None);
        assert_eq!(args.misspelt("CONFIG_PREEMPT"), None);
        assert_eq!(args.misspelt("plain"), None);
    }
}
