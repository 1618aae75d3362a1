// SPDX-License-Identifier: MIT OR Apache-2.0

//! `cargo xtask`: the project's own chores.

use clap::{Parser, Subcommand};
use std::fmt::Display;
use std::process::ExitCode;

/// The chores of the Kelson checkout
#[derive(Parser)]
#[command(
    name = "cargo xtask",
    bin_name = "cargo xtask",
    arg_required_else_help = true
)]
struct Cli {
    #[command(subcommand)]
    chore: Chore,
}

#[derive(Subcommand)]
enum Chore {
    /// Compare with a peer, and print the ratios
    Bench(xtask::bench::Options),
    /// The main job: run the example driver, prove its data path panic-free, show the status
    Demo(xtask::demo::Options),
    /// Write what is generated from wanted.toml: the README's table, the book's index
    Docs {
        /// Write nothing; fail if anything is out of date
        #[arg(long)]
        check: bool,
    },
    /// Build Linux with Kelson in it, boot it, and run its tests inside
    Linux(xtask::linux::Options),
    /// Build kelsonc, the compiler driver, and print its path
    Kelsonc,
    /// Run kelsonc's tests
    KelsoncTest(xtask::kelsonc::test::Options),
    /// Compare C layouts with what C compilers make of random types
    LayoutDiff(xtask::layout_diff::Options),
    /// Run the library's tests on every compiler it must work with
    Matrix(xtask::matrix::Options),
    /// Scaffold a feature whole: sources, tests, ui folder, page, row
    NewFeature {
        /// The room: `check`, `layout`...
        theme: String,
        /// The one name the feature has everywhere
        name: String,
        /// The row of wanted.toml that asks for it
        #[arg(long, value_name = "ID")]
        row: Option<String>,
    },
    /// Get the crates rustc is made of, which kelsonc is built on
    RustcDev(xtask::rustc_dev::Options),
    /// Check the library for machines of 32 bits and big-endian ones
    Targets(xtask::targets::Options),
}

fn main() -> ExitCode {
    match Cli::parse().chore {
        Chore::Bench(options) => xtask::bench::run(&options),
        Chore::Demo(options) => xtask::demo::run(&options),
        Chore::Docs { check } => told(xtask::docs::run(check)),
        Chore::Linux(options) => xtask::linux::run(&options),
        Chore::Kelsonc => xtask::kelsonc::run(),
        Chore::KelsoncTest(options) => xtask::kelsonc::test::run(&options),
        Chore::RustcDev(options) => xtask::rustc_dev::run(&options),
        Chore::LayoutDiff(options) => xtask::layout_diff::run(&options),
        Chore::Matrix(options) => xtask::matrix::run(&options),
        Chore::Targets(options) => xtask::targets::run(&options),
        Chore::NewFeature { theme, name, row } => {
            told(xtask::new_feature::run(&theme, &name, row.as_deref()))
        }
    }
}

/// Prints what a chore has to say, or its error.
fn told(outcome: Result<String, impl Display>) -> ExitCode {
    match outcome {
        Ok(text) => {
            println!("{}", text.trim_end());
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}
