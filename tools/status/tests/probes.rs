// SPDX-License-Identifier: MIT OR Apache-2.0

//! The probes against the register and against the toolchains on this machine.
//!
//! A toolchain that is not here is skipped by name. `KELSON_RUSTC_1_85`, `KELSON_RUSTC_1_96` and
//! `KELSON_RUSTC_NIGHTLY` name further compilers.

use kelson_register::Register;
use kelson_status::{Native, Probe, Select, Toolchain, check_control, sweep};
use std::{
    collections::{BTreeMap, BTreeSet},
    env, fs,
    io::Write,
    path::{Path, PathBuf},
    sync::atomic::{AtomicBool, AtomicUsize, Ordering},
};

const REGISTER: &str = include_str!("../../../wanted.toml");

/// Says what was not tested. The harness keeps what `eprintln!` prints to itself while a test
/// passes, so this goes past it.
macro_rules! skip {
    ($($text:tt)*) => {{
        let mut text = format!($($text)*);
        text.push('\n');
        let _ = std::io::stderr().write_all(text.as_bytes());
    }};
}

/// Every toolchain that can be found; at least the one that runs this test.
fn toolchains() -> Vec<Toolchain> {
    let mut found = vec![Toolchain::find(Select::Default).expect("a test runs under a toolchain")];
    let cache = env::var_os("XDG_CACHE_HOME").map_or_else(
        || Path::new(&env::var_os("HOME").unwrap_or_default()).join(".cache"),
        PathBuf::from,
    );
    for (name, variable) in [
        ("1.85.0", "KELSON_RUSTC_1_85"),
        ("1.96.0", "KELSON_RUSTC_1_96"),
        ("nightly", "KELSON_RUSTC_NIGHTLY"),
    ] {
        let unpacked = cache.join("kelson/toolchains").join(name).join("bin/rustc");
        let toolchain = match env::var_os(variable) {
            Some(path) => Toolchain::find(Select::Path(Path::new(&path))),
            None if unpacked.is_file() => Toolchain::find(Select::Path(&unpacked)),
            None => Toolchain::find(Select::Named(name)),
        };
        match toolchain {
            Ok(toolchain) => found.push(toolchain),
            Err(error) if env::var_os(variable).is_some() => panic!("{variable}: {error}"),
            Err(error) => skip!("skipped: rustc {name} ({error}; or set {variable})"),
        }
    }
    found
}

fn answers(toolchain: &Toolchain) -> BTreeMap<String, Native> {
    let register = Register::parse(REGISTER).expect("the register parses");
    let features: Vec<_> = register.features.iter().collect();
    let done = AtomicUsize::new(0);
    let rows = sweep(toolchain, &features, &AtomicBool::new(false), &|| {
        done.fetch_add(1, Ordering::Relaxed);
    })
    .expect("nobody interrupts");
    assert_eq!(done.into_inner(), features.len());
    rows.into_iter()
        .map(|row| (row.feature.id.clone(), row.native))
        .collect()
}

/// Every id that the upstream list has, whatever the register says.
fn ids() -> BTreeSet<String> {
    [('R', 20), ('N', 11), ('D', 19), ('L', 3), ('X', 10)]
        .into_iter()
        .flat_map(|(section, count)| (1..=count).map(move |number| format!("{section}{number:02}")))
        .collect()
}

#[test]
fn every_row_has_exactly_one_probe() {
    let register = Register::parse(REGISTER).expect("the register parses");
    let rows: Vec<_> = register
        .features
        .iter()
        .map(|feature| feature.id.clone())
        .collect();
    let probes: Vec<_> = Probe::all().map(|probe| probe.id.to_owned()).collect();
    assert_eq!(probes.len(), 63);
    assert_eq!(rows.len(), 63);
    assert_eq!(probes.iter().cloned().collect::<BTreeSet<_>>(), ids());
    assert_eq!(rows.into_iter().collect::<BTreeSet<_>>(), ids());
}

#[test]
fn every_file_is_in_the_table() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("probes");
    let files: BTreeSet<_> = fs::read_dir(folder)
        .expect("the folder exists")
        .map(|entry| {
            entry
                .expect("an entry")
                .file_name()
                .into_string()
                .expect("a name")
        })
        .collect();
    let mut expected = BTreeSet::new();
    for probe in Probe::all() {
        expected.insert(format!("{}.rs", probe.id));
        assert_eq!(
            probe.none.is_some(),
            probe.control.is_none(),
            "{}",
            probe.id
        );
        if let Some(control) = &probe.control {
            expected.insert(format!("{}.control.rs", probe.id));
            assert!(
                !control.errors.is_empty(),
                "the control of {} states no error",
                probe.id
            );
        }
    }
    assert_eq!(files, expected);
}

