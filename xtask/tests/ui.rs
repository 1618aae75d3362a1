// SPDX-License-Identifier: MIT OR Apache-2.0

//! Drives `crates/kelson/tests/ui`: what a user's mistake looks like, and what must compile.
//!
//! `KELSON_BLESS=1` writes the expected outputs anew; read every line of them before committing.

use std::path::Path;
use ui_test::{Args, Config, status_emitter};
use xtask::shell::workspace_root as root;
use xtask::testbed::Testbed;

fn main() -> ui_test::Result<()> {
    let args = Args::test()?;
    let testbed = Testbed::new("dev");
    // cargo runs tests in the package's folder; messages name files from the root.
    std::env::set_current_dir(root())?;

    let mut config = Config::rustc("crates/kelson/tests/ui");
    config.with_args(&args);
    config.out_dir = testbed.out_dir.join("ui");
    config.program.program = testbed.rustc.clone();
    config
        .program
        .args
        .extend(testbed.extern_args().into_iter().map(Into::into));
    config.bless_command = Some("KELSON_BLESS=1 cargo test -p xtask --test ui".into());
    let bless = std::env::var_os("KELSON_BLESS").is_some();
    config.output_conflict_handling = match (testbed.is_reference(), bless) {
        (true, true) => ui_test::bless_output_files,
        (true, false) => ui_test::error_on_output_conflict,
        (false, true) => panic!(
            "expected outputs are written by the reference compiler only, not by {}",
            testbed.version
        ),
        (false, false) => {
            println!(
                "rustc {}: marks are checked; whole messages only on the reference compiler",
                testbed.version
            );
            ui_test::ignore_output_conflict
        }
    };
    // What a panic prints beside the message differs from run to run and by the environment.
    config.filter(r"thread 'main' \([0-9]+\)", "thread 'main'");
    config.filter(r"stack backtrace:\n([ ]+[^\n]+\n)*", "");
    config.filter(
        r"note: (Some details are omitted|run with `RUST_BACKTRACE)[^\n]*\n",
        "",
    );
    // Nor do messages depend on the lines of the library that rustc shows beside its own words.
    config.filter(
        r"( *(?:-->|:::) )crates/kelson/src/([a-z_/]+)\.rs:[0-9]+:[0-9]+\n(?: *[0-9.]* *\|[^\n]*\n|\.\.\.\n)+",
        "$1$$ROOT/$2.rs:LL:CC\n",
    );
    // Some messages quote the library's own source, wherever the checkout lies and whichever line.
    config.filter(
        r"/[^ \n]*/crates/kelson/src/([a-z_/]+)\.rs:[0-9]+:[0-9]+",
        "$$ROOT/$1.rs:LL:CC",
    );
    // As panics in it do.
    config.filter(
        r"panicked at crates/kelson/src/([a-z_/]+)\.rs:[0-9]+:[0-9]+",
        "panicked at $$ROOT/$1.rs:LL:CC",
    );
    // And some the compiler's own, where an error comes from a generic function.
    config.filter(
        r"/[^ \n]*/library/([a-z_/]+)\.rs:[0-9]+:[0-9]+",
        "$$LIBRARY/$1.rs:LL:CC",
    );

    // What takes a nightly compiler is in folders of that name.
    let is_nightly = testbed.version.contains("nightly");
    if !is_nightly {
        println!(
            "rustc {}: skipped: files in folders `nightly`",
            testbed.version
        );
    }

    ui_test::run_tests_generic(
        vec![config],
        move |path: &Path, config: &Config| {
            let needs_nightly = path.components().any(|part| part.as_os_str() == "nightly");
            if needs_nightly && !is_nightly {
                return Some(false);
            }
            ui_test::default_file_filter(path, config)
        },
        ui_test::default_per_file_config,
        status_emitter::Text::quiet(),
    )
}
