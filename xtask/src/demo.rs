// SPDX-License-Identifier: MIT OR Apache-2.0

//! `cargo demo`: the main job, as a user would do it by hand.
//!
//! Run the example driver, prove its data path panic-free, show which wanted features there are,
//! and put all of it on one page.

use crate::shell::{Failure, target_dir, workspace_root};
use std::ffi::OsStr;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};

/// What to run.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// How many packets to push
    #[arg(long, value_name = "N", default_value_t = 4_000_000, value_parser = clap::value_parser!(u64).range(1..))]
    packets: u64,
}

/// The example on cargo's command line: the driver with its home on the host.
const DRIVER: [&str; 4] = ["-p", "ringnic", "--bin", "ringnic-host"];

/// Runs all of it; each step is shown as the command that a user would type.
pub fn run(options: &Options) -> ExitCode {
    match steps(options) {
        Ok(page) => {
            println!("\nreport: {page}");
            ExitCode::SUCCESS
        }
        Err(why) => {
            eprintln!("error: {why}");
            ExitCode::FAILURE
        }
    }
}

fn steps(options: &Options) -> Result<String, Failure> {
    let folder = target_dir().join("kelson");
    std::fs::create_dir_all(&folder).map_err(|error| Failure::io("create", &folder, &error))?;
    let [throughput, proof, status] =
        ["ringnic.txt", "prove.json", "status.json"].map(|file| folder.join(file));
    let page = folder.join("report.html");

    println!("1. push packets through the driver");
    let packets = options.packets.to_string();
    let mut arguments = vec!["run", "--release"];
    arguments.extend(DRIVER);
    arguments.extend(["--", "--packets", &packets]);
    let said = cargo_saying(&arguments)?;
    print!("{said}");
    std::fs::write(&throughput, &said)
        .map_err(|error| Failure::io("write", &throughput, &error))?;

    println!("\n2. prove that its data path cannot panic");
    let prove = |rest: &[&OsStr]| {
        let mut arguments = vec!["kelson".as_ref(), "prove".as_ref()];
        arguments.extend(DRIVER.map(OsStr::new));
        arguments.extend_from_slice(rest);
        cargo(&arguments)
    };
    prove(&[])?;
    prove(&[
        "--format".as_ref(),
        "json".as_ref(),
        "--output".as_ref(),
        proof.as_ref(),
    ])?;

    println!("\n3. which wanted features there are, in this toolchain and in kelson");
    cargo(&["kelson", "status"])?;
    let json = cargo_saying(&["kelson", "status", "--json"])?;
    std::fs::write(&status, json).map_err(|error| Failure::io("write", &status, &error))?;

    cargo::<&OsStr>(&[
        "kelson".as_ref(),
        "report".as_ref(),
        "--output".as_ref(),
        page.as_ref(),
        throughput.as_ref(),
        proof.as_ref(),
        status.as_ref(),
    ])?;
    Ok(shown(&page))
}

/// A path as short as it can be shown.
fn shown(path: &Path) -> String {
    path.strip_prefix(workspace_root())
        .unwrap_or(path)
        .display()
        .to_string()
}

fn command<S: AsRef<OsStr>>(arguments: &[S]) -> Command {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command
        .current_dir(workspace_root())
        .args(arguments)
        .stdin(Stdio::null());
    println!("   $ cargo{}", spelled(arguments));
    command
}

/// The arguments as one would type them at the root.
fn spelled<S: AsRef<OsStr>>(arguments: &[S]) -> String {
    arguments
        .iter()
        .map(|argument| format!(" {}", shown(Path::new(argument.as_ref()))))
        .collect()
}

/// Runs cargo and lets it talk.
fn cargo<S: AsRef<OsStr>>(arguments: &[S]) -> Result<(), Failure> {
    let status = command(arguments)
        .status()
        .map_err(|error| Failure::new(format!("cannot start `cargo`: {error}")))?;
    if status.success() {
        return Ok(());
    }
    Err(Failure::new(format!(
        "`cargo{}` failed ({status})",
        spelled(arguments)
    )))
}

/// Runs cargo and returns what it said on standard output.
fn cargo_saying<S: AsRef<OsStr>>(arguments: &[S]) -> Result<String, Failure> {
    let output = command(arguments)
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| Failure::new(format!("cannot start `cargo`: {error}")))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    Err(Failure::new(format!(
        "`cargo{}` failed ({})",
        spelled(arguments),
        output.status
    )))
}