#[test]
fn few_rows_have_no_probe() {
    let none: Vec<_> = Probe::all()
        .filter(|probe| probe.none.is_some())
        .map(|probe| probe.id)
        .collect();
    assert_eq!(none, ["R02", "R20", "L01", "L02", "L03", "X09"]);
}

#[test]
fn every_control_fails_for_its_own_reason() {
    let mut wrong = Vec::new();
    for toolchain in toolchains() {
        for probe in Probe::all() {
            if let Err(message) = check_control(&toolchain, &probe) {
                wrong.push(format!("{}: {message}", toolchain.version));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_probe_gets_an_answer() {
    let mut wrong = Vec::new();
    for toolchain in toolchains() {
        for (id, native) in answers(&toolchain) {
            if let Native::CouldNotProbe { message } = native {
                wrong.push(format!("{}: {id}: {message}", toolchain.version));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A feature that is stable somewhere is stable from its `since` on and nowhere before.
#[test]
fn stable_means_since() {
    for toolchain in toolchains() {
        let this = toolchain.minor().expect("a release has two numbers");
        let answers = answers(&toolchain);
        let mut older = Vec::new();
        for probe in Probe::all() {
            let stable = answers[probe.id] == Native::Stable;
            let Some(since) = probe.since else {
                assert!(
                    !stable,
                    "{} is stable in {}: say since when",
                    probe.id, toolchain.version
                );
                continue;
            };
            let (major, minor) = since.split_once('.').expect("a release has two numbers");
            let since = (
                major.parse().expect("a number"),
                minor.parse().expect("a number"),
            );
            assert_eq!(
                stable,
                this >= since,
                "{} in {}",
                probe.id,
                toolchain.version
            );
            if !stable {
                older.push(probe.id);
            }
        }
        if this < (1, 95) {
            // Here the probes themselves are shown to fail, not only their controls.
            assert_eq!(older, ["D11", "X01", "X03", "X04"], "{}", toolchain.version);
        }
    }
}

/// What 1.95 has, row by row: a probe that rots shows here.
#[test]
fn answers_of_1_95() {
    let toolchain = toolchains()
        .into_iter()
        .find(|toolchain| toolchain.minor() == Some((1, 95)));
    let Some(toolchain) = toolchain else {
        skip!("skipped: rustc 1.95 is not the default toolchain");
        return;
    };
    let answers = answers(&toolchain);
    let of = |want: &dyn Fn(&Native) -> bool| -> Vec<String> {
        ids().into_iter().filter(|id| want(&answers[id])).collect()
    };
    assert_eq!(
        of(&|native| *native == Native::Stable),
        [
            "D11", "X01", "X02", "X03", "X04", "X05", "X06", "X07", "X08", "X10"
        ]
    );
    let gated: Vec<_> = ids()
        .into_iter()
        .filter_map(|id| match &answers[&id] {
            Native::Gated { gate, .. } => Some(format!("{id} {gate}")),
            _ => None,
        })
        .collect();
    assert_eq!(
        gated,
        [
            "D01 unsafe_pinned",
            "D06 export_stable",
            "D12 transmutability",
            "D13 min_specialization",
            "D17 const_trait_impl",
            "N04 dropck_eyepatch",
            "N05 extern_types",
            "N08 pattern_types pattern_type_macro",
            "N09 stmt_expr_attributes",
            "N11 decl_macro",
            "R05 adt_const_params",
            "R06 prelude_import",
            "R07 prelude_import",
            "R08 const_block_items",
            "R12 unsafe_pinned",
            "R16 contracts",
        ]
    );
}

/// The native feature appears between two releases, and the same probe sees it.
#[test]
fn a_newer_toolchain_has_more() {
    let Ok(nightly) = Toolchain::find(Select::Named("nightly")) else {
        skip!("skipped: rustc nightly is not installed");
        return;
    };
    if nightly.minor() < Some((1, 97)) {
        skip!("skipped: {} is older than the feature", nightly.version);
        return;
    }
    let answers = answers(&nightly);
    assert!(matches!(&answers["R18"], Native::Gated { gate, .. } if gate == "impl_restriction"));
    assert!(matches!(&answers["D19"], Native::Gated { gate, .. } if gate == "field_projections"));
}
