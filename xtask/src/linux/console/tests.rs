// SPDX-License-Identifier: MIT OR Apache-2.0

//! Consoles of healthy guests and of others.

use super::*;

/// A guest that loads one module, whose one test warns on purpose.
const HEALTHY: &str = "\
SeaBIOS (version 1)\r
[    0.000000] Linux version 7.3.4\r
[    0.900000] KTAP version 1\r
[    0.900000] 1..0\r
[    1.000000] kelson: begin kelson_kunit\r
[    1.100000] kelson_kunit: loading out-of-tree module taints kernel.\r
[    1.200000] KTAP version 1\r
[    1.200000] 1..1\r
[    1.200000]     KTAP version 1\r
[    1.200000]     # Subtest: overflow\r
[    1.200000]     1..1\r
[    1.250000] kelson_kunit: kelson: expect-warn 1\r
[    1.300000] ------------[ cut here ]------------\r
[    1.300000] WARNING: overflow.rs:12 at 0x0, CPU#0: insmod/40\r
[    1.300000] ---[ end trace 0000000000000000 ]---\r
[    1.400000]     ok 1 warns\r
[    1.400000] ok 1 overflow\r
[    1.500000] kelson: end kelson_kunit 0\r
[    1.600000] kelson: removed kelson_kunit 0\r
[    9.000000] kelson: kmemleak: checked\r
[    9.000000] kelson: done\r
";

#[test]
fn healthy_guest() {
    let console = read(HEALTHY);
    assert_eq!(console.incidents, [""; 0]);
    assert!(console.is_done && console.is_leak_checked);
    assert_eq!(
        console.modules,
        [Module {
            name: "kelson_kunit".to_owned(),
            loaded: Some(0),
            removed: Some(0)
        }]
    );
    assert_eq!(console.report.problems, [""; 0]);
    assert_eq!(console.report.suites.len(), 1);
    assert!(console.report.suites[0].is_success());
}

#[test]
fn times_are_taken_off() {
    assert_eq!(message("[    1.2] ok 1 a\r"), "ok 1 a");
    assert_eq!(message("[   12.345678]     ok 1 a"), "    ok 1 a");
    assert_eq!(
        message("[ BUG: Invalid wait context ]"),
        "[ BUG: Invalid wait context ]"
    );
    assert_eq!(message("[]"), "[]");
    assert_eq!(message("plain"), "plain");
}

#[test]
fn unexpected_warning_is_an_incident() {
    let console = read(&HEALTHY.replace("kelson: expect-warn 1", "nothing"));
    assert_eq!(
        console.incidents,
        ["WARNING: overflow.rs:12 at 0x0, CPU#0: insmod/40 (while `kelson_kunit` was loading)"]
    );
}

#[test]
fn announced_warning_is_of_its_place() {
    let console = read(&HEALTHY.replace("expect-warn 1", "expect-warn 1 overflow.rs:12"));
    assert_eq!(console.incidents, [""; 0]);
    let console = read(&HEALTHY.replace("expect-warn 1", "expect-warn 1 overflow.rs:13"));
    assert_eq!(console.incidents.len(), 2, "{:?}", console.incidents);
    assert!(
        console.incidents[1].contains("the first of `overflow.rs:13`, did not come"),
        "{:?}",
        console.incidents
    );
}

#[test]
fn announced_warning_must_come() {
    let console = read(&HEALTHY.replace("expect-warn 1", "expect-warn 3"));
    assert_eq!(console.incidents.len(), 1);
    assert!(
        console.incidents[0].starts_with("2 announced warnings did not come before `ok 1 warns`"),
        "{:?}",
        console.incidents
    );
    let console = read(&HEALTHY.replace("expect-warn 1", "expect-warn some"));
    assert_eq!(console.incidents.len(), 2, "{:?}", console.incidents);
}

#[test]
fn complaints_of_every_kind() {
    for line in [
        "BUG: kernel NULL pointer dereference, address: 0000000000000000",
        "BUG: sleeping function called from invalid context at x.c:1",
        "BUG kmalloc-64 (Tainted: G           O       ): Poison overwritten",
        "[ BUG: Invalid wait context ]",
        "kernel BUG at rust/helpers/bug.c:7!",
        "Oops: 0002 [#1] SMP NOPTI",
        "Oops: invalid opcode: 0000 [#1] SMP NOPTI",
        "general protection fault, probably for non-canonical address 0x1",
        "Kernel panic - not syncing: Fatal exception",
        "WARNING: possible circular locking dependency detected",
        "WARNING: CPU: 0 PID: 1 at kernel/x.c:1 f+0x1/0x2",
        "INFO: task insmod:40 blocked for more than 120 seconds.",
        "rcu: INFO: rcu_sched self-detected stall on CPU",
        "unreferenced object 0xffff888000000000 (size 64):",
        "kelson: kmemleak: unreferenced object 0xffff888000000000 (size 64):",
        "rust_kernel: panicked at main.rs:1:1:",
    ] {
        let console = read(&format!("[    1.000000] {line}\r\n"));
        assert_eq!(console.incidents.len(), 1, "{line}");
    }
}

#[test]
fn harmless_lines() {
    for line in [
        "kelson_kunit: loading out-of-tree module taints kernel.",
        "debug: BUGS none",
        "---[ end trace 0000000000000000 ]---",
        "a test about WARNING: in the middle",
        "kelson: kmemleak: checked",
        "kelson: started",
        "",
    ] {
        assert_eq!(read(line).incidents, [""; 0], "{line}");
    }
}

#[test]
fn guest_that_stopped_in_the_middle() {
    let (text, _) = HEALTHY.split_once("[    1.400000]     ok").unwrap();
    let console = read(text);
    assert!(!console.is_done);
    assert_eq!(console.modules[0].loaded, None);
    assert!(!console.report.suites[0].is_success());
    let console = read("");
    assert_eq!(console, Console::default());
}
