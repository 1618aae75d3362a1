// SPDX-License-Identifier: MIT OR Apache-2.0

//! What a symbol's name says: a way to panic, a helper of the compiler, Rust or C.
//!
//! Everything here is a pure function of one name. A name that is not listed is never assumed to
//! be harmless: it is looked up in the files, and stays unproven when it is not found.

/// Why a panic starts, as a person would say it after "this can panic:".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct PanicKind {
    /// A stable machine name: `bounds`.
    pub id: &'static str,
    /// `index out of bounds`.
    pub text: &'static str,
}

const fn kind(id: &'static str, text: &'static str) -> PanicKind {
    PanicKind { id, text }
}

/// Last path component of a function below `core`, `alloc` or `std`, and what calling it means.
/// The names are those of rustc 1.85 to 1.97; both `slice_index_fail` styles are listed.
const BY_NAME: &[(&str, PanicKind)] = &[
    ("panic_bounds_check", kind("bounds", "index out of bounds")),
    (
        "panic_const_div_by_zero",
        kind("division", "division by zero"),
    ),
    (
        "panic_const_rem_by_zero",
        kind("division", "remainder with a divisor of zero"),
    ),
    (
        "len_mismatch_fail",
        kind("length", "source and destination have different lengths"),
    ),
    (
        "slice_error_fail",
        kind("str", "string index out of range or inside of a character"),
    ),
    (
        "slice_error_fail_rt",
        kind("str", "string index out of range or inside of a character"),
    ),
    (
        "panic_already_borrowed",
        kind("borrow", "`RefCell` is already borrowed"),
    ),
    (
        "panic_already_mutably_borrowed",
        kind("borrow", "`RefCell` is already mutably borrowed"),
    ),
    (
        "handle_alloc_error",
        kind("alloc", "memory allocation fails"),
    ),
    (
        "capacity_overflow",
        kind("alloc", "capacity of a collection overflows"),
    ),
    (
        "panic_in_cleanup",
        kind("unwind", "panic while a panic unwinds"),
    ),
    (
        "panic_cannot_unwind",
        kind("unwind", "panic in a function that cannot unwind"),
    ),
    (
        "panic_misaligned_pointer_dereference",
        kind("pointer", "misaligned pointer dereference"),
    ),
    (
        "panic_null_pointer_dereference",
        kind("pointer", "null pointer dereference"),
    ),
    (
        "panic_invalid_enum_construction",
        kind("enum", "invalid value for an enum"),
    ),
    ("assert_failed", kind("assert", "assertion fails")),
    ("assert_failed_inner", kind("assert", "assertion fails")),
    ("assert_matches_failed", kind("assert", "assertion fails")),
];

const OVERFLOW: PanicKind = kind("overflow", "arithmetic overflow");
const SLICE: PanicKind = kind("slice", "slice index out of range");
const EXPLICIT: PanicKind = kind("panic", "panic");

