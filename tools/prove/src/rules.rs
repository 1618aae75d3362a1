// SPDX-License-Identifier: MIT OR Apache-2.0

//! The kinds of findings, and what `cargo kelson explain` says about each.

use crate::verdict::{Reason, Verdict};
use kelson_report::{Level, Rule};

/// Every rule of this crate, in the order of their ids.
pub const RULES: &[&Rule] = &[
    &PANIC_FREE,
    &PANIC_REACHABLE,
    &TRAP_REACHABLE,
    &UNPROVEN_INDIRECT,
    &UNPROVEN_EXTERN,
    &UNPROVEN_AMBIGUOUS,
    &UNPROVEN_NO_DEBUGINFO,
    &UNPROVEN_NO_INSTANCE,
    &UNPROVEN_UNREADABLE,
];

/// The rule that a verdict falls under.
pub(crate) fn of(verdict: Verdict) -> &'static Rule {
    match verdict {
        Verdict::Proven => &PANIC_FREE,
        Verdict::Panics => &PANIC_REACHABLE,
        Verdict::Traps => &TRAP_REACHABLE,
        Verdict::Unproven(Reason::Indirect) => &UNPROVEN_INDIRECT,
        Verdict::Unproven(Reason::Extern) => &UNPROVEN_EXTERN,
        Verdict::Unproven(Reason::Ambiguous) => &UNPROVEN_AMBIGUOUS,
        Verdict::Unproven(Reason::NoDebugInfo) => &UNPROVEN_NO_DEBUGINFO,
        Verdict::Unproven(Reason::NoInstance) => &UNPROVEN_NO_INSTANCE,
        Verdict::Unproven(Reason::Unreadable) => &UNPROVEN_UNREADABLE,
    }
}

static PANIC_FREE: Rule = Rule {
    id: "KEL-P000",
    name: "panic_free",
    level: Level::Note,
    summary: "no panic can start in the function or in anything it calls",
    explain: "\
Every copy of the function in the given objects was found, every instruction that control can
reach in it and in its callees was decoded, and none of them leads to a panic.

The proof holds for these objects: another compiler version, optimization level or set of features
is another proof. It says nothing about stack overflow, about hardware exceptions, or about code
that was declared harmless with `--cut` or `--extern-c trust`; those assumptions are listed with
the result.",
};

static PANIC_REACHABLE: Rule = Rule {
    id: "KEL-P001",
    name: "panic_reachable",
    level: Level::Error,
    summary: "a way from the function to a panic exists in the compiled code",
    explain: "\
The optimizer could not remove a way to a panic from a function that is marked `#[no_panic]` or
was named as a root.

```rust
#[no_panic]
fn third(x: &[u32]) -> u32 {
    x[2] // error: index out of bounds
}
```

Either rule the case out in a way that the optimizer sees, or handle it:

```rust
#[no_panic]
fn third(x: &[u32]) -> Option<u32> {
    x.get(2).copied()
}
```

The finding shows each call on the way. If a callee panics only for values that are never passed,
a check before the call, or `#[inline]` on the callee, often lets the optimizer see that.
Analyse optimized code: without optimization nearly every check is still there.",
};

static TRAP_REACHABLE: Rule = Rule {
    id: "KEL-P002",
    name: "trap_reachable",
    level: Level::Error,
    summary: "a way from the function to an instruction that stops the program exists",
    explain: "\
The code holds an instruction that raises an exception (`ud2`, `int3`) where control can get to.
The compiler puts one where the source calls `core::intrinsics::abort`, where
`unreachable_unchecked` is reached, and, with `-Zunstable-options -Cpanic=immediate-abort`, in
place of every panic.

A trap right behind a call counts only if the callee can return.",
};

static UNPROVEN_INDIRECT: Rule = Rule {
    id: "KEL-P003",
    name: "unproven_indirect_call",
    level: Level::Warning,
    summary: "the function calls through a pointer, and its target is not known",
    explain: "\
A call of a `dyn` method, of a `fn` pointer or of a closure behind either can lead anywhere.
Calls whose target is the same on all ways are followed, and so are jump tables.

Use a generic parameter in place of `dyn`, or declare the caller harmless with `--cut` once every
target has been judged on its own.",
};

static UNPROVEN_EXTERN: Rule = Rule {
    id: "KEL-P004",
    name: "unproven_extern",
    level: Level::Warning,
    summary: "the function calls code that is not in the given files",
    explain: "\
A callee was found neither in the given files nor in the toolchain's library.

For Rust code, pass the `.rlib` of the crate that defines it, built by the same compiler. For C
code, `--extern-c trust` assumes that no C function calls back into Rust, and `--cut NAME` assumes
it of one. Both are listed with the result. `memcpy` and the other helpers that the compiler
itself calls are always trusted.",
};

static UNPROVEN_AMBIGUOUS: Rule = Rule {
    id: "KEL-P005",
    name: "unproven_ambiguous",
    level: Level::Warning,
    summary: "a possible panic may belong to the function or to the one it is inlined into",
    explain: "\
The function was inlined, and the function around it can panic at a place that the compiler does
not attribute clearly: it merges equal calls and then says that they have no line.

`#[inline(never)]` on the marked function makes the answer certain.",
};

static UNPROVEN_NO_DEBUGINFO: Rule = Rule {
    id: "KEL-P006",
    name: "unproven_no_debuginfo",
    level: Level::Warning,
    summary: "an object does not say which function its code came from",
    explain: "\
Copies of a marked function are found by the debug information, which says where each stretch of
code was declared. `-Cdebuginfo=1` (`debug = \"limited\"` in a profile) is enough;
`line-tables-only` is not, for it leaves out declarations. An object without it could hide a copy.",
};

static UNPROVEN_NO_INSTANCE: Rule = Rule {
    id: "KEL-P007",
    name: "unproven_no_instance",
    level: Level::Warning,
    summary: "the given objects hold no code of the function",
    explain: "\
Generic functions, `#[inline]` functions and small functions are compiled in the crate that calls
them, and not at all if none does. Pass the object of a crate that uses the function. A function
that was evaluated while compiling leaves no code either.",
};

static UNPROVEN_UNREADABLE: Rule = Rule {
    id: "KEL-P008",
    name: "unproven_unreadable",
    level: Level::Warning,
    summary: "the function leads to code that does not read as a function",
    explain: "\
Symbols overlap or have no size, bytes are no instruction, or control runs past the end of a
function. Hand-written assembly without `.size` is the usual cause; a damaged file is another.",
};
