// SPDX-License-Identifier: MIT OR Apache-2.0

//! The stage `boot`: a machine without a disk, whose first program loads the modules and ends.
//!
//! The emulator does not use the processor's help for it: the same instructions run everywhere, in a container and
//! in CI too.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus};
use std::time::Duration;

use super::progress::Progress;
use super::runner::{mortal, watch};
use super::setup::{LLVM_SUFFIX, Setup};
use super::stop::Stop;
use super::{Stage, console, kernel, modules, needs};
use crate::matrix::seconds;
use crate::shell::{self, Failure, capture, capture_as};
use crate::toolchains::cache::{self, sibling};
use crate::toolchains::remove;

/// What the kernel is told: where to write, and to end on the first mistake that it cannot go on after.
const ARGUMENTS: &str = "console=ttyS0 loglevel=7 printk.devkmsg=on oops=panic panic=1";

/// How the emulator is called.
const EMULATOR: &str = "qemu-system-x86_64";

/// The exit code of `timeout` when time was up.
const TIME_WAS_UP: i32 = 124;

/// A guest that is over.
pub(super) struct Booted {
    /// What its console wrote.
    pub(super) log: PathBuf,
    /// What that says.
    pub(super) console: console::Console,
    status: ExitStatus,
    timeout: Duration,
}

impl Booted {
    /// Whether it came to its end.
    pub(super) fn is_ended(&self) -> bool {
        self.console.is_done && self.status.success()
    }

    /// One word for it.
    pub(super) fn word(&self) -> &'static str {
        if self.is_ended() { "ended" } else { "FAILED" }
    }

    /// How it ended, for a person.
    pub(super) fn said(&self) -> String {
        if self.is_ended() {
            let count = self.console.modules.len();
            return format!("{count} modules; console: {}", self.log.display());
        }
        let log = self.log.display();
        match self.status.code() {
            Some(TIME_WAS_UP) => format!(
                "the guest did not end within {}; give `--timeout` more if it was at work; log: {log}",
                seconds(self.timeout)
            ),
            Some(0) => format!("the guest stopped before its end; log: {log}"),
            _ => format!("`{EMULATOR}` ended with {}; log: {log}", self.status),
        }
    }
}

/// Boots the kernel with the modules and waits for the end.
pub(super) fn boot(setup: &Setup, timeout: Duration) -> Result<Booted, Stop> {
    let declared = modules::declared(setup)?;
    // This process's own, because another run may boot at the same time.
    let kept = setup.logs.join("initramfs.cpio");
    cache::sweep(&kept);
    let initramfs = sibling(&kept, "new");
    make_initramfs(setup, &declared, &initramfs)?;

    let mut command = mortal("timeout");
    command
        .args(["--kill-after=5", &timeout.as_secs().to_string(), EMULATOR])
        .args(["-M", "q35", "-accel", "tcg", "-cpu", "max", "-m", "512"])
        // Two sockets: without ACPI the kernel learns of processors by sockets only.
        .args(["-smp", "2,sockets=2"])
        .args(["-nic", "none", "-nographic", "-no-reboot"])
        .arg("-kernel")
        .arg(kernel::image(setup))
        .arg("-initrd")
        .arg(&initramfs)
        .args(["-append", ARGUMENTS]);
    let log = setup.log("boot");
    let modules = u64::try_from(declared.modules.len()).unwrap_or(u64::MAX);
    let mut progress = Progress::start(Stage::Boot, "modules", modules, 0);
    let mut text = String::new();
    let status = watch(&mut command, &log, |line| {
        if !line.is_empty() {
            text.push_str(line);
            text.push('\n');
        }
        progress.add(u64::from(line.contains("kelson: end ")));
    })?;
    drop(progress);
    fs::rename(&initramfs, &kept).map_err(|error| Failure::io("rename", &initramfs, &error))?;
    Ok(Booted {
        console: console::read(&text),
        log,
        status,
        timeout,
    })
}

/// Packs what the guest needs into the archive that the kernel unpacks as its root.
fn make_initramfs(setup: &Setup, declared: &modules::Declared, target: &Path) -> Result<(), Stop> {
    let folder = Staging(sibling(&setup.logs.join("initramfs.cpio"), "partial"));
    remove(&folder.0)?;
    for name in ["bin", "dev", "proc", "sys", "modules"] {
        let path = folder.0.join(name);
        fs::create_dir_all(&path).map_err(|error| Failure::io("create", &path, &error))?;
    }
    let busybox = needs::static_busybox()
        .ok_or_else(|| Stop::new("there is no static busybox; install `busybox-static`"))?;
    copy(busybox, &folder.0.join("bin/busybox"), 0o755)?;
    let init = shell::workspace_root().join("linux/init");
    copy(&init, &folder.0.join("init"), 0o755)?;
    let order = folder.0.join("modules/load.order");
    fs::write(&order, declared.modules.join("\n") + "\n")
        .map_err(|error| Failure::io("write", &order, &error))?;
    for module in modules::built(&setup.modules)? {
        let name = module.file_name().unwrap_or_default();
        // Debug information is most of a module and of no use in the guest, whose memory is small.
        // With the lock of builds: what make is about to write is not to be read.
        capture(
            Command::new("flock")
                .arg(kernel::lock(setup))
                .arg(format!("llvm-objcopy{LLVM_SUFFIX}"))
                .arg("--strip-debug")
                .arg(&module)
                .arg(folder.0.join("modules").join(name)),
        )?;
    }
    // Sorted, so that the same content is the same archive.
    let mut pack = Command::new("sh");
    pack.current_dir(&folder.0)
        .args([
            "-euc",
            "find . -mindepth 1 | sort | cpio --quiet -o -H newc -R 0:0 >\"$1\"",
            "sh",
        ])
        .arg(target);
    capture_as("cpio -o", &mut pack)?;
    Ok(())
}

/// Copies a file and sets who may do what with it.
fn copy(from: &Path, to: &Path, mode: u32) -> Result<(), Stop> {
    fs::copy(from, to)
        .and_then(|_| fs::set_permissions(to, fs::Permissions::from_mode(mode)))
        .map_err(|error| Failure::io("copy", from, &error).into())
}

/// A folder that is deleted when it goes out of scope. What a killed run leaves is swept by the next.
struct Staging(PathBuf);

impl Drop for Staging {
    fn drop(&mut self) {
        let _ = remove(&self.0);
    }
}