/// Whether a function of this (demangled, hash-free) name starts a panic.
pub(crate) fn panic_kind(path: &str) -> Option<PanicKind> {
    let last = last_component(path);
    // The lang items of a panic handler, whatever module mangled them, and the C entry points
    // that begin to unwind. All of panicking ends here even where `core` itself is not known.
    if matches!(
        last,
        "rust_begin_unwind"
            | "__rust_start_panic"
            | "rust_panic"
            | "_Unwind_RaiseException"
            | "_Unwind_ForcedUnwind"
            | "rust_build_error"
    ) {
        return Some(if last == "rust_build_error" {
            kind("build_error", "build assertion fails")
        } else {
            EXPLICIT
        });
    }
    // Only free functions of the library count: `<core::.. as user::Trait>::write_fail` is the user's.
    if !["core::", "alloc::", "std::"]
        .iter()
        .any(|c| path.starts_with(c))
    {
        return match last {
            "__rust_alloc_error_handler" | "__rg_oom" => {
                Some(kind("alloc", "memory allocation fails"))
            }
            _ => None,
        };
    }
    if path.starts_with("core::option::") {
        match last {
            "unwrap_failed" => return Some(kind("unwrap", "`unwrap` on a `None` value")),
            "expect_failed" => return Some(kind("unwrap", "`expect` on a `None` value")),
            _ => {}
        }
    }
    if path.starts_with("core::result::") && last == "unwrap_failed" {
        return Some(kind("unwrap", "`unwrap` or `expect` on an `Err` value"));
    }
    if path.starts_with("alloc::raw_vec::") && last == "handle_error" {
        return Some(kind("alloc", "memory allocation fails"));
    }
    let listed = BY_NAME.iter().find(|(name, _)| *name == last);
    if let Some((_, kind)) = listed {
        return Some(*kind);
    }
    if path.starts_with("core::panicking::") {
        return Some(
            if last.starts_with("panic_const_") && last.ends_with("overflow") {
                OVERFLOW
            } else {
                EXPLICIT
            },
        );
    }
    if path.starts_with("core::slice::") && last.ends_with("_fail") {
        return Some(SLICE);
    }
    if path.starts_with("std::panicking::") && !path.starts_with("std::panicking::panic_count::") {
        // The counters are read by every lock, and the functions that catch a panic call through
        // a pointer; neither starts one.
        let starts = last.starts_with("begin_panic")
            || last.starts_with("rust_panic")
            || last.starts_with("panic_with");
        return starts.then_some(EXPLICIT);
    }
    (last.ends_with("_fail") || last.ends_with("_failed")).then_some(EXPLICIT)
}

/// Whether calls of this symbol never come back, so that no code behind one is reached by it.
pub(crate) fn never_returns(path: &str) -> bool {
    panic_kind(path).is_some()
        || matches!(
            path,
            "abort" | "exit" | "_exit" | "_Unwind_Resume" | "__stack_chk_fail" | "longjmp"
        )
}

/// A jump to this symbol is a return: the kernel's mitigation against return prediction.
pub(crate) fn is_return_thunk(name: &str) -> bool {
    matches!(name, "__x86_return_thunk" | "srso_return_thunk")
}

/// A call of this symbol is a call of whatever a register holds.
pub(crate) fn is_indirect_thunk(name: &str) -> bool {
    name.starts_with("__x86_indirect_") || name.starts_with("__llvm_retpoline_")
}

/// Symbols that the compiler itself calls, and that are trusted where no file defines them.
///
/// The contract between LLVM and its run-time library is that these compute or copy and return:
/// rustc puts calls to them where the source has an assignment or a `u128` division. If they
/// could call back into Rust, no assignment could be free of panics. A definition in one of the
/// given files is examined like any other function.
pub(crate) fn is_trusted_helper(name: &str) -> bool {
    const EXACT: &[&str] = &[
        "memcpy",
        "memmove",
        "memset",
        "memcmp",
        "bcmp",
        "strlen",
        "__rust_probestack",
        "__fentry__",
        "__tls_get_addr",
        "_Unwind_Resume",
        "__rust_no_alloc_shim_is_unstable",
        "__rust_no_alloc_shim_is_unstable_v2",
    ];
    // compiler-rt: an operation, then the machine mode of the operands (`di`, `ti`, `sf`, `df`).
    const OPERATIONS: &[&str] = &[
        "udiv", "umod", "udivmod", "div", "mod", "divmod", "mul", "mulo", "ashl", "ashr", "lshr",
        "add", "sub", "neg", "cmp", "ucmp", "clz", "ctz", "ffs", "popcount", "parity", "bswap",
        "float", "floatun", "fix", "fixuns", "extend", "trunc", "pow", "eq", "ne", "lt", "le",
        "gt", "ge", "unord",
    ];
    const MODES: &[&str] = &["qi", "hi", "si", "di", "ti", "hf", "sf", "df", "xf", "tf"];
    let name = last_component(name);
    if EXACT.contains(&name) {
        return true;
    }
    let Some(rest) = name.strip_prefix("__") else {
        return false;
    };
    let rest = rest.trim_end_matches(|c: char| c.is_ascii_digit());
    OPERATIONS
        .iter()
        .filter_map(|operation| rest.strip_prefix(operation))
        .any(|modes| {
            let one = MODES.contains(&modes);
            let two = modes
                .split_at_checked(2)
                .is_some_and(|(a, b)| MODES.contains(&a) && MODES.contains(&b));
            one || two
        })
}

