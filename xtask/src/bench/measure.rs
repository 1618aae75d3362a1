// SPDX-License-Identifier: MIT OR Apache-2.0

//! How long a program computes, how much memory it takes, and what is in its assembly.

use crate::clock;
use crate::shell::Failure;
use std::fs;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

/// How often the memory of a running program is looked at.
const INTERVAL: Duration = Duration::from_millis(2);

/// What a program took.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cost {
    /// Seconds of computing, by it and its children, not counting the system's.
    pub(super) user: f64,
    /// The most memory it had, in MB.
    pub(super) peak: f64,
}

impl Cost {
    /// The least of each.
    pub(super) fn least(self, other: Cost) -> Cost {
        Cost {
            user: self.user.min(other.user),
            peak: self.peak.min(other.peak),
        }
    }
}

/// Runs a program and says what it took. Others must not be waited for meanwhile.
pub(super) fn cost(command: &mut Command) -> Result<Cost, Failure> {
    let name = crate::shell::spell(command);
    let before = clock::of_children()?;
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| Failure::new(format!("cannot start `{name}`: {error}")))?;
    let peak = watch(&mut child, &name)?;
    let output = child
        .wait_with_output()
        .map_err(|error| Failure::new(format!("cannot wait for `{name}`: {error}")))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        return Err(Failure::new(format!("`{name}` failed: {said}")));
    }
    let user = clock::of_children()?.since(before).user.as_secs_f64();
    Ok(Cost { user, peak })
}

/// Waits for a program to end, and returns the most memory it had.
fn watch(child: &mut Child, name: &str) -> Result<f64, Failure> {
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0.0_f64;
    loop {
        if let Some(now) = fs::read_to_string(&status)
            .ok()
            .as_deref()
            .and_then(high_water)
        {
            peak = peak.max(now);
        }
        let ended = child
            .try_wait()
            .map_err(|error| Failure::new(format!("cannot wait for `{name}`: {error}")))?;
        if ended.is_some() {
            return Ok(peak);
        }
        thread::sleep(INTERVAL);
    }
}

/// The high-water mark of a program's memory in MB, from its `/proc/PID/status`.
fn high_water(status: &str) -> Option<f64> {
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: f64 = line.split_whitespace().next()?.parse().ok()?;
    Some(kilobytes / 1024.0)
}

/// The instructions of a function in x86-64 assembly.
pub(super) fn instructions<'a>(asm: &'a str, function: &str) -> Result<Vec<&'a str>, Failure> {
    // Of functions with the same code, one may be another name of the other.
    let function = asm
        .lines()
        .find_map(|line| {
            let line = line.trim();
            let (name, target) = match line.strip_prefix(".set") {
                Some(rest) => rest.split_once(',')?,
                None => line.split_once('=')?,
            };
            (name.trim() == function).then(|| target.trim())
        })
        .unwrap_or(function);
    let label = format!("{function}:");
    let body: Vec<&str> = asm
        .lines()
        .skip_while(|line| *line != label)
        .skip(1)
        .take_while(|line| !line.starts_with(".Lfunc_end"))
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with(['.', '#']) && !line.ends_with(':'))
        .collect();
    if body.is_empty() {
        return Err(Failure::new(format!(
            "there is no function `{function}` in the assembly"
        )));
    }
    Ok(body)
}

/// The largest stack frame that any function in x86-64 assembly makes.
///
/// A frame is made by `subq $SIZE, %rsp`; one that is touched page by page by a loop has its size
/// in `leaq -SIZE(%rsp), %r11`, one that a function touches in `movl $SIZE, %eax`.
pub(super) fn largest_frame(asm: &str) -> Option<u64> {
    asm.lines()
        .filter_map(|line| {
            let (name, operands) = line.trim().split_once(char::is_whitespace)?;
            let size = match name {
                "subq" => operands.strip_prefix('$')?.strip_suffix(", %rsp")?,
                "leaq" => operands.strip_prefix('-')?.strip_suffix("(%rsp), %r11")?,
                _ => return None,
            };
            size.parse().ok()
        })
        .max()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn high_water_is_in_megabytes() {
        assert_eq!(high_water("Name:\tx\nVmHWM:\t  2048 kB\n"), Some(2.0));
        assert_eq!(high_water("Name:\tx\n"), None);
    }

    #[test]
    fn instructions_end_with_the_function() {
        let asm = "f:\n\t.cfi_startproc\n\tpushq %rbx\n.LBB0_1:\n\tret\n.Lfunc_end0:\ng:\n\tnop\n.Lfunc_end1:\n";
        assert_eq!(instructions(asm, "f").unwrap(), ["pushq %rbx", "ret"]);
        assert!(instructions(asm, "h").is_err());
        for merged in ["\t.set h, g\n", "h = g\n"] {
            let asm = format!("{asm}{merged}");
            assert_eq!(instructions(&asm, "h").unwrap(), ["nop"]);
        }
    }

    #[test]
    fn the_largest_frame_counts() {
        let asm = "\tsubq\t$24, %rsp\n\tleaq\t-1048576(%rsp), %r11\n\tsubq\t$4096, %rsp\n";
        assert_eq!(largest_frame(asm), Some(1_048_576));
        assert_eq!(largest_frame("\tret\n"), None);
    }

    #[test]
    fn a_program_that_fails_is_an_error() {
        assert!(cost(Command::new("sh").args(["-c", "exit 3"])).is_err());
        assert!(cost(Command::new("true").arg("x")).unwrap().user >= 0.0);
    }
}
