// SPDX-License-Identifier: MIT OR Apache-2.0

//! Drives `compiler/tests/ui`: what each language feature of kelsonc accepts, refuses and does when it runs.
//!
//! `cargo xtask kelsonc-test` builds kelsonc and runs this; `--bless` writes the expected outputs anew.

use std::path::Path;

use ui_test::{Args, Config, status_emitter};
use xtask::shell::{target_dir, workspace_root as root};

fn main() -> ui_test::Result<()> {
    let Some(kelsonc) = std::env::var_os("KELSON_KELSONC") else {
        println!("kelsonc's tests run by `cargo xtask kelsonc-test`");
        return Ok(());
    };
    let args = Args::test()?;
    // cargo runs tests in the package's folder; messages name files from the root.
    std::env::set_current_dir(root())?;

    let mut config = Config::rustc("compiler/tests/ui");
    config.with_args(&args);
    config.out_dir = target_dir().join("kelsonc-test/ui");
    config.program.program = kelsonc.into();
    config.bless_command = Some("cargo xtask kelsonc-test --bless".into());
    config.output_conflict_handling = match std::env::var_os("KELSON_BLESS") {
        Some(_) => ui_test::bless_output_files,
        None => ui_test::error_on_output_conflict,
    };
    // What differs from run to run or from machine to machine.
    config.filter(r"thread 'main' \([0-9]+\)", "thread 'main'");
    config.filter(r"note: run with `RUST_BACKTRACE[^\n]*\n", "");
    config.filter(r"/[^ \n]*/library/(core|alloc|std)/src/", "$$SRC/$1/src/");
    config.filter(r"(\$SRC/[a-z/_]+\.rs):[0-9]+:[0-9]+", "$1:LL:CC");
    config.filter(
        r"kelsonc_impl_([A-Za-z0-9_]+)_[0-9a-f]{16}",
        "kelsonc_impl_$1_HASH",
    );
    assert!(
        Path::new("compiler/tests/ui").is_dir(),
        "the ui tests are gone"
    );

    ui_test::run_tests_generic(
        vec![config],
        ui_test::default_file_filter,
        ui_test::default_per_file_config,
        status_emitter::Text::quiet(),
    )
}