/// Whether a mangled name is Rust's.
pub(crate) fn is_rust(symbol: &str) -> bool {
    rustc_demangle::try_demangle(symbol).is_ok()
}

/// The path a person would write, without the hash: `demo::ring::Ring<u32>::push`.
pub(crate) fn demangle(symbol: &str) -> String {
    // A mangled name of v0 can describe a type of exponential size; the crate stops at a limit
    // of its own, and longer names than any real one are not worth even that.
    if symbol.len() > 64 * 1024 {
        return symbol.chars().take(200).collect();
    }
    // The suffix of a partition (`.llvm.123`) or of a cold part is no part of the path.
    match rustc_demangle::try_demangle(symbol) {
        Ok(name) => format!("{name:#}"),
        Err(_) => symbol.to_owned(),
    }
}

/// The part behind the last `::` outside of any brackets, generic arguments removed.
pub(crate) fn last_component(path: &str) -> &str {
    let path = strip_generics(path);
    let mut depth = 0usize;
    let mut start = 0;
    let bytes = path.as_bytes();
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            b'<' | b'(' | b'[' | b'{' => depth += 1,
            b'>' | b')' | b']' | b'}' => depth = depth.saturating_sub(1),
            b':' if depth == 0 && bytes.get(at + 1) == Some(&b':') => start = at + 2,
            _ => {}
        }
    }
    path.get(start..).unwrap_or(path)
}

/// `push<u32>` and `push::<u32>` without their arguments.
pub(crate) fn strip_generics(name: &str) -> &str {
    if !name.ends_with('>') {
        return name;
    }
    let mut depth = 0usize;
    for (at, byte) in name.bytes().enumerate().rev() {
        match byte {
            b'>' => depth += 1,
            b'<' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    // A leading bracket is a qualified path (`<T as Trait>`), not arguments.
                    let head = name.get(..at).unwrap_or(name);
                    return if at == 0 {
                        name
                    } else {
                        head.trim_end_matches("::")
                    };
                }
            }
            _ => {}
        }
    }
    name
}

/// The ways in which a person may name this function: as demangled, and as plain paths.
///
/// `<demo::Ring<u32> as demo::Queue>::push` answers to `demo::Ring::push` and `demo::Queue::push`.
pub(crate) fn spellings(path: &str) -> Vec<String> {
    let mut out = vec![path.to_owned()];
    if let Some((inner, rest)) = qualified(path) {
        let rest = plain(rest);
        match inner.split_once(" as ") {
            Some((ty, tr)) => {
                out.push(format!("{}{rest}", plain(ty)));
                out.push(format!("{}{rest}", plain(tr)));
            }
            None => out.push(format!("{}{rest}", plain(inner))),
        }
    } else {
        out.push(plain(path));
    }
    out
}

/// Splits `<inner>rest`, the inner brackets balanced.
fn qualified(path: &str) -> Option<(&str, &str)> {
    let body = path.strip_prefix('<')?;
    let mut depth = 1usize;
    let mut before = 0u8;
    for (at, byte) in body.bytes().enumerate() {
        match byte {
            b'<' => depth += 1,
            b'>' if before != b'-' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some((body.get(..at)?, body.get(at + 1..)?));
        }
        before = byte;
    }
    None
}

/// A path without any generic arguments.
fn plain(path: &str) -> String {
    let mut out = String::new();
    let mut depth = 0usize;
    for c in path.chars() {
        match c {
            '<' => {
                if depth == 0 && out.ends_with("::") {
                    out.truncate(out.len() - 2);
                }
                depth += 1;
            }
            '>' => depth = depth.saturating_sub(1),
            c if depth == 0 => out.push(c),
            _ => {}
        }
    }
    out
}
